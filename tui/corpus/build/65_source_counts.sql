-- How many claims a source carries, by the day from which they are known and the day from which another source says the
-- same: so that a list of thousands of sources is counted without reading all claims.
CREATE TABLE source_counts AS
WITH keyed AS (
    SELECT claim_id, source_id, known_on, tier, origin,
        -- An opinion is the voice's own, whatever it is about.
        CASE WHEN property <> 'opinion' AND tier <= 5 THEN hash(leg_id, deal_id, entity_id, property, term, object_id, unit, scope) END AS key
    FROM claims
),
again AS (
    SELECT key, min(known_on, 2)[2] AS shared_on
    FROM (SELECT key, source_id, min(known_on) AS known_on FROM keyed WHERE key IS NOT NULL GROUP BY ALL)
    GROUP BY key HAVING count(*) > 1
),
linked AS (
    SELECT a.claim_id, b.claim_id AS other, greatest(a.known_on, b.known_on) AS known_on
    FROM links AS l
    JOIN claims AS a ON a.claim_id = l.claim_a
    JOIN claims AS b ON b.claim_id = l.claim_b
    WHERE l.relation IN ('same_origin', 'corroborates') AND a.source_id <> b.source_id
),
beside AS (
    SELECT claim_id, min(known_on) AS shared_on
    FROM (SELECT claim_id, known_on FROM linked UNION ALL SELECT other, known_on FROM linked)
    GROUP BY claim_id
)
SELECT k.source_id, k.known_on, least(a.shared_on, b.shared_on) AS shared_on,
    count(*) FILTER (WHERE k.tier <= 5) AS claims, count(k.origin) FILTER (WHERE k.tier <= 5) AS retold, count(*) FILTER (WHERE k.tier > 5) AS comment_claims
FROM keyed AS k
LEFT JOIN again AS a ON a.key = k.key
LEFT JOIN beside AS b ON b.claim_id = k.claim_id
GROUP BY ALL
ORDER BY source_id, known_on, shared_on;
