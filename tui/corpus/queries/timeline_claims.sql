-- What is said of size, status and dates, of one lane or of all, with the status believed on that day
WITH subjects AS (
    SELECT c.*, coalesce(g.deal_id, c.deal_id) AS of_deal, g.what, g.kind,
        coalesce(d.title, e.name || CASE c.term WHEN 'receives' THEN ' total in' ELSE ' total' END) AS about
    FROM known AS c
    LEFT JOIN legs AS g ON g.leg_id = c.leg_id
    LEFT JOIN deals AS d ON d.deal_id = coalesce(g.deal_id, c.deal_id)
    LEFT JOIN entities AS e ON e.entity_id = c.entity_id
    WHERE c.tier <= 5 AND c.rank <> 'deprecated' AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
        AND c.property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing', 'milestone', 'condition')
        AND (c.entity_id IS NULL OR (c.scope = 'aggregate' AND c.property = 'amount' AND c.unit = 'usd'))
        AND ($lane::VARCHAR IS NULL OR coalesce(g.deal_id, c.deal_id) = $lane::VARCHAR OR c.leg_id = $lane::VARCHAR
            OR c.entity_id || ':' || c.term = $lane::VARCHAR
            OR (c.property IN ('status', 'standing') AND c.deal_id = (SELECT deal_id FROM legs WHERE leg_id = $lane::VARCHAR)))
        AND ($deal::VARCHAR IS NULL OR coalesce(g.deal_id, c.deal_id) = $deal::VARCHAR)
        AND ($entity::VARCHAR IS NULL OR c.entity_id = $entity::VARCHAR
            OR coalesce(g.deal_id, c.deal_id) IN (SELECT deal_id FROM legs WHERE $entity::VARCHAR IN (payer_id, payee_id)))
        AND ($kind::VARCHAR IS NULL OR coalesce(g.deal_id, c.deal_id) IN (SELECT deal_id FROM legs WHERE kind::VARCHAR = $kind::VARCHAR))
),
-- The deal's own word for what is said of the deal, the leg's for what is said of the leg.
believed AS (
    SELECT s.claim_id, coalesce(min(o.status) FILTER (WHERE o.property = 'status'), min(v.status)) AS status,
        coalesce(min(o.status) FILTER (WHERE o.property = 'standing'), min(v.standing), 'live') AS standing
    FROM subjects AS s
    LEFT JOIN versions AS o ON o.deal_id = s.deal_id AND o.property IN ('status', 'standing') AND o.known_from <= s.known_on AND o.known_to > s.known_on
    LEFT JOIN leg_versions AS v ON v.leg_id = s.leg_id AND v.known_from <= s.known_on AND v.known_to > s.known_on
    GROUP BY s.claim_id
),
rows_of AS (
    SELECT s.known_on, a.known_basis::VARCHAR AS known_basis, s.valid_from, s.valid_to, s.precision::VARCHAR AS precision, s.about,
        CASE WHEN s.status IS NULL THEN b.status WHEN s.property <> 'standing' THEN s.status END::VARCHAR AS status,
        CASE WHEN s.status IS NULL THEN b.standing WHEN s.property = 'standing' THEN s.status ELSE 'live' END::VARCHAR AS standing,
        s.property::VARCHAR AS property, s.term, s.low, s.high, s.unit::VARCHAR AS unit, s.bound::VARCHAR AS bound, s.what,
        s.stance::VARCHAR AS stance, s.derived, s.scope::VARCHAR AS scope, s.source_id,
        (SELECT min(n) FROM evidence AS v WHERE v.claim_id = s.claim_id) AS n, s.claim_id,
        s.leg_id, s.of_deal AS deal_id, s.entity_id, s.speaker, s.attribution::VARCHAR AS attribution, s.origin, s.publisher, s.tier,
        s.statement, s.note
    FROM subjects AS s
    JOIN believed AS b ON b.claim_id = s.claim_id
    JOIN sources AS a ON a.source_id = s.source_id
)
SELECT *, count(*) OVER () AS total
FROM rows_of
WHERE $status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN standing = 'live' THEN status ELSE standing END
ORDER BY row_number() OVER (ORDER BY
        CASE WHEN $order::VARCHAR = 'when' THEN coalesce(valid_to, valid_from) END,
        known_on, source_id, n, claim_id)
    * CASE WHEN $reverse::BOOLEAN THEN -1 ELSE 1 END
LIMIT $count::BIGINT OFFSET $skip::BIGINT
