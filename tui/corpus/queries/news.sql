-- What the newest known date changed, what vanished first, then the largest; one row without a leg if it changed none
WITH newest AS (
    SELECT max(known_on) AS known_on FROM sources WHERE known_on <= as_of()
),
told AS (
    SELECT s.known_on, string_agg(s.source_id, ', ' ORDER BY s.source_id) AS sources
    FROM sources AS s
    WHERE s.known_on = (SELECT known_on FROM newest)
    GROUP BY s.known_on
)
SELECT d.change, d.leg_id, d.payer_id, d.payee_id, d.kind::VARCHAR AS kind, d.what,
    d.status_after::VARCHAR AS status, d.standing_after::VARCHAR AS standing,
    coalesce(d.low_after, d.low_before) AS low, coalesce(d.high_after, d.high_before) AS high,
    coalesce(d.bound_after, d.bound_before)::VARCHAR AS bound,
    d.units_low_after AS units_low, d.units_high_after AS units_high,
    d.units_bound_after::VARCHAR AS units_bound, d.units_unit_after::VARCHAR AS units_unit,
    t.known_on, t.sources
FROM told AS t
LEFT JOIN belief_diff(
    (SELECT coalesce(max(known_on), DATE '0001-01-01') FROM sources WHERE known_on < (SELECT known_on FROM newest)),
    (SELECT known_on FROM newest)
) AS d ON true
ORDER BY CASE d.change WHEN 'vanished' THEN 0 WHEN 'denied' THEN 0 WHEN 'paused' THEN 1 WHEN 'weakened' THEN 2 ELSE 3 END,
    d.derived, coalesce(d.high_after, d.low_after, d.high_before, d.low_before) DESC NULLS LAST, d.leg_id
