-- The legs from the same payer to the same payee, the newest change first; a unit counts as its parent
WITH parties AS (
    SELECT l.*,
        CASE WHEN p.kind = 'unit' THEN coalesce(p.parent_id, p.entity_id) ELSE p.entity_id END AS payer,
        CASE WHEN r.kind = 'unit' THEN coalesce(r.parent_id, r.entity_id) ELSE r.entity_id END AS payee
    FROM current_legs AS l
    JOIN entities AS p ON p.entity_id = l.payer_id
    JOIN entities AS r ON r.entity_id = l.payee_id
),
chosen AS (
    SELECT payer, payee FROM parties WHERE leg_id = $leg
)
SELECT l.leg_id, l.deal_id, l.payer, l.payee, l.kind::VARCHAR AS kind, l.what, l.status::VARCHAR AS status,
    l.standing::VARCHAR AS standing, l.gone, l.amount_low AS low, l.amount_high AS high, l.amount_bound::VARCHAR AS bound,
    l.known_from AS changed_on, l.amount_claim, l.status_claim, l.standing_claim
FROM parties AS l
JOIN chosen AS c ON c.payer = l.payer AND c.payee = l.payee
ORDER BY l.known_from DESC, l.leg_id
