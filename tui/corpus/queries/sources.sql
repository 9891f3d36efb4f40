-- Sources: who published, how good, whom it retells, and how many of its claims nobody else makes
WITH family AS (
    SELECT entity_id FROM entities WHERE entity_id = $entity OR (kind = 'unit' AND parent_id = $entity)
),
picked_lanes AS (
    SELECT lane_no FROM lanes WHERE deal_id = $deal
    UNION
    SELECT lane_no FROM leg_parties
    WHERE payer_no IN (SELECT entity_no FROM entity_numbers WHERE entity_id IN (FROM family))
        OR payee_no IN (SELECT entity_no FROM entity_numbers WHERE entity_id IN (FROM family))
),
touched AS MATERIALIZED (
    SELECT place FROM mentions WHERE about IN (FROM family)
    UNION
    SELECT place FROM lane_claims WHERE of_deal AND lane_no IN (FROM picked_lanes)
),
keyed AS MATERIALIZED (
    -- What touches the pick; without one, source_counts has it counted. Whatever says the same as one of these is one of these.
    SELECT c.claim_id, c.source_id, c.tier, c.origin,
        -- An opinion is the voice's own, whatever it is about.
        c.property = 'opinion' AS own,
        hash(c.leg_id, c.deal_id, c.entity_id, c.property, c.term, c.object_id, c.unit, c.scope) AS key
    FROM claims AS c
    WHERE c.known_on <= as_of() AND c.rowid IN (SELECT place FROM touched)
),
shared AS (
    SELECT key FROM keyed WHERE tier <= 5 AND NOT own GROUP BY key HAVING count(DISTINCT source_id) > 1
),
ties AS MATERIALIZED (
    SELECT claim_a, claim_b FROM links
    WHERE ($entity::VARCHAR IS NOT NULL OR $deal::VARCHAR IS NOT NULL)
        AND relation IN ('same_origin', 'corroborates') AND (claim_a IN (SELECT claim_id FROM keyed) OR claim_b IN (SELECT claim_id FROM keyed))
),
tied AS MATERIALIZED (
    SELECT claim_id, source_id FROM claims
    WHERE known_on <= as_of() AND claim_id IN (SELECT claim_a FROM ties UNION ALL SELECT claim_b FROM ties)
),
linked AS (
    SELECT a.claim_id, b.claim_id AS other
    FROM ties AS l
    JOIN tied AS a ON a.claim_id = l.claim_a
    JOIN tied AS b ON b.claim_id = l.claim_b
    WHERE a.source_id <> b.source_id
),
-- What is counted is counted of all where that orders them, else of those that are shown.
counts AS NOT MATERIALIZED (
    SELECT source_id, (tier <= 5)::BIGINT AS claims,
        (tier <= 5 AND (own OR key NOT IN (FROM shared))
            AND claim_id NOT IN (SELECT claim_id FROM linked) AND claim_id NOT IN (SELECT other FROM linked))::BIGINT AS sole,
        (tier <= 5 AND origin IS NOT NULL)::BIGINT AS retold, (tier > 5)::BIGINT AS comment_claims
    FROM keyed
    UNION ALL
    SELECT source_id, claims, CASE WHEN shared_on IS NULL OR shared_on > as_of() THEN claims ELSE 0 END, retold, comment_claims
    FROM source_counts
    WHERE known_on <= as_of() AND $entity::VARCHAR IS NULL AND $deal::VARCHAR IS NULL
),
numbered AS MATERIALIZED (
    SELECT source_id, total, CASE WHEN $reverse::BOOLEAN THEN total + 1 - place ELSE place END AS nth
    FROM (
        SELECT s.source_id, count(*) OVER () AS total, row_number() OVER (ORDER BY
                CASE WHEN $order::VARCHAR = 'publisher' THEN lower(s.publisher) END,
                CASE WHEN $order::VARCHAR = 'kind' THEN s.kind::VARCHAR END,
                CASE WHEN $order::VARCHAR = 'tier' THEN s.tier END,
                CASE $order::VARCHAR WHEN 'claims' THEN coalesce(n.claims, 0) WHEN 'sole' THEN coalesce(n.sole / nullif(n.claims, 0), 0)
                    WHEN 'retold' THEN coalesce(n.retold, 0) END DESC NULLS LAST,
                s.known_on DESC, s.source_id) AS place
        FROM sources AS s
        LEFT JOIN (
            SELECT source_id, sum(claims) AS claims, sum(sole) AS sole, sum(retold) AS retold FROM counts
            WHERE $order::VARCHAR IN ('claims', 'sole', 'retold')
            GROUP BY source_id
        ) AS n ON n.source_id = s.source_id
        WHERE s.known_on <= as_of()
            AND (($entity::VARCHAR IS NULL AND $deal::VARCHAR IS NULL) OR s.source_id IN (SELECT source_id FROM keyed))
            AND CASE $filter::VARCHAR
                WHEN 'retelling' THEN s.source_id IN (SELECT source_id FROM source_origins WHERE $filter::VARCHAR = 'retelling' AND known_on <= as_of())
                WHEN 'own' THEN s.source_id NOT IN (SELECT source_id FROM source_origins WHERE $filter::VARCHAR = 'own' AND known_on <= as_of())
                WHEN 'good' THEN s.tier <= 3 WHEN 'poor' THEN s.tier >= 5 WHEN 'inferred' THEN s.known_basis = 'inferred'
                WHEN 'comments' THEN s.source_id IN (
                    SELECT source_id FROM source_texts WHERE $filter::VARCHAR = 'comments' AND comments > 0 AND (known_on IS NULL OR known_on <= as_of()))
                ELSE true END
    )
),
page AS MATERIALIZED (
    -- The page that holds the source asked for, else from a row on.
    SELECT *
    FROM numbered
    WHERE nth > coalesce((SELECT (nth - 1) // 100 * 100 FROM numbered WHERE source_id = $near::VARCHAR), $skip::BIGINT, 0)
    ORDER BY nth
    LIMIT $count::BIGINT
),
chains AS (
    SELECT source_id, string_agg(origin, '; ' ORDER BY told DESC, origin) AS retells
    FROM (
        SELECT source_id, origin, sum(told) AS told FROM source_origins
        WHERE known_on <= as_of() AND source_id IN (SELECT source_id FROM page)
        GROUP BY source_id, origin
    )
    GROUP BY source_id
),
voiced AS (
    SELECT source_id, sum(paragraphs)::BIGINT AS paragraphs, sum(comments)::BIGINT AS comments, min(first_n) AS first_n
    FROM source_texts
    WHERE (known_on IS NULL OR known_on <= as_of()) AND source_id IN (SELECT source_id FROM page)
    GROUP BY source_id
)
SELECT s.source_id, s.publisher, s.title, s.author, s.url, s.language, s.kind::VARCHAR AS kind, s.tier,
    s.known_on, s.known_basis::VARCHAR AS known_basis, s.published_on, s.translated_from,
    coalesce(n.claims, 0) AS claims, coalesce(n.sole, 0) AS sole, n.sole / nullif(n.claims, 0) AS sole_share,
    coalesce(n.retold, 0) AS retold, h.retells, coalesce(t.paragraphs, 0) AS paragraphs, coalesce(t.comments, 0) AS comments,
    coalesce(n.comment_claims, 0) AS comment_claims, coalesce(t.first_n, 1) AS first_n, s.sha256, s.note,
    p.nth, p.total, EXISTS (SELECT 1 FROM sources WHERE source_id = $near::VARCHAR AND known_on <= as_of()) AS near_known
FROM page AS p
JOIN sources AS s ON s.source_id = p.source_id
LEFT JOIN (
    SELECT source_id, sum(claims)::BIGINT AS claims, sum(sole)::BIGINT AS sole, sum(retold)::BIGINT AS retold,
        sum(comment_claims)::BIGINT AS comment_claims
    FROM counts
    WHERE source_id IN (SELECT source_id FROM page)
    GROUP BY source_id
) AS n ON n.source_id = p.source_id
LEFT JOIN chains AS h ON h.source_id = p.source_id
LEFT JOIN voiced AS t ON t.source_id = p.source_id
ORDER BY p.nth
