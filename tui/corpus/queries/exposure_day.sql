-- The legs that are counted in dollars, as they were believed on one day up to now, the largest first
WITH day AS (
    SELECT least(coalesce($at::DATE, as_of()), as_of()) AS at
)
SELECT v.leg_id, v.what, v.paid, v.firm, v.announced, v.headline
FROM leg_versions AS v, day AS d
WHERE v.known_from <= d.at AND v.known_to > d.at AND v.in_dollars AND NOT v.gone
ORDER BY v.headline DESC NULLS LAST, v.leg_id
