-- What is said of an entity, in time order
WITH asked AS MATERIALIZED (
    SELECT DISTINCT place, n FROM mentions WHERE about = $entity
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
LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT leg_id FROM told)) AS g ON g.leg_id = c.leg_id
WHERE c.entity_id = $entity OR c.object_id = $entity
ORDER BY c.known_on, v.n, c.claim_id
