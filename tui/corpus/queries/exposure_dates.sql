-- What was paid, firm, announced and at most there on each known date up to now
WITH days AS (
    SELECT DISTINCT known_from AS day FROM leg_versions WHERE known_from <= as_of()
),
rungs AS (
    SELECT d.day, n.rung, n.dollars, n.mark
    FROM days AS d
    JOIN leg_versions AS v ON v.known_from <= d.day AND v.known_to > d.day,
    LATERAL (VALUES ('paid', v.paid, v.paid_mark), ('firm', v.firm, v.firm_mark),
        ('announced', v.announced, v.announced_mark), ('headline', v.headline, v.headline_mark)) AS n (rung, dollars, mark)
    WHERE v.in_dollars AND NOT v.gone
),
sums AS (
    SELECT day, rung, sum(dollars)::BIGINT AS dollars, count(dollars) AS quantified, count(*) AS legs,
        CASE WHEN bool_or(mark = 'ge') THEN 'ge' WHEN bool_or(mark = 'le') THEN 'le' WHEN bool_or(mark = 'about') THEN 'about'
            WHEN count(dollars) > 0 THEN 'exact' END AS mark
    FROM rungs
    GROUP BY day, rung
)
SELECT p.day, p.dollars AS paid, p.mark AS paid_mark, f.dollars AS firm, f.mark AS firm_mark,
    a.dollars AS announced, a.mark AS announced_mark, h.dollars AS headline, h.mark AS headline_mark, h.quantified, h.legs
FROM sums AS p
JOIN sums AS f ON f.day = p.day AND f.rung = 'firm'
JOIN sums AS a ON a.day = p.day AND a.rung = 'announced'
JOIN sums AS h ON h.day = p.day AND h.rung = 'headline'
WHERE p.rung = 'paid'
ORDER BY p.day
