-- What was known of each leg on two dates, where the two differ: its dollars, else what else it is counted in.
CREATE MACRO belief_diff(from_date, to_date) AS TABLE
WITH changed AS MATERIALIZED (
    -- Out of a list: few, as the engine then takes them to be, and not as many as there are legs.
    SELECT unnest(legs) AS leg_no
    FROM (
        SELECT list(DISTINCT leg_no) AS legs
        FROM (SELECT leg_no, known_from FROM leg_versions UNION ALL SELECT leg_no, known_from FROM leg_units)
        WHERE known_from > least(from_date::DATE, to_date::DATE) AND known_from <= greatest(from_date::DATE, to_date::DATE)
    )
),
-- The first of stake, capacity and units, as on the lanes.
units_before AS (
    SELECT * FROM leg_units
    WHERE known_from <= from_date::DATE AND known_to > from_date::DATE AND leg_no IN (FROM changed)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
),
units_after AS (
    SELECT * FROM leg_units
    WHERE known_from <= to_date::DATE AND known_to > to_date::DATE AND leg_no IN (FROM changed)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
),
before AS (
    SELECT v.*, u.low, u.high, u.bound, u.unit
    FROM leg_versions AS v
    LEFT JOIN units_before AS u ON u.leg_no = v.leg_no AND v.amount_claim IS NULL
    WHERE v.known_from <= from_date::DATE AND v.known_to > from_date::DATE AND v.leg_no IN (FROM changed)
),
after AS (
    SELECT v.*, u.low, u.high, u.bound, u.unit, u.claim_id AS units_claim
    FROM leg_versions AS v
    LEFT JOIN units_after AS u ON u.leg_no = v.leg_no AND v.amount_claim IS NULL
    WHERE v.known_from <= to_date::DATE AND v.known_to > to_date::DATE AND v.leg_no IN (FROM changed)
)
SELECT coalesce(b.leg_id, a.leg_id) AS leg_id,
    coalesce(b.deal_id, a.deal_id) AS deal_id, coalesce(b.payer_id, a.payer_id) AS payer_id,
    coalesce(b.payee_id, a.payee_id) AS payee_id, coalesce(b.kind, a.kind) AS kind, coalesce(b.what, a.what) AS what,
    b.status AS status_before, b.standing AS standing_before, b.amount_low AS low_before, b.amount_high AS high_before, b.amount_bound AS bound_before,
    b.low AS units_low_before, b.high AS units_high_before, b.bound AS units_bound_before, b.unit AS units_unit_before,
    a.status AS status_after, a.standing AS standing_after, a.amount_low AS low_after, a.amount_high AS high_after, a.amount_bound AS bound_after,
    a.low AS units_low_after, a.high AS units_high_after, a.bound AS units_bound_after, a.unit AS units_unit_after,
    CASE
        WHEN b.leg_id IS NULL THEN 'appeared'
        WHEN a.standing = 'denied' AND b.standing <> 'denied' THEN 'denied'
        WHEN a.standing = 'withdrawn' AND b.standing <> 'withdrawn' THEN 'vanished'
        WHEN a.standing = 'paused' AND b.standing <> 'paused' THEN 'paused'
        WHEN a.standing <> b.standing THEN 'revived'
        WHEN b.amount_claim IS NULL AND (a.amount_claim IS NOT NULL OR (b.unit IS NULL AND a.unit IS NOT NULL)) THEN 'sized'
        WHEN coalesce(a.amount_high, a.amount_low) > coalesce(b.amount_high, b.amount_low) THEN 'raised'
        WHEN coalesce(a.amount_high, a.amount_low) < coalesce(b.amount_high, b.amount_low) THEN 'lowered'
        WHEN a.unit = b.unit AND coalesce(a.high, a.low) > coalesce(b.high, b.low) THEN 'raised'
        WHEN a.unit = b.unit AND coalesce(a.high, a.low) < coalesce(b.high, b.low) THEN 'lowered'
        WHEN a.status IN ('announced', 'loi') AND b.status IN ('announced', 'loi') AND a.status <> b.status THEN 'clarified'
        WHEN a.status > b.status THEN 'firmed up'
        WHEN a.status < b.status THEN 'weakened'
        ELSE 'restated' END AS change,
    coalesce(a.derived, b.derived) AS derived, coalesce(a.amount_claim, a.units_claim) AS amount_claim, a.status_claim, a.standing_claim, a.known_from
FROM after AS a
FULL JOIN before AS b ON b.leg_no = a.leg_no
WHERE b.leg_id IS NULL OR a.status IS DISTINCT FROM b.status OR a.standing <> b.standing
    OR a.amount_low IS DISTINCT FROM b.amount_low OR a.amount_high IS DISTINCT FROM b.amount_high
    OR a.amount_bound IS DISTINCT FROM b.amount_bound
    OR a.low IS DISTINCT FROM b.low OR a.high IS DISTINCT FROM b.high OR a.bound IS DISTINCT FROM b.bound OR a.unit IS DISTINCT FROM b.unit
ORDER BY coalesce(a.headline, b.headline) DESC NULLS LAST, leg_id;
