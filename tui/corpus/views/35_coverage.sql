-- The ladder: the sum of the legs in each lens, its printed bound, and how many legs it counts.
CREATE VIEW coverage AS
WITH today AS (
    SELECT * FROM ladder_days WHERE known_from <= as_of() AND known_to > as_of()
)
SELECT n.rung, n.lens,
    CASE n.rung WHEN 1 THEN t.headline WHEN 2 THEN t.announced WHEN 3 THEN t.firm ELSE t.paid END AS dollars,
    CASE n.rung WHEN 1 THEN t.headline_mark WHEN 2 THEN t.announced_mark WHEN 3 THEN t.firm_mark ELSE t.paid_mark END AS mark,
    coalesce(CASE n.rung WHEN 1 THEN t.headline_quantified WHEN 2 THEN t.announced_quantified
        WHEN 3 THEN t.firm_quantified ELSE t.paid_quantified END, 0) AS quantified,
    coalesce(t.legs, 0) AS legs
FROM (VALUES (1, 'headline'), (2, 'announced'), (3, 'firm'), (4, 'paid')) AS n (rung, lens)
LEFT JOIN today AS t ON true
ORDER BY n.rung;
