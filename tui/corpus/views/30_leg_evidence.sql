-- How much stands behind each leg, without its articles and in no order.
CREATE MACRO marks_now() AS TABLE
SELECT leg_no, origins, best_tier, known_from AS newest, newest_basis, claims
FROM leg_marks
WHERE known_from <= as_of() AND known_to > as_of();

-- How many origins stand behind each leg, the best tier among them, the newest day, the articles.
CREATE VIEW leg_evidence AS
SELECT n.leg_id, m.origins, m.best_tier, m.newest, t.told_by, m.claims
FROM marks_now() AS m
JOIN leg_numbers AS n ON n.leg_no = m.leg_no
JOIN (
    SELECT leg_no, list(DISTINCT source_id ORDER BY source_id) AS told_by FROM leg_tellers WHERE known_on <= as_of() GROUP BY leg_no
) AS t ON t.leg_no = m.leg_no
ORDER BY n.leg_id;
