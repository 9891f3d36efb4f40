-- How a leg came to this: its claims and its deal's, oldest first
WITH of_deal AS (
    SELECT deal_id FROM leg_numbers WHERE leg_id = $leg
),
asked AS MATERIALIZED (
    SELECT DISTINCT place, n FROM mentions WHERE about IN (SELECT $leg UNION FROM of_deal)
),
told AS MATERIALIZED (
    SELECT * FROM known_now() WHERE place IN (SELECT place FROM asked)
)
SELECT c.claim_id, c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, v.n,
    c.property::VARCHAR AS property, c.term, c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound, c.scope::VARCHAR AS scope,
    c.status::VARCHAR AS status, c.stance::VARCHAR AS stance, c.speaker, c.attribution::VARCHAR AS attribution,
    c.origin, c.publisher, c.tier, c.valid_from, c.valid_to, c.precision::VARCHAR AS precision, c.statement, c.rank::VARCHAR AS rank,
    c.leg_id IS NULL AS of_deal, c.derived, c.leg_id, c.deal_id, c.entity_id, c.object_id, g.what
FROM told AS c
JOIN sources AS s ON s.source_id = c.source_id
JOIN asked AS v ON v.place = c.place
LEFT JOIN (SELECT n.leg_id, p.what FROM leg_numbers AS n JOIN leg_parties AS p ON p.leg_no = n.leg_no WHERE n.leg_id = $leg) AS g ON g.leg_id = c.leg_id
WHERE c.leg_id = $leg OR c.deal_id = (FROM of_deal)
ORDER BY c.known_on, v.n, c.claim_id
