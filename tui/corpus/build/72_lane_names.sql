-- The names that a filter of lanes looks in, folded as a search folds them.
CREATE TABLE lane_names AS
SELECT l.lane_no, concat_ws(' ', fold(d.title), fold(e.name)) AS folded
FROM lanes AS l
LEFT JOIN deals AS d ON d.deal_id = l.deal_id
LEFT JOIN entities AS e ON e.entity_id = l.entity_id
ORDER BY l.lane_no;
