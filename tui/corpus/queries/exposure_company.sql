-- What one company pays and is paid: a row a leg
SELECT CASE WHEN l.payer = $entity THEN 'pays' ELSE 'is paid' END AS side, o.name AS other,
    l.kind::VARCHAR AS kind, l.what, l.dollars, l.mark, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing, l.leg_id
FROM current_legs AS l
JOIN entities AS o ON o.entity_id = CASE WHEN l.payer = $entity THEN l.payee ELSE l.payer END
WHERE NOT l.gone AND $entity IN (l.payer, l.payee)
ORDER BY side DESC, l.dollars DESC NULLS LAST, l.leg_id
