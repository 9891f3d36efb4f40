-- What one company pays and is paid: a row a leg
SELECT CASE WHEN $entity IN (l.payer_id, p.parent_id) THEN 'pays' ELSE 'is paid' END AS side,
    CASE WHEN $entity IN (l.payer_id, p.parent_id) THEN r.name ELSE p.name END AS other,
    l.kind::VARCHAR AS kind, l.what, l.dollars, l.mark, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing, l.leg_id
FROM current_legs AS l
JOIN entities AS p ON p.entity_id = l.payer_id
JOIN entities AS r ON r.entity_id = l.payee_id
WHERE NOT l.gone AND $entity IN (l.payer_id, p.parent_id, l.payee_id, r.parent_id)
ORDER BY side DESC, l.dollars DESC NULLS LAST, l.leg_id
