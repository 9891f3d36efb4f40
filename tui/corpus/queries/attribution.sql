-- Who says how firm or alive a deal is, on record or unnamed, and through whom; without a deal, of all of them
WITH own AS MATERIALIZED (
    SELECT leg_id FROM leg_numbers WHERE deal_id = $deal::VARCHAR
),
asked AS MATERIALIZED (
    SELECT DISTINCT place FROM mentions WHERE about IN (SELECT $deal::VARCHAR UNION SELECT leg_id FROM own)
),
told AS MATERIALIZED (
    SELECT * FROM known_now() WHERE place IN (SELECT place FROM asked) AND (deal_id = $deal::VARCHAR OR leg_id IN (SELECT leg_id FROM own))
    UNION ALL
    SELECT * FROM known_now() WHERE property IN ('status', 'standing') AND $deal::VARCHAR IS NULL
)
SELECT c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, v.n,
    coalesce(c.deal_id, g.deal_id) AS deal_id, c.property::VARCHAR AS property, c.status::VARCHAR AS status, c.stance::VARCHAR AS stance,
    c.speaker, c.attribution::VARCHAR AS attribution, c.origin, c.publisher, c.tier, c.claim_id, c.leg_id, c.statement
FROM told AS c
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT place, n FROM claim_starts WHERE place IN (SELECT place FROM told)) AS v ON v.place = c.place
LEFT JOIN legs AS g ON g.leg_id = c.leg_id
WHERE c.property IN ('status', 'standing')
ORDER BY c.known_on DESC, c.source_id, v.n, c.claim_id
