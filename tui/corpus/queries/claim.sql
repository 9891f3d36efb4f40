-- A claim with everything about it: its words, its source, what it is linked to, how many origins say it
WITH asked AS MATERIALIZED (
    SELECT * FROM known_now() WHERE claim_id = $claim
),
places AS (
    SELECT list({'n': e.n, 'quote': e.quote, 'role': p.role::VARCHAR, 'voice': p.voice, 'voice_on': p.voice_on} ORDER BY e.n, e.quote) AS places
    FROM evidence AS e
    JOIN asked AS c ON c.claim_id = e.claim_id
    LEFT JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
),
linked AS MATERIALIZED (
    SELECT claim_b AS other, relation::VARCHAR AS relation, note, 0 AS back FROM links WHERE claim_a = $claim
    UNION ALL
    SELECT claim_a, CASE relation WHEN 'supersedes' THEN 'superseded by' WHEN 'corroborates' THEN 'said again by'
        WHEN 'same_origin' THEN 'retold by' WHEN 'derived_from' THEN 'gives' ELSE 'contradicted by' END, note, 1
    FROM links WHERE claim_b = $claim
),
relations AS (
    -- A link is known when the later of its claims is.
    SELECT list({'relation': l.relation, 'claim_id': c.claim_id, 'source_id': c.source_id,
            'n': e.n, 'known_on': c.known_on,
            'statement': c.statement, 'leg_id': c.leg_id, 'tier': c.tier, 'note': l.note}
        ORDER BY l.back, l.relation, c.known_on DESC, c.claim_id) AS links
    FROM linked AS l
    JOIN (SELECT * FROM known_now() WHERE claim_id IN (SELECT other FROM linked)) AS c ON c.claim_id = l.other
    LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence WHERE claim_id IN (SELECT other FROM linked) GROUP BY claim_id) AS e ON e.claim_id = c.claim_id
),
-- What else the one figure of a joint claim is for: it is to be counted once.
others AS MATERIALIZED (
    SELECT c.claim_id, c.leg_id, c.deal_id, c.entity_id
    FROM known_now() AS c
    JOIN asked AS a ON c.joint_id = a.joint_id AND c.source_id = a.source_id
    WHERE c.claim_id <> $claim
),
together AS (
    SELECT list({'claim_id': o.claim_id, 'payer_id': g.payer_id, 'payee_id': g.payee_id, 'what': g.what, 'deal': d.title, 'entity_id': o.entity_id}
        ORDER BY o.claim_id) AS joint
    FROM others AS o
    LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT leg_id FROM others)) AS g ON g.leg_id = o.leg_id
    LEFT JOIN (SELECT * FROM deals WHERE deal_id IN (SELECT deal_id FROM others)) AS d ON d.deal_id = o.deal_id
),
-- What is said of the same thing. Out of a list: few, as the engine then takes them to be.
near AS MATERIALIZED (
    SELECT unnest(places) AS place
    FROM (
        SELECT list(place) AS places FROM claim_keys
        WHERE key = (SELECT k.key FROM claim_keys AS k WHERE k.place = (SELECT place FROM asked))
    )
),
said AS MATERIALIZED (
    SELECT * FROM known_now() WHERE place IN (FROM near)
),
voices AS (
    SELECT count(DISTINCT c.first_publisher) AS origins, min(c.tier) AS best_tier
    FROM said AS c
    JOIN asked AS a ON c.property = a.property AND c.term = a.term AND c.scope = a.scope
        AND c.leg_id IS NOT DISTINCT FROM a.leg_id AND c.deal_id IS NOT DISTINCT FROM a.deal_id
        AND c.entity_id IS NOT DISTINCT FROM a.entity_id AND c.object_id IS NOT DISTINCT FROM a.object_id
        AND c.unit IS NOT DISTINCT FROM a.unit AND c.status IS NOT DISTINCT FROM a.status
    WHERE c.tier <= 5 AND c.rank <> 'deprecated' AND c.stance IN ('affirmed', 'reported', 'forecast')
)
SELECT a.claim_id, a.source_id, p.places[1].n AS n,
    a.leg_id, coalesce(a.deal_id, g.deal_id) AS deal_id, a.entity_id, a.object_id, a.deal_id IS NOT NULL AS of_deal,
    g.payer_id, g.payee_id, g.what, d.title AS deal,
    a.property::VARCHAR AS property, a.term, a.low, a.high, a.unit::VARCHAR AS unit, a.bound::VARCHAR AS bound, a.scope::VARCHAR AS scope,
    a.joint_id, a.derived, a.status::VARCHAR AS status, a.stance::VARCHAR AS stance, a.speaker, a.attribution::VARCHAR AS attribution,
    a.origin, a.valid_from, a.valid_to, a.precision::VARCHAR AS precision, a.known_on, a.tier, a.rank::VARCHAR AS rank, a.rank_reason,
    a.statement, a.note, s.title, s.publisher, s.author, s.url, s.language, s.kind::VARCHAR AS kind, s.tier AS source_tier,
    s.published_on, s.known_basis::VARCHAR AS known_basis, s.translated_from, s.sha256,
    p.places, r.links, t.joint, v.origins, v.best_tier
FROM asked AS a
JOIN sources AS s ON s.source_id = a.source_id
LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT leg_id FROM asked)) AS g ON g.leg_id = a.leg_id
LEFT JOIN deals AS d ON d.deal_id = coalesce(a.deal_id, g.deal_id)
CROSS JOIN places AS p
CROSS JOIN relations AS r
CROSS JOIN together AS t
CROSS JOIN voices AS v
ORDER BY a.claim_id
