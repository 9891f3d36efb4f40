-- Who pays whom: all legs from one payer to one payee, a unit counting as its parent
SELECT p.name AS payer, r.name AS payee, count(*) AS legs, count(CASE WHEN l.in_dollars THEN l.dollars END) AS quantified,
    sum(CASE WHEN l.in_dollars THEN l.dollars END)::BIGINT AS dollars, string_agg(l.leg_id, ', ' ORDER BY l.leg_id) AS leg_ids
FROM current_legs AS l
JOIN entities AS p ON p.entity_id = l.payer
JOIN entities AS r ON r.entity_id = l.payee
WHERE NOT l.gone
GROUP BY l.payer, l.payee, p.name, r.name
ORDER BY dollars DESC NULLS LAST, l.payer, l.payee
