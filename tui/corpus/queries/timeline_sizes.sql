-- The legs of a deal, or one leg, with what they are worth as believed, what is paid in first
WITH asked AS MATERIALIZED (
    SELECT leg_no FROM leg_numbers WHERE deal_id = $lane OR leg_id = $lane
)
SELECT l.leg_id, l.deal_id, p.name AS payer, r.name AS payee, l.what, l.kind::VARCHAR AS kind, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    CASE WHEN l.amount_claim IS NULL THEN u.low ELSE l.amount_low END AS low,
    CASE WHEN l.amount_claim IS NULL THEN u.high ELSE l.amount_high END AS high,
    CASE WHEN l.amount_claim IS NULL THEN u.bound ELSE l.amount_bound END::VARCHAR AS bound,
    CASE WHEN l.amount_claim IS NULL THEN u.unit::VARCHAR ELSE 'usd' END AS unit,
    l.derived, e.origins, e.best_tier, e.newest
FROM every_leg_now() AS l
JOIN entities AS p ON p.entity_id = l.payer_id
JOIN entities AS r ON r.entity_id = l.payee_id
LEFT JOIN (SELECT * FROM marks_now() WHERE leg_no IN (FROM asked)) AS e ON e.leg_no = l.leg_no
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (FROM asked)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_no = l.leg_no
WHERE l.leg_no IN (FROM asked)
ORDER BY l.kind, l.leg_id
