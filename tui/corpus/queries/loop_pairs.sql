-- Who pays whom: all legs from one payer to one payee, a unit counting as its parent
SELECT p.name AS payer, r.name AS payee, count(*) AS legs, count(CASE WHEN l.in_dollars THEN l.dollars END) AS quantified,
    sum(CASE WHEN l.in_dollars THEN l.dollars END)::BIGINT AS dollars, string_agg(n.leg_id, ', ' ORDER BY n.leg_id) AS leg_ids
FROM flows_now() AS l
JOIN leg_numbers AS n ON n.leg_no = l.leg_no
JOIN entity_numbers AS a ON a.entity_no = l.payer_no
JOIN entity_numbers AS b ON b.entity_no = l.payee_no
JOIN entities AS p ON p.entity_id = a.entity_id
JOIN entities AS r ON r.entity_id = b.entity_id
WHERE NOT l.gone AND ($entity::VARCHAR IS NULL OR $entity::VARCHAR IN (a.entity_id, b.entity_id))
    AND ($deal::VARCHAR IS NULL OR n.leg_id IN (SELECT g.leg_id FROM legs AS g WHERE g.deal_id = $deal::VARCHAR))
GROUP BY l.payer_no, l.payee_no, p.name, r.name
ORDER BY dollars DESC NULLS LAST, l.payer_no, l.payee_no
