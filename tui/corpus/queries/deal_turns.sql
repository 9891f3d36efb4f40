-- What changed in a deal and when: each leg's amount, status and standing before and after, newest first
WITH own AS MATERIALIZED (
    SELECT leg_no FROM leg_numbers WHERE deal_id = $deal
),
-- What a leg is counted in beside dollars turns on days of its own.
days AS MATERIALIZED (
    SELECT DISTINCT leg_no, known_from AS known_on
    FROM (SELECT leg_no, known_from FROM leg_versions UNION ALL SELECT leg_no, known_from FROM leg_units)
    WHERE leg_no IN (FROM own) AND known_from <= as_of()
),
counted AS (
    SELECT d.leg_no, d.known_on, u.low, u.high, u.bound, u.unit, u.claim_id
    FROM days AS d
    JOIN leg_units AS u ON u.leg_no = d.leg_no AND u.known_from <= d.known_on AND u.known_to > d.known_on
    QUALIFY row_number() OVER (PARTITION BY d.leg_no, d.known_on ORDER BY u.property, u.term, u.unit, u.claim_id) = 1
),
held AS (
    SELECT d.known_on, v.*, u.low AS units_low, u.high AS units_high, u.bound AS units_bound, u.unit AS units_unit, u.claim_id AS units_claim
    FROM days AS d
    JOIN leg_versions AS v ON v.leg_no = d.leg_no AND v.known_from <= d.known_on AND v.known_to > d.known_on
    LEFT JOIN counted AS u ON u.leg_no = d.leg_no AND u.known_on = d.known_on AND v.amount_claim IS NULL
),
runs AS MATERIALIZED (
    SELECT *, row_number() OVER w AS nth, lag(status) OVER w AS status_before, lag(standing) OVER w AS standing_before,
        lag(amount_low) OVER w AS low_before, lag(amount_high) OVER w AS high_before, lag(amount_bound) OVER w AS bound_before,
        lag(units_low) OVER w AS units_low_before, lag(units_high) OVER w AS units_high_before, lag(units_bound) OVER w AS units_bound_before,
        lag(units_unit) OVER w AS units_unit_before, lag(units_claim) OVER w AS units_claim_before,
        lag(amount_claim) OVER w AS amount_claim_before, lag(status_claim) OVER w AS status_claim_before,
        lag(standing_claim) OVER w AS standing_claim_before
    FROM held
    WINDOW w AS (PARTITION BY leg_no ORDER BY known_on)
),
told AS MATERIALIZED (
    SELECT rowid AS place, claim_id, source_id FROM claims
    WHERE rowid IN (SELECT place FROM mentions WHERE about IN (SELECT $deal UNION SELECT leg_id FROM leg_numbers WHERE deal_id = $deal))
)
SELECT r.known_on, r.leg_id, r.payer_id, r.payee_id, r.what,
    r.status::VARCHAR AS status, r.standing::VARCHAR AS standing, r.amount_low AS low, r.amount_high AS high, r.amount_bound::VARCHAR AS bound,
    r.units_low, r.units_high, r.units_bound::VARCHAR AS units_bound, r.units_unit::VARCHAR AS units_unit,
    r.status_before::VARCHAR AS status_before, r.standing_before::VARCHAR AS standing_before,
    r.low_before, r.high_before, r.bound_before::VARCHAR AS bound_before,
    r.units_low_before, r.units_high_before, r.units_bound_before::VARCHAR AS units_bound_before, r.units_unit_before::VARCHAR AS units_unit_before,
    CASE
        WHEN r.nth = 1 THEN 'appeared'
        WHEN r.standing = 'denied' AND r.standing_before <> 'denied' THEN 'denied'
        WHEN r.standing = 'withdrawn' AND r.standing_before <> 'withdrawn' THEN 'vanished'
        WHEN r.standing = 'paused' AND r.standing_before <> 'paused' THEN 'paused'
        WHEN r.standing <> r.standing_before THEN 'revived'
        WHEN r.amount_claim_before IS NULL AND (r.amount_claim IS NOT NULL OR (r.units_claim_before IS NULL AND r.units_claim IS NOT NULL)) THEN 'sized'
        WHEN coalesce(r.amount_high, r.amount_low) > coalesce(r.high_before, r.low_before) THEN 'raised'
        WHEN coalesce(r.amount_high, r.amount_low) < coalesce(r.high_before, r.low_before) THEN 'lowered'
        WHEN r.units_unit = r.units_unit_before AND coalesce(r.units_high, r.units_low) > coalesce(r.units_high_before, r.units_low_before) THEN 'raised'
        WHEN r.units_unit = r.units_unit_before AND coalesce(r.units_high, r.units_low) < coalesce(r.units_high_before, r.units_low_before) THEN 'lowered'
        WHEN r.status IN ('announced', 'loi') AND r.status_before IN ('announced', 'loi') AND r.status <> r.status_before THEN 'clarified'
        WHEN r.status > r.status_before THEN 'firmed up'
        WHEN r.status < r.status_before THEN 'weakened'
        ELSE 'restated' END AS change,
    -- The claim that did it, and where it stands.
    c.claim_id, c.source_id, s.known_basis::VARCHAR AS known_basis, v.n
FROM runs AS r
LEFT JOIN told AS c ON c.claim_id = CASE
    WHEN r.standing_claim IS DISTINCT FROM r.standing_claim_before AND r.standing_claim IS NOT NULL THEN r.standing_claim
    WHEN r.amount_claim IS DISTINCT FROM r.amount_claim_before AND r.amount_claim IS NOT NULL THEN r.amount_claim
    WHEN r.units_claim IS DISTINCT FROM r.units_claim_before AND r.units_claim IS NOT NULL THEN r.units_claim
    ELSE coalesce(r.status_claim, r.amount_claim) END
LEFT JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT place, n FROM claim_starts WHERE place IN (SELECT place FROM told)) AS v ON v.place = c.place
-- A leg that another unit is told of, while its dollars or its first unit stand, has not turned.
WHERE r.known_on = r.known_from OR r.units_claim IS DISTINCT FROM r.units_claim_before
ORDER BY r.known_on DESC, r.leg_id
