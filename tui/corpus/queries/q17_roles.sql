-- Who is investor, supplier and customer of whom at once?
WITH pairs AS (
    SELECT payer AS company_id, payee AS other_id, kind, true AS pays FROM current_legs WHERE NOT gone AND payer <> payee
    UNION ALL
    SELECT payee, payer, kind, false FROM current_legs WHERE NOT gone AND payer <> payee
)
SELECT company_id, other_id,
    bool_or(pays AND kind IN ('equity', 'cloud_credit', 'debt', 'lease')) AS funds,
    bool_or(NOT pays AND kind = 'purchase') AS sells_to,
    bool_or(pays AND kind = 'purchase') AS buys_from,
    bool_or(pays AND kind = 'warrant') AS pays_in_shares,
    count(*) AS legs
FROM pairs
GROUP BY company_id, other_id
HAVING (bool_or(pays AND kind IN ('equity', 'cloud_credit', 'debt', 'lease', 'warrant')) AND bool_or(NOT pays AND kind = 'purchase'))
    OR (bool_or(pays AND kind = 'purchase') AND bool_or(NOT pays AND kind = 'purchase'))
ORDER BY legs DESC, company_id, other_id
