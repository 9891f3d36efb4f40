-- How the belief behind a claim came to this: claims of the same subject and property, and those linked to it
WITH asked AS MATERIALIZED (
    SELECT * FROM known_now() WHERE claim_id = $claim
),
beside AS MATERIALIZED (
    SELECT claim_b AS claim_id FROM links WHERE claim_a = $claim
    UNION SELECT claim_a FROM links WHERE claim_b = $claim
),
near AS MATERIALIZED (
    -- Out of a list: few, as the engine then takes them to be.
    SELECT unnest(places) AS place
    FROM (
        SELECT list(DISTINCT place) AS places
        FROM (
            SELECT place FROM claim_keys WHERE key = (SELECT k.key FROM claim_keys AS k WHERE k.place = (SELECT place FROM asked))
            UNION ALL SELECT rowid FROM claims WHERE claim_id IN (FROM beside)
        )
    )
),
told AS MATERIALIZED (
    SELECT * FROM known_now() WHERE place IN (FROM near)
)
SELECT c.claim_id, c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, v.n,
    c.property::VARCHAR AS property, c.term, c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound, c.scope::VARCHAR AS scope,
    c.status::VARCHAR AS status, c.stance::VARCHAR AS stance, c.speaker, c.attribution::VARCHAR AS attribution,
    c.origin, c.publisher, c.tier, c.valid_from, c.valid_to, c.precision::VARCHAR AS precision, c.statement, c.rank::VARCHAR AS rank,
    c.leg_id IS NULL AS of_deal, c.derived, c.leg_id, c.deal_id, c.entity_id, c.object_id, g.what
FROM told AS c
JOIN asked AS a ON c.claim_id = a.claim_id
    OR (c.leg_id IS NOT DISTINCT FROM a.leg_id AND c.deal_id IS NOT DISTINCT FROM a.deal_id
        AND c.entity_id IS NOT DISTINCT FROM a.entity_id AND c.object_id IS NOT DISTINCT FROM a.object_id AND c.term = a.term
        AND (c.property = a.property OR (c.property IN ('status', 'standing') AND a.property IN ('status', 'standing'))))
    OR c.claim_id IN (FROM beside)
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT place, n FROM claim_starts WHERE place IN (FROM near)) AS v ON v.place = c.place
LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT leg_id FROM told)) AS g ON g.leg_id = c.leg_id
ORDER BY c.known_on, v.n, c.claim_id
