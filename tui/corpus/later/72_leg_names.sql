-- The names that a filter of legs looks in, folded as a search folds them.
CREATE TABLE leg_names AS
SELECT n.leg_no, concat_ws(' ', fold(p.name), fold(r.name), fold(g.what), fold(g.kind::VARCHAR)) AS folded
FROM leg_numbers AS n
JOIN legs AS g ON g.leg_id = n.leg_id
JOIN entities AS p ON p.entity_id = g.payer_id
JOIN entities AS r ON r.entity_id = g.payee_id
ORDER BY n.leg_no;
