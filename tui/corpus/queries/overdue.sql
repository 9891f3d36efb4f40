-- Promised dates that have passed with no claim of delivery
SELECT coalesce(g.what || ' ' || p.name || '-' || r.name, d.title, n.name, o.subject) AS about,
    o.term, o.valid_from, o.valid_to, o.precision::VARCHAR AS precision, o.days_overdue, o.source_id, o.claim_id, o.statement
FROM overdue AS o
LEFT JOIN legs AS g ON g.leg_id = o.leg_id
LEFT JOIN entities AS p ON p.entity_id = g.payer_id
LEFT JOIN entities AS r ON r.entity_id = g.payee_id
LEFT JOIN deals AS d ON d.deal_id = o.deal_id
LEFT JOIN entities AS n ON n.entity_id = o.entity_id
ORDER BY o.days_overdue DESC, o.claim_id
