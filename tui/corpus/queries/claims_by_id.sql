-- The claims of a list of ids, in time order
WITH asked AS MATERIALIZED (
    SELECT unnest(string_split($claims, ',')) AS claim_id
),
told AS MATERIALIZED (
    SELECT * FROM known_now() WHERE claim_id IN (FROM asked)
)
SELECT c.claim_id, c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, v.n,
    c.property::VARCHAR AS property, c.term, c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound, c.scope::VARCHAR AS scope,
    c.status::VARCHAR AS status, c.stance::VARCHAR AS stance, c.speaker, c.attribution::VARCHAR AS attribution,
    c.origin, c.publisher, c.tier, c.valid_from, c.valid_to, c.precision::VARCHAR AS precision, c.statement, c.rank::VARCHAR AS rank,
    c.leg_id IS NULL AS of_deal, c.derived, c.leg_id, c.deal_id, c.entity_id, c.object_id, g.what
FROM told AS c
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence WHERE claim_id IN (FROM asked) GROUP BY claim_id) AS v ON v.claim_id = c.claim_id
LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT leg_id FROM told)) AS g ON g.leg_id = c.leg_id
ORDER BY c.known_on, v.n, c.claim_id
