-- Who is investor, lender, supplier and customer of whom at once: legs in each role, most roles first
WITH roles AS (
    SELECT n.company, n.other, n.role, l.leg_id
    FROM current_legs AS l,
    LATERAL (VALUES
        (l.payer, l.payee, CASE WHEN l.kind IN ('equity', 'cloud_credit') THEN 'invests in' WHEN l.kind IN ('debt', 'lease', 'guarantee') THEN 'lends to'
            WHEN l.kind = 'purchase' THEN 'buys from' WHEN l.kind = 'capacity' THEN 'supplies' ELSE 'pays in shares' END),
        (l.payee, l.payer, CASE WHEN l.kind = 'purchase' THEN 'supplies' WHEN l.kind = 'capacity' THEN 'is supplied by'
            WHEN l.kind = 'warrant' THEN 'is paid in shares' WHEN l.kind IN ('equity', 'cloud_credit') THEN 'is owned by' ELSE 'borrows from' END)
    ) AS n (company, other, role)
    WHERE NOT l.gone
)
SELECT c.name AS company, o.name AS other, count(DISTINCT role) AS roles,
    nullif(count(*) FILTER (WHERE role = 'invests in'), 0) AS invests_in,
    nullif(count(*) FILTER (WHERE role = 'lends to'), 0) AS lends_to,
    nullif(count(*) FILTER (WHERE role = 'supplies'), 0) AS supplies,
    nullif(count(*) FILTER (WHERE role = 'buys from'), 0) AS buys_from,
    nullif(count(*) FILTER (WHERE role = 'is supplied by'), 0) AS is_supplied_by,
    nullif(count(*) FILTER (WHERE role = 'pays in shares'), 0) AS pays_in_shares,
    nullif(count(*) FILTER (WHERE role = 'is paid in shares'), 0) AS is_paid_in_shares,
    nullif(count(*) FILTER (WHERE role IN ('is owned by', 'borrows from')), 0) AS is_funded_by,
    list(DISTINCT r.leg_id ORDER BY r.leg_id) AS leg_ids, r.company AS company_id, r.other AS other_id
FROM roles AS r
JOIN entities AS c ON c.entity_id = r.company
JOIN entities AS o ON o.entity_id = r.other
WHERE ($entity::VARCHAR IS NULL OR $entity::VARCHAR IN (r.company, r.other))
    AND ($words::VARCHAR IS NULL OR list_bool_and(list_transform(string_split(fold($words::VARCHAR), ' '), lambda word: contains(fold(concat_ws(' ', c.name, o.name)), word))))
GROUP BY c.name, o.name, r.company, r.other
ORDER BY roles DESC, r.company, r.other
