-- What was paid, firm, announced and at most there on each known date up to now
WITH days AS (
    SELECT DISTINCT known_from AS day FROM leg_versions WHERE known_from <= as_of()
)
SELECT d.day, sum(v.paid)::BIGINT AS paid, sum(v.firm)::BIGINT AS firm, sum(v.announced)::BIGINT AS announced, sum(v.headline)::BIGINT AS headline,
    count(v.paid) AS paid_legs, count(v.headline) AS quantified, count(*) AS legs
FROM days AS d
JOIN leg_versions AS v ON v.known_from <= d.day AND v.known_to > d.day
WHERE v.in_dollars AND NOT v.gone
GROUP BY d.day
ORDER BY d.day
