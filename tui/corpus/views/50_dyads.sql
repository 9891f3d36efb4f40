-- One row a vendor and a customer that it puts money into: V is the share of the customer's purchases
-- that the vendor funded at most, M the purchases per dollar put in (metrics: V from min(I_low, P_high) / P_high
-- to min(I_high, P_low) / P_low, M from P_low / I_high to P_high / I_low). A null end is open or unknown; all
-- four are null until something put in and something bought have dollars. A unit counts as its parent.
CREATE VIEW dyads AS
WITH bounded AS (
    SELECT payer, payee, kind, dollars, amount_low, amount_high, paid_mark,
        dollars IN (CASE WHEN lens() IN ('headline', 'announced') THEN coalesce(amount_high, amount_low) END,
            CASE WHEN lens() IN ('announced', 'firm') OR (lens() = 'paid' AND status = 'paid') THEN amount_low END) AS as_claimed
    FROM legs_now()
    WHERE in_dollars
),
sums AS (
    SELECT payer, payee, kind <> 'purchase' AS funding,
        sum(CASE WHEN as_claimed THEN amount_low ELSE dollars END)::BIGINT AS low,
        CASE WHEN count(*) = count(CASE WHEN as_claimed THEN amount_high WHEN paid_mark = 'ge' THEN NULL ELSE dollars END)
            THEN sum(CASE WHEN as_claimed THEN amount_high WHEN paid_mark = 'ge' THEN NULL ELSE dollars END)::BIGINT END AS high,
        sum(dollars)::BIGINT AS dollars, count(dollars) AS quantified, count(*) AS legs
    FROM bounded
    GROUP BY ALL
),
pairs AS (
    SELECT i.payer AS vendor_id, i.payee AS customer_id,
        i.dollars AS funded, CASE WHEN i.dollars IS NOT NULL THEN i.low END AS funded_low, i.high AS funded_high,
        b.dollars AS bought, CASE WHEN b.dollars IS NOT NULL THEN b.low END AS bought_low, b.high AS bought_high,
        i.quantified AS funded_quantified, i.legs AS funded_legs,
        coalesce(b.quantified, 0) AS bought_quantified, coalesce(b.legs, 0) AS bought_legs,
        i.dollars IS NOT NULL AND b.dollars IS NOT NULL AS both_known
    FROM sums AS i
    LEFT JOIN sums AS b ON b.payer = i.payee AND b.payee = i.payer AND NOT b.funding
    WHERE i.funding
)
SELECT vendor_id, customer_id, funded, funded_low, funded_high, bought, bought_low, bought_high,
    CASE WHEN both_known AND (funded_low > 0 OR funded_high = 0) AND bought_high > 0
        THEN least(funded_low, bought_high) / bought_high END AS vendor_funded_share_low,
    CASE WHEN both_known AND funded_high IS NOT NULL AND bought_low > 0
        THEN least(funded_high, bought_low) / bought_low END AS vendor_funded_share_high,
    CASE WHEN both_known AND (bought_low > 0 OR bought_high = 0) AND funded_high > 0
        THEN bought_low / funded_high END AS purchase_multiple_low,
    CASE WHEN both_known AND funded_low > 0 THEN bought_high / funded_low END AS purchase_multiple_high,
    funded_quantified, funded_legs, bought_quantified, bought_legs
FROM pairs
ORDER BY vendor_funded_share_high DESC NULLS LAST, funded DESC NULLS LAST, vendor_id, customer_id;
