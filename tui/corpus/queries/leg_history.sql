-- Every belief about every leg so far: from when it was held, and until when where it is held no more
WITH pairs AS (
    -- As in legs.sql, and fewer: a ladder is worked out of them for every date.
    SELECT payer_no, payee_no, sum(count(*)) OVER () AS every_leg FROM flows_now()
    GROUP BY payer_no, payee_no
    ORDER BY sum(CASE WHEN in_dollars THEN dollars END) DESC NULLS LAST, payer_no, payee_no
    LIMIT 2000
),
picked AS MATERIALIZED (
    SELECT f.leg_no, p.every_leg FROM flows_now() AS f JOIN pairs AS p ON p.payer_no = f.payer_no AND p.payee_no = f.payee_no
)
SELECT v.leg_id, v.deal_id, v.payer, v.payee, v.payer_kind::VARCHAR AS payer_kind, v.payee_kind::VARCHAR AS payee_kind,
    v.kind::VARCHAR AS kind, v.medium::VARCHAR AS medium, v.what, v.status::VARCHAR AS status, v.standing::VARCHAR AS standing,
    v.derived, v.gone, v.in_dollars, v.headline, v.announced, v.firm, v.paid,
    v.amount_low, v.amount_high, v.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    v.amount_claim, v.status_claim, v.standing_claim,
    v.known_from, CASE WHEN v.known_to <= as_of() THEN v.known_to END AS known_to,
    (p.every_leg - (SELECT count(*) FROM picked))::BIGINT AS left_out
FROM picked AS p
JOIN leg_versions AS v ON v.leg_no = p.leg_no
LEFT JOIN (
    SELECT g.leg_id, g.known_from AS held_from, p.low, p.high, p.bound, p.unit
    FROM leg_versions AS g
    JOIN leg_units AS p ON p.leg_id = g.leg_id AND p.known_from <= g.known_from AND p.known_to > g.known_from
    WHERE g.leg_no IN (SELECT leg_no FROM picked)
    QUALIFY row_number() OVER (PARTITION BY g.leg_id, g.known_from ORDER BY p.property, p.term, p.unit, p.claim_id) = 1
) AS u ON u.leg_id = v.leg_id AND u.held_from = v.known_from
WHERE v.known_from <= as_of()
ORDER BY v.known_from, v.leg_id
