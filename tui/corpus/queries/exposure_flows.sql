-- Who pays whom: one row a payer and payee, with the dollars of the kinds that weigh
SELECT p.name AS payer, r.name AS payee, sum(f.dollars) FILTER (WHERE f.kind IN ('equity', 'debt', 'purchase', 'lease', 'cloud_credit'))::BIGINT AS dollars,
    sum(f.quantified) FILTER (WHERE f.kind IN ('equity', 'debt', 'purchase', 'lease', 'cloud_credit'))::BIGINT AS quantified,
    sum(f.legs)::BIGINT AS legs, f.payer_id, f.payee_id
FROM flows AS f
JOIN entities AS p ON p.entity_id = f.payer_id
JOIN entities AS r ON r.entity_id = f.payee_id
GROUP BY p.name, r.name, f.payer_id, f.payee_id
ORDER BY dollars DESC NULLS LAST, f.payer_id, f.payee_id
