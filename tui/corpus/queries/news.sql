-- What the newest known date changed, what vanished first, then the largest
SELECT d.change, d.leg_id, d.payer_id, d.payee_id, d.kind::VARCHAR AS kind, d.what,
    d.status_after::VARCHAR AS status, d.standing_after::VARCHAR AS standing,
    coalesce(d.low_after, d.low_before) AS low, coalesce(d.high_after, d.high_before) AS high,
    coalesce(d.bound_after, d.bound_before)::VARCHAR AS bound,
    (SELECT max(known_on) FROM sources WHERE known_on <= as_of()) AS known_on,
    (SELECT string_agg(source_id, ', ' ORDER BY source_id) FROM sources
        WHERE known_on = (SELECT max(known_on) FROM sources WHERE known_on <= as_of())) AS sources
FROM belief_diff(
    (SELECT coalesce(max(known_on), DATE '0001-01-01') FROM sources
        WHERE known_on < (SELECT max(known_on) FROM sources WHERE known_on <= as_of())),
    (SELECT max(known_on) FROM sources WHERE known_on <= as_of())
) AS d
ORDER BY CASE d.change WHEN 'vanished' THEN 0 WHEN 'denied' THEN 0 WHEN 'paused' THEN 1 WHEN 'weakened' THEN 2 ELSE 3 END,
    d.derived, coalesce(d.high_after, d.low_after, d.high_before, d.low_before) DESC NULLS LAST, d.leg_id
