-- How the belief behind a claim came to this: claims of the same subject and property, and those linked to it
WITH asked AS (
    SELECT * FROM known WHERE claim_id = $claim
)
SELECT c.claim_id, c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, v.n,
    c.property::VARCHAR AS property, c.term, c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound, c.scope::VARCHAR AS scope,
    c.status::VARCHAR AS status, c.stance::VARCHAR AS stance, c.speaker, c.attribution::VARCHAR AS attribution,
    c.origin, c.publisher, c.tier, c.valid_from, c.valid_to, c.precision::VARCHAR AS precision, c.statement, c.rank::VARCHAR AS rank,
    c.leg_id IS NULL AS of_deal, c.derived, c.leg_id, c.deal_id, c.entity_id, c.object_id, g.what
FROM known AS c
JOIN asked AS a ON c.claim_id = a.claim_id
    OR (c.leg_id IS NOT DISTINCT FROM a.leg_id AND c.deal_id IS NOT DISTINCT FROM a.deal_id
        AND c.entity_id IS NOT DISTINCT FROM a.entity_id AND c.object_id IS NOT DISTINCT FROM a.object_id AND c.term = a.term
        AND (c.property = a.property OR (c.property IN ('status', 'standing') AND a.property IN ('status', 'standing'))))
    OR c.claim_id IN (SELECT claim_b FROM links WHERE claim_a = $claim)
    OR c.claim_id IN (SELECT claim_a FROM links WHERE claim_b = $claim)
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence GROUP BY claim_id) AS v ON v.claim_id = c.claim_id
LEFT JOIN legs AS g ON g.leg_id = c.leg_id
ORDER BY c.known_on, v.n, c.claim_id
