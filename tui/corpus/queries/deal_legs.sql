-- The legs of a deal as they are believed now, the largest first
WITH members AS (
    SELECT leg_no FROM leg_numbers WHERE deal_id = $deal
)
SELECT l.leg_id, l.deal_id, l.payer_id, l.payee_id, l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium, l.what,
    l.status::VARCHAR AS status, l.standing::VARCHAR AS standing, l.gone, l.derived,
    l.amount_low AS low, l.amount_high AS high, l.amount_bound::VARCHAR AS bound, l.dollars, l.mark,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    l.known_from AS changed_on, e.origins, e.best_tier, e.newest, e.newest_basis::VARCHAR AS newest_basis,
    l.amount_claim, u.claim_id AS units_claim, l.status_claim, l.standing_claim
FROM every_leg_now() AS l
LEFT JOIN (SELECT * FROM marks_now() WHERE leg_no IN (FROM members)) AS e ON e.leg_no = l.leg_no
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (FROM members)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_no = l.leg_no
WHERE l.leg_no IN (FROM members)
ORDER BY l.headline DESC NULLS LAST, l.leg_id
