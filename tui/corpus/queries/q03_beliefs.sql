-- What was believed on one date, and what on another?
-- $from = 2025-10-07
-- $to = 2026-03-05
SELECT change, payer_id, payee_id, what,
    status_before::VARCHAR AS status_before, standing_before, coalesce(high_before, low_before) AS dollars_before,
    status_after::VARCHAR AS status_after, standing_after, coalesce(high_after, low_after) AS dollars_after, leg_id
FROM belief_diff(least(coalesce($from::DATE, as_of()), as_of()), least(coalesce($to::DATE, as_of()), as_of()))
ORDER BY coalesce(dollars_before, dollars_after) DESC NULLS LAST, leg_id
