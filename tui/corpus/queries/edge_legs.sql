-- The legs from the same payer to the same payee, the newest change first; a unit counts as its parent
WITH chosen AS (
    SELECT payer_no, payee_no FROM flows_now() WHERE leg_no = (SELECT leg_no FROM leg_numbers WHERE leg_id = $leg)
),
beside AS MATERIALIZED (
    -- Out of a list: few, as the engine then takes them to be.
    SELECT unnest(legs) AS leg_no
    FROM (SELECT list(f.leg_no) AS legs FROM flows_now() AS f JOIN chosen AS c ON c.payer_no = f.payer_no AND c.payee_no = f.payee_no)
)
SELECT l.leg_id, l.deal_id, l.payer, l.payee, l.kind::VARCHAR AS kind, l.what, l.status::VARCHAR AS status,
    l.standing::VARCHAR AS standing, l.gone,
    l.amount_low AS low, l.amount_high AS high, l.amount_bound::VARCHAR AS bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    l.known_from AS changed_on, l.amount_claim, u.claim_id AS units_claim, l.status_claim, l.standing_claim
FROM every_leg_now() AS l
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (FROM beside)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_no = l.leg_no
WHERE l.leg_no IN (FROM beside)
ORDER BY l.known_from DESC, l.leg_id
