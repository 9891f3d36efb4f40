-- A claim with everything about it: its words, its source, what it is linked to, how many origins say it
WITH asked AS (
    SELECT * FROM known WHERE claim_id = $claim
),
places AS (
    SELECT list({'n': e.n, 'quote': e.quote, 'role': p.role::VARCHAR, 'voice': p.voice, 'voice_on': p.voice_on} ORDER BY e.n, e.quote) AS places
    FROM evidence AS e
    JOIN asked AS c ON c.claim_id = e.claim_id
    LEFT JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
),
linked AS (
    SELECT claim_b AS other, relation::VARCHAR AS relation, note, 0 AS back FROM links WHERE claim_a = $claim
    UNION ALL
    SELECT claim_a, CASE relation WHEN 'supersedes' THEN 'superseded by' WHEN 'corroborates' THEN 'said again by'
        WHEN 'same_origin' THEN 'retold by' WHEN 'derived_from' THEN 'gives' ELSE 'contradicted by' END, note, 1
    FROM links WHERE claim_b = $claim
),
relations AS (
    -- A link is known when the later of its claims is.
    SELECT list({'relation': l.relation, 'claim_id': c.claim_id, 'source_id': c.source_id,
            'n': (SELECT min(n) FROM evidence AS e WHERE e.claim_id = c.claim_id), 'known_on': c.known_on,
            'statement': c.statement, 'leg_id': c.leg_id, 'tier': c.tier, 'note': l.note}
        ORDER BY l.back, l.relation, c.known_on DESC, c.claim_id) AS links
    FROM linked AS l
    JOIN known AS c ON c.claim_id = l.other
),
voices AS (
    SELECT count(DISTINCT c.first_publisher) AS origins, min(c.tier) AS best_tier
    FROM known AS c
    JOIN asked AS a ON c.property = a.property AND c.term = a.term AND c.scope = a.scope
        AND c.leg_id IS NOT DISTINCT FROM a.leg_id AND c.deal_id IS NOT DISTINCT FROM a.deal_id
        AND c.entity_id IS NOT DISTINCT FROM a.entity_id AND c.object_id IS NOT DISTINCT FROM a.object_id
        AND c.unit IS NOT DISTINCT FROM a.unit AND c.status IS NOT DISTINCT FROM a.status
    WHERE c.tier <= 5 AND c.rank <> 'deprecated' AND c.stance IN ('affirmed', 'reported', 'forecast')
)
SELECT a.claim_id, a.source_id, (SELECT min(n) FROM evidence AS e WHERE e.claim_id = a.claim_id) AS n,
    a.leg_id, coalesce(a.deal_id, g.deal_id) AS deal_id, a.entity_id, a.object_id, a.deal_id IS NOT NULL AS of_deal,
    g.payer_id, g.payee_id, g.what, d.title AS deal,
    a.property::VARCHAR AS property, a.term, a.low, a.high, a.unit::VARCHAR AS unit, a.bound::VARCHAR AS bound, a.scope::VARCHAR AS scope,
    a.joint_id, a.derived, a.status::VARCHAR AS status, a.stance::VARCHAR AS stance, a.speaker, a.attribution::VARCHAR AS attribution,
    a.origin, a.valid_from, a.valid_to, a.precision::VARCHAR AS precision, a.known_on, a.tier, a.rank::VARCHAR AS rank, a.rank_reason,
    a.statement, a.note, s.title, s.publisher, s.author, s.url, s.language, s.kind::VARCHAR AS kind, s.tier AS source_tier,
    s.published_on, s.known_basis::VARCHAR AS known_basis, s.translated_from, s.sha256,
    p.places, r.links, v.origins, v.best_tier
FROM asked AS a
JOIN sources AS s ON s.source_id = a.source_id
LEFT JOIN legs AS g ON g.leg_id = a.leg_id
LEFT JOIN deals AS d ON d.deal_id = coalesce(a.deal_id, g.deal_id)
CROSS JOIN places AS p
CROSS JOIN relations AS r
CROSS JOIN voices AS v
ORDER BY a.claim_id
