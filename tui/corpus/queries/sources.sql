-- Sources: who published, how good, whom it retells, and how many of its claims nobody else makes
WITH family AS (
    SELECT entity_id FROM entities WHERE entity_id = $entity OR (kind = 'unit' AND parent_id = $entity)
),
picked_deals AS (
    SELECT deal_id FROM legs WHERE payer_id IN (FROM family) OR payee_id IN (FROM family)
),
keyed AS (
    SELECT c.claim_id, c.source_id, c.tier, c.origin,
        -- An opinion is the voice's own, whatever it is about.
        c.property = 'opinion' AS own,
        hash(c.leg_id, c.deal_id, c.entity_id, c.property, c.term, c.object_id, c.unit, c.scope) AS key,
        ($entity::VARCHAR IS NULL AND $deal::VARCHAR IS NULL) OR c.entity_id IN (FROM family) OR c.object_id IN (FROM family)
            OR coalesce(c.deal_id, g.deal_id) = $deal
            OR ($entity::VARCHAR IS NOT NULL AND coalesce(c.deal_id, g.deal_id) IN (FROM picked_deals)) AS touches
    FROM known AS c
    LEFT JOIN legs AS g ON g.leg_id = c.leg_id
),
shared AS (
    SELECT key FROM keyed WHERE tier <= 5 AND NOT own GROUP BY key HAVING count(DISTINCT source_id) > 1
),
linked AS (
    SELECT a.claim_id, b.claim_id AS other
    FROM links AS l
    JOIN known AS a ON a.claim_id = l.claim_a
    JOIN known AS b ON b.claim_id = l.claim_b
    WHERE l.relation IN ('same_origin', 'corroborates') AND a.source_id <> b.source_id
),
counted AS (
    SELECT source_id, count(*) FILTER (WHERE tier <= 5) AS claims,
        count(*) FILTER (WHERE tier <= 5 AND (own OR key NOT IN (FROM shared))
            AND claim_id NOT IN (SELECT claim_id FROM linked) AND claim_id NOT IN (SELECT other FROM linked)) AS sole,
        count(origin) FILTER (WHERE tier <= 5) AS retold, count(*) FILTER (WHERE tier > 5) AS comment_claims
    FROM keyed WHERE touches GROUP BY source_id
),
chains AS (
    SELECT source_id, string_agg(origin, '; ' ORDER BY told DESC, origin) AS retells
    FROM (SELECT source_id, origin, count(*) AS told FROM keyed WHERE origin IS NOT NULL AND tier <= 5 GROUP BY source_id, origin)
    GROUP BY source_id
),
texts AS (
    SELECT source_id, count(*) AS paragraphs, count(*) FILTER (WHERE role = 'comment') AS comments,
        min(n) FILTER (WHERE role <> 'skipped') AS first_n
    FROM paragraphs
    -- A comment can be younger than its article.
    WHERE role <> 'comment' OR voice_on IS NULL OR voice_on <= as_of()
    GROUP BY source_id
)
SELECT s.source_id, s.publisher, s.title, s.author, s.url, s.language, s.kind::VARCHAR AS kind, s.tier,
    s.known_on, s.known_basis::VARCHAR AS known_basis, s.published_on, s.translated_from,
    coalesce(n.claims, 0) AS claims, coalesce(n.sole, 0) AS sole, n.sole / nullif(n.claims, 0) AS sole_share,
    coalesce(n.retold, 0) AS retold, h.retells, coalesce(t.paragraphs, 0) AS paragraphs, coalesce(t.comments, 0) AS comments,
    coalesce(n.comment_claims, 0) AS comment_claims, coalesce(t.first_n, 1) AS first_n, s.sha256, s.note
FROM sources AS s
LEFT JOIN counted AS n ON n.source_id = s.source_id
LEFT JOIN chains AS h ON h.source_id = s.source_id
LEFT JOIN texts AS t ON t.source_id = s.source_id
WHERE s.known_on <= as_of() AND (($entity::VARCHAR IS NULL AND $deal::VARCHAR IS NULL) OR n.source_id IS NOT NULL)
ORDER BY s.known_on DESC, s.source_id
