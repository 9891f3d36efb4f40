-- What changed in a deal and when: each leg's amount, status and standing before and after, newest first
WITH runs AS MATERIALIZED (
    SELECT v.*, row_number() OVER w AS nth, lag(v.status) OVER w AS status_before, lag(v.standing) OVER w AS standing_before,
        lag(v.amount_low) OVER w AS low_before, lag(v.amount_high) OVER w AS high_before, lag(v.amount_bound) OVER w AS bound_before,
        lag(v.amount_claim) OVER w AS amount_claim_before, lag(v.status_claim) OVER w AS status_claim_before,
        lag(v.standing_claim) OVER w AS standing_claim_before
    FROM leg_versions AS v
    WHERE v.leg_no IN (SELECT leg_no FROM leg_numbers WHERE deal_id = $deal) AND v.known_from <= as_of()
    WINDOW w AS (PARTITION BY v.leg_id ORDER BY v.known_from)
),
told AS MATERIALIZED (
    SELECT rowid AS place, claim_id, source_id FROM claims
    WHERE rowid IN (SELECT place FROM mentions WHERE about IN (SELECT $deal UNION SELECT leg_id FROM leg_numbers WHERE deal_id = $deal))
)
SELECT r.known_from AS known_on, r.leg_id, r.payer_id, r.payee_id, r.what,
    r.status::VARCHAR AS status, r.standing::VARCHAR AS standing, r.amount_low AS low, r.amount_high AS high, r.amount_bound::VARCHAR AS bound,
    r.status_before::VARCHAR AS status_before, r.standing_before::VARCHAR AS standing_before,
    r.low_before, r.high_before, r.bound_before::VARCHAR AS bound_before,
    CASE
        WHEN r.nth = 1 THEN 'appeared'
        WHEN r.standing = 'denied' AND r.standing_before <> 'denied' THEN 'denied'
        WHEN r.standing = 'withdrawn' AND r.standing_before <> 'withdrawn' THEN 'vanished'
        WHEN r.standing = 'paused' AND r.standing_before <> 'paused' THEN 'paused'
        WHEN r.standing <> r.standing_before THEN 'revived'
        WHEN r.amount_claim_before IS NULL AND r.amount_claim IS NOT NULL THEN 'sized'
        WHEN coalesce(r.amount_high, r.amount_low) > coalesce(r.high_before, r.low_before) THEN 'raised'
        WHEN coalesce(r.amount_high, r.amount_low) < coalesce(r.high_before, r.low_before) THEN 'lowered'
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
    ELSE coalesce(r.status_claim, r.amount_claim) END
LEFT JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT place, n FROM claim_starts WHERE place IN (SELECT place FROM told)) AS v ON v.place = c.place
ORDER BY r.known_from DESC, r.leg_id
