-- Every belief about every leg so far: from when it was held, and until when where it is held no more
SELECT v.leg_id, v.deal_id, v.payer, v.payee, v.payer_kind::VARCHAR AS payer_kind, v.payee_kind::VARCHAR AS payee_kind,
    v.kind::VARCHAR AS kind, v.medium::VARCHAR AS medium, v.what, v.status::VARCHAR AS status, v.standing::VARCHAR AS standing,
    v.derived, v.gone, v.in_dollars, v.headline, v.announced, v.firm, v.paid,
    v.amount_low, v.amount_high, v.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    v.amount_claim, v.status_claim, v.standing_claim,
    v.known_from, CASE WHEN v.known_to <= as_of() THEN v.known_to END AS known_to
FROM leg_versions AS v
LEFT JOIN (
    SELECT g.leg_id, g.known_from AS held_from, p.low, p.high, p.bound, p.unit
    FROM leg_versions AS g
    JOIN leg_units AS p ON p.leg_id = g.leg_id AND p.known_from <= g.known_from AND p.known_to > g.known_from
    QUALIFY row_number() OVER (PARTITION BY g.leg_id, g.known_from ORDER BY p.property, p.term, p.unit, p.claim_id) = 1
) AS u ON u.leg_id = v.leg_id AND u.held_from = v.known_from
WHERE v.known_from <= as_of()
ORDER BY v.known_from, v.leg_id
