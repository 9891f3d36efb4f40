-- What is said of a lane's deal, leg or aggregate, oldest first, with the status believed on that day
WITH subjects AS (
    SELECT c.*, coalesce(g.deal_id, c.deal_id) AS of_deal, g.what, g.kind
    FROM known AS c
    LEFT JOIN legs AS g ON g.leg_id = c.leg_id
    WHERE c.tier <= 5 AND c.rank <> 'deprecated' AND c.property <> 'opinion' AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
        AND (coalesce(g.deal_id, c.deal_id) = $lane OR c.leg_id = $lane
            OR (c.scope = 'aggregate' AND c.property = 'amount' AND c.entity_id || ':' || c.term = $lane)
            OR (c.property IN ('status', 'standing') AND c.deal_id = (SELECT deal_id FROM legs WHERE leg_id = $lane)))
),
believed AS (
    SELECT s.claim_id, min(coalesce(o.status, v.status)) FILTER (WHERE coalesce(o.property, 'status') = 'status') AS status,
        coalesce(min(o.status) FILTER (WHERE o.property = 'standing'), min(v.standing), 'live') AS standing
    FROM subjects AS s
    LEFT JOIN versions AS o ON o.deal_id = s.deal_id AND o.property IN ('status', 'standing') AND o.known_from <= s.known_on AND o.known_to > s.known_on
    LEFT JOIN leg_versions AS v ON v.leg_id = s.leg_id AND v.known_from <= s.known_on AND v.known_to > s.known_on
    GROUP BY s.claim_id
)
SELECT s.known_on, a.known_basis::VARCHAR AS known_basis, s.valid_from, s.valid_to, s.precision::VARCHAR AS precision,
    CASE WHEN s.status IS NULL THEN b.status WHEN s.property <> 'standing' THEN s.status END::VARCHAR AS status,
    CASE WHEN s.status IS NULL THEN b.standing WHEN s.property = 'standing' THEN s.status ELSE 'live' END::VARCHAR AS standing,
    s.property::VARCHAR AS property, s.term, s.low, s.high, s.unit::VARCHAR AS unit, s.bound::VARCHAR AS bound, s.what,
    s.stance::VARCHAR AS stance, s.derived, s.scope::VARCHAR AS scope, s.source_id, v.n, s.claim_id, s.leg_id, s.of_deal AS deal_id, s.entity_id,
    s.speaker, s.attribution::VARCHAR AS attribution, s.origin, s.publisher, s.tier, s.statement, s.note
FROM subjects AS s
JOIN believed AS b ON b.claim_id = s.claim_id
JOIN sources AS a ON a.source_id = s.source_id
LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence GROUP BY claim_id) AS v ON v.claim_id = s.claim_id
ORDER BY s.known_on, s.source_id, v.n, s.claim_id
