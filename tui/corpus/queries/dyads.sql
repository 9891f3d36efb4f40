-- How much of its own sale did each vendor fund?
SELECT v.name AS vendor, c.name AS customer, d.funded_low, d.funded_high, d.bought_low, d.bought_high,
    d.vendor_funded_share_low, d.vendor_funded_share_high, d.purchase_multiple_low, d.purchase_multiple_high,
    d.funded_quantified, d.funded_legs, d.bought_quantified, d.bought_legs, d.vendor_id, d.customer_id
FROM dyads AS d
JOIN entities AS v ON v.entity_id = d.vendor_id
JOIN entities AS c ON c.entity_id = d.customer_id
-- Of a pair the row either way.
WHERE $one::VARCHAR IS NULL OR (d.vendor_id, d.customer_id) IN (($one::VARCHAR, $other::VARCHAR), ($other::VARCHAR, $one::VARCHAR))
ORDER BY d.vendor_funded_share_high DESC NULLS LAST, d.funded DESC NULLS LAST, d.vendor_id, d.customer_id
