-- The claims of an article by paragraph, each with its quotes, its voice and what else is said of the same thing
WITH places AS MATERIALIZED (
    SELECT e.claim_id, e.n, list(e.quote ORDER BY e.quote) AS quotes
    FROM evidence AS e
    JOIN claims AS c ON c.claim_id = e.claim_id
    WHERE c.source_id = $source AND c.known_on <= as_of()
        AND e.n > coalesce($skip::BIGINT, 0) AND ($count::BIGINT IS NULL OR e.n <= coalesce($skip::BIGINT, 0) + $count::BIGINT)
    GROUP BY e.claim_id, e.n
),
own AS MATERIALIZED (
    SELECT c.*, c.rowid AS place FROM claims AS c
    WHERE c.source_id = $source AND c.known_on <= as_of() AND c.claim_id IN (SELECT claim_id FROM places)
),
-- What is said of the same things, as claim_keys has it.
keyed AS MATERIALIZED (
    SELECT key, place FROM claim_keys WHERE key IN (SELECT key FROM claim_keys WHERE place IN (SELECT place FROM own WHERE property <> 'opinion'))
),
again AS MATERIALIZED (
    SELECT source_id, leg_id, deal_id, entity_id, object_id, property, term, low, high, bound, unit, scope, status, stance, tier, known_on
    FROM claims
    WHERE rowid IN (SELECT place FROM keyed)
),
-- What other articles say of the same thing, once an article and print.
others AS (
    SELECT o.claim_id, c.source_id, c.low, c.high, c.bound::VARCHAR AS bound, c.unit::VARCHAR AS unit,
        c.status::VARCHAR AS status, c.stance::VARCHAR AS stance
    FROM own AS o
    JOIN again AS c ON coalesce(c.leg_id, c.deal_id, c.entity_id) = coalesce(o.leg_id, o.deal_id, o.entity_id) AND c.known_on <= as_of()
        AND c.property = o.property AND c.term = o.term AND c.source_id <> o.source_id
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
ties AS MATERIALIZED (
    SELECT claim_a AS claim_id, relation::VARCHAR AS relation, claim_b AS other FROM links WHERE claim_a IN (SELECT claim_id FROM own)
    UNION ALL
    SELECT claim_b, CASE relation WHEN 'supersedes' THEN 'superseded by' WHEN 'corroborates' THEN 'again in'
        WHEN 'same_origin' THEN 'retold in' WHEN 'derived_from' THEN 'gives' ELSE 'contradicted by' END, claim_a
    FROM links WHERE claim_b IN (SELECT claim_id FROM own)
),
tied AS MATERIALIZED (
    SELECT claim_id, rowid AS place, source_id, known_on, status
    FROM claims
    WHERE claim_id IN (SELECT other FROM ties) AND known_on <= as_of()
),
linked AS (
    SELECT t.claim_id, t.relation, c.source_id, c.known_on, v.n, c.status::VARCHAR AS status, c.claim_id AS other
    FROM ties AS t
    JOIN tied AS c ON c.claim_id = t.other
    LEFT JOIN (SELECT place, n FROM claim_starts WHERE place IN (SELECT place FROM tied)) AS v ON v.place = c.place
),
relations AS (
    SELECT claim_id, list({'relation': relation, 'source_id': source_id, 'n': n, 'known_on': known_on, 'status': status, 'claim_id': other}
        ORDER BY relation, source_id, n, other) AS links
    FROM linked GROUP BY claim_id
),
firm AS (
    SELECT leg_id, status, standing FROM every_leg_now()
    WHERE leg_no IN (SELECT leg_no FROM leg_numbers WHERE leg_id IN (SELECT leg_id FROM own))
)
SELECT p.n, o.claim_id, p.quotes, o.leg_id, coalesce(o.deal_id, g.deal_id) AS deal_id, o.entity_id, o.object_id,
    o.property::VARCHAR AS property, o.term, g.what, o.deal_id IS NOT NULL AS of_deal,
    o.low, o.high, o.unit::VARCHAR AS unit, o.bound::VARCHAR AS bound, o.scope::VARCHAR AS scope, o.derived,
    o.status::VARCHAR AS status, o.stance::VARCHAR AS stance, o.speaker, o.attribution::VARCHAR AS attribution, o.origin,
    s.publisher, o.valid_from, o.valid_to, o.precision::VARCHAR AS precision, o.known_on, s.known_basis::VARCHAR AS known_basis,
    o.tier, o.rank::VARCHAR AS rank, o.rank_reason, o.statement, o.source_id, s.title, s.author, s.url, s.sha256, b.others, r.links,
    -- What is believed now of the leg that the claim is about.
    l.status::VARCHAR AS leg_status, l.standing::VARCHAR AS leg_standing
FROM own AS o
JOIN places AS p ON p.claim_id = o.claim_id
JOIN sources AS s ON s.source_id = o.source_id
LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT leg_id FROM own)) AS g ON g.leg_id = o.leg_id
LEFT JOIN firm AS l ON l.leg_id = o.leg_id
LEFT JOIN beside AS b ON b.claim_id = o.claim_id
LEFT JOIN relations AS r ON r.claim_id = o.claim_id
ORDER BY p.n, o.claim_id
