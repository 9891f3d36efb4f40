-- Every leg known, with its dollars in each lens and who tells it; a unit counts as its parent
SELECT l.leg_id, l.deal_id, l.payer, l.payee, l.payer_kind::VARCHAR AS payer_kind, l.payee_kind::VARCHAR AS payee_kind,
    l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    l.derived, l.gone, l.in_dollars, l.headline, l.announced, l.firm, l.paid,
    l.amount_low, l.amount_high, l.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    e.told_by, e.newest, e.origins, e.best_tier, l.known_from,
    l.amount_claim, l.status_claim, l.standing_claim
FROM current_legs AS l
LEFT JOIN leg_evidence AS e ON e.leg_id = l.leg_id
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of()
    QUALIFY row_number() OVER (PARTITION BY leg_id ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_id = l.leg_id
ORDER BY l.leg_id
