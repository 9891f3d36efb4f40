-- The legs of a deal, or one leg, with what they are worth as believed, what is paid in first
SELECT l.leg_id, l.deal_id, p.name AS payer, r.name AS payee, l.what, l.kind::VARCHAR AS kind, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    CASE WHEN l.amount_claim IS NULL THEN u.low ELSE l.amount_low END AS low,
    CASE WHEN l.amount_claim IS NULL THEN u.high ELSE l.amount_high END AS high,
    CASE WHEN l.amount_claim IS NULL THEN u.bound ELSE l.amount_bound END::VARCHAR AS bound,
    CASE WHEN l.amount_claim IS NULL THEN u.unit::VARCHAR ELSE 'usd' END AS unit,
    l.derived, e.origins, e.best_tier, e.newest
FROM current_legs AS l
JOIN entities AS p ON p.entity_id = l.payer_id
JOIN entities AS r ON r.entity_id = l.payee_id
LEFT JOIN leg_evidence AS e ON e.leg_id = l.leg_id
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of()
    QUALIFY row_number() OVER (PARTITION BY leg_id ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_id = l.leg_id
WHERE l.deal_id = $lane OR l.leg_id = $lane
ORDER BY l.kind, l.leg_id
