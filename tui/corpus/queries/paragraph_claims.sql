-- The claims of an article by paragraph, each with its quotes, its voice and what else is said of the same thing
WITH own AS (
    SELECT c.* FROM known AS c WHERE c.source_id = $source
),
places AS (
    SELECT e.claim_id, e.n, list(e.quote ORDER BY e.quote) AS quotes
    FROM evidence AS e
    JOIN own AS c ON c.claim_id = e.claim_id
    GROUP BY e.claim_id, e.n
),
-- What other articles say of the same thing, once an article and print.
others AS (
    SELECT o.claim_id, c.source_id, c.low, c.high, c.bound::VARCHAR AS bound, c.unit::VARCHAR AS unit,
        c.status::VARCHAR AS status, c.stance::VARCHAR AS stance
    FROM own AS o
    JOIN known AS c ON c.property = o.property AND c.term = o.term AND c.source_id <> o.source_id
        AND c.leg_id IS NOT DISTINCT FROM o.leg_id AND c.deal_id IS NOT DISTINCT FROM o.deal_id
        AND c.entity_id IS NOT DISTINCT FROM o.entity_id AND c.object_id IS NOT DISTINCT FROM o.object_id
        AND c.unit IS NOT DISTINCT FROM o.unit AND c.scope = o.scope
    WHERE o.property <> 'opinion' AND c.tier <= 5
    GROUP BY ALL
),
beside AS (
    SELECT claim_id, list({'source_id': source_id, 'low': low, 'high': high, 'bound': bound, 'unit': unit, 'status': status, 'stance': stance}
        ORDER BY source_id, low, high, bound, status, stance) AS others
    FROM others GROUP BY claim_id
),
linked AS (
    SELECT o.claim_id, l.relation::VARCHAR AS relation, c.source_id, c.known_on,
        (SELECT min(n) FROM evidence AS e WHERE e.claim_id = c.claim_id) AS n, c.status::VARCHAR AS status, c.claim_id AS other
    FROM own AS o
    JOIN links AS l ON l.claim_a = o.claim_id
    JOIN known AS c ON c.claim_id = l.claim_b
    UNION ALL
    SELECT o.claim_id, CASE l.relation WHEN 'supersedes' THEN 'superseded by' WHEN 'corroborates' THEN 'again in'
            WHEN 'same_origin' THEN 'retold in' WHEN 'derived_from' THEN 'gives' ELSE 'contradicted by' END,
        c.source_id, c.known_on, (SELECT min(n) FROM evidence AS e WHERE e.claim_id = c.claim_id), c.status::VARCHAR, c.claim_id
    FROM own AS o
    JOIN links AS l ON l.claim_b = o.claim_id
    JOIN known AS c ON c.claim_id = l.claim_a
),
relations AS (
    SELECT claim_id, list({'relation': relation, 'source_id': source_id, 'n': n, 'known_on': known_on, 'status': status, 'claim_id': other}
        ORDER BY relation, source_id, n, other) AS links
    FROM linked GROUP BY claim_id
)
SELECT p.n, o.claim_id, p.quotes, o.leg_id, coalesce(o.deal_id, g.deal_id) AS deal_id, o.entity_id, o.object_id,
    o.property::VARCHAR AS property, o.term, g.what, o.deal_id IS NOT NULL AS of_deal,
    o.low, o.high, o.unit::VARCHAR AS unit, o.bound::VARCHAR AS bound, o.scope::VARCHAR AS scope, o.derived,
    o.status::VARCHAR AS status, o.stance::VARCHAR AS stance, o.speaker, o.attribution::VARCHAR AS attribution, o.origin,
    o.publisher, o.valid_from, o.valid_to, o.precision::VARCHAR AS precision, o.known_on, s.known_basis::VARCHAR AS known_basis,
    o.tier, o.rank::VARCHAR AS rank, o.rank_reason, o.statement, o.source_id, b.others, r.links,
    -- What is believed now of the leg that the claim is about.
    l.status::VARCHAR AS leg_status, l.standing::VARCHAR AS leg_standing
FROM own AS o
JOIN places AS p ON p.claim_id = o.claim_id
JOIN sources AS s ON s.source_id = o.source_id
LEFT JOIN legs AS g ON g.leg_id = o.leg_id
LEFT JOIN current_legs AS l ON l.leg_id = o.leg_id
LEFT JOIN beside AS b ON b.claim_id = o.claim_id
LEFT JOIN relations AS r ON r.claim_id = o.claim_id
ORDER BY p.n, o.claim_id
