-- How much of its own sale did a vendor pay for?
-- $entity = nvidia
SELECT vendor_id, customer_id, funded_low, funded_high, bought_low, bought_high,
    vendor_funded_share_low, vendor_funded_share_high, purchase_multiple_low, purchase_multiple_high,
    funded_quantified || ' of ' || funded_legs AS funded_in_dollars, bought_quantified || ' of ' || bought_legs AS bought_in_dollars
FROM dyads
WHERE $entity::VARCHAR IS NULL OR vendor_id = $entity::VARCHAR
ORDER BY vendor_funded_share_high DESC NULLS LAST, funded_high DESC NULLS LAST, vendor_id, customer_id
