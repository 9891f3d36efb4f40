-- Promised capacity: how much, by whom, to whom, by when, and how surely
WITH promised AS MATERIALIZED (
    SELECT b.subject, b.leg_id, coalesce(b.deal_id, g.deal_id) AS deal_id, b.low, b.high, b.bound, b.claim_id, b.source_id, b.known_from
    FROM beliefs_now() AS b
    LEFT JOIN legs AS g ON g.leg_id = b.leg_id
    WHERE b.property = 'capacity' AND b.unit = 'mw' AND b.scope = 'single' AND NOT b.via_deal AND b.entity_id IS NULL
),
members AS (
    SELECT p.subject, g.leg_no FROM promised AS p JOIN leg_numbers AS g ON g.leg_id = p.leg_id
    UNION ALL
    SELECT p.subject, g.leg_no FROM promised AS p JOIN leg_numbers AS g ON g.deal_id = p.deal_id WHERE p.leg_id IS NULL
),
-- A deal's capacity is delivered along its purchase or capacity legs.
sides AS (
    SELECT p.subject, l.leg_id, l.status, l.standing, l.dollars, l.mark, l.gone,
        CASE WHEN l.kind = 'purchase' THEN l.payee ELSE l.payer END AS supplier_id,
        CASE WHEN l.kind = 'purchase' THEN l.payer ELSE l.payee END AS customer_id
    FROM promised AS p
    JOIN members AS m ON m.subject = p.subject
    JOIN every_leg_now() AS l ON l.leg_no = m.leg_no
    WHERE l.kind IN ('purchase', 'capacity')
)
SELECT p.low, p.high, p.bound::VARCHAR AS bound, s.name AS supplier, c.name AS customer,
    x.status::VARCHAR AS status, x.standing::VARCHAR AS standing, m.milestones, x.dollars, x.mark,
    p.deal_id, p.leg_id, x.leg_id AS by_leg_id, p.claim_id, p.source_id, p.known_from
FROM promised AS p
LEFT JOIN sides AS x ON x.subject = p.subject
LEFT JOIN entities AS s ON s.entity_id = x.supplier_id
LEFT JOIN entities AS c ON c.entity_id = x.customer_id
LEFT JOIN (
    SELECT subject, string_agg(term || ' ' || coalesce(strftime(valid_from, '%Y-%m-%d'), '?') || ' to ' || coalesce(strftime(valid_to, '%Y-%m-%d'), '?'),
        ', ' ORDER BY valid_to, term, claim_id) AS milestones
    FROM beliefs_now()
    -- Other milestones of a deal deliver nothing.
    WHERE property = 'milestone' AND unit = 'mw' AND NOT via_deal AND subject IN (SELECT subject FROM promised)
    GROUP BY subject
) AS m ON m.subject = p.subject
WHERE ($entity::VARCHAR IS NULL OR $entity::VARCHAR IN (x.supplier_id, x.customer_id))
    AND ($deal::VARCHAR IS NULL OR p.deal_id = $deal::VARCHAR)
    AND ($words::VARCHAR IS NULL OR list_bool_and(list_transform(string_split(fold($words::VARCHAR), ' '), lambda word: contains(fold(concat_ws(' ', s.name, c.name)), word))))
ORDER BY coalesce(p.high, p.low) DESC NULLS LAST, p.subject, p.claim_id, x.supplier_id, x.customer_id
