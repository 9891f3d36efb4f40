-- Who pays whom on no loop: legs that could close one, were there a way back
WITH closed AS (
    SELECT DISTINCT l.companies[n.i] AS payer, l.companies[n.i % l.length + 1] AS payee
    FROM loops AS l, range(1, 7) AS n (i)
    WHERE n.i <= l.length
)
SELECT p.name AS payer, r.name AS payee, count(*) AS legs, count(CASE WHEN l.in_dollars THEN l.dollars END) AS quantified,
    sum(CASE WHEN l.in_dollars THEN l.dollars END)::BIGINT AS dollars, string_agg(l.leg_id, ', ' ORDER BY l.leg_id) AS leg_ids
FROM current_legs AS l
JOIN entities AS p ON p.entity_id = l.payer
JOIN entities AS r ON r.entity_id = l.payee
WHERE NOT l.gone AND l.kind NOT IN ('capacity', 'guarantee') AND l.payer <> l.payee
    AND NOT EXISTS (SELECT 1 FROM closed AS c WHERE c.payer = l.payer AND c.payee = l.payee)
    AND ($entity::VARCHAR IS NULL OR $entity::VARCHAR IN (l.payer, l.payee)) AND ($deal::VARCHAR IS NULL OR $deal::VARCHAR = l.deal_id)
GROUP BY l.payer, l.payee, p.name, r.name
ORDER BY dollars DESC NULLS LAST, l.payer, l.payee
