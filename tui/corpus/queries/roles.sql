-- Who is investor, lender, supplier and customer of whom at once: legs in each role, most roles first
WITH held AS MATERIALIZED (
    SELECT leg_no, payer_no, payee_no, kind FROM flows_now() WHERE NOT gone
),
roles AS (
    SELECT payer_no AS company_no, payee_no AS other_no, leg_no,
        CASE WHEN kind IN ('equity', 'cloud_credit') THEN 0 WHEN kind IN ('debt', 'lease', 'guarantee') THEN 1
            WHEN kind = 'purchase' THEN 3 WHEN kind = 'capacity' THEN 2 ELSE 5 END AS role
    FROM held
    UNION ALL
    SELECT payee_no, payer_no, leg_no,
        CASE WHEN kind = 'purchase' THEN 2 WHEN kind = 'capacity' THEN 4 WHEN kind = 'warrant' THEN 6
            WHEN kind IN ('equity', 'cloud_credit') THEN 7 ELSE 8 END
    FROM held
),
-- Numbers stand in the order of ids.
counted AS (
    SELECT company_no, other_no, bit_count(bit_or(1 << role))::BIGINT AS roles,
        nullif(count(*) FILTER (WHERE role = 0), 0) AS invests_in,
        nullif(count(*) FILTER (WHERE role = 1), 0) AS lends_to,
        nullif(count(*) FILTER (WHERE role = 2), 0) AS supplies,
        nullif(count(*) FILTER (WHERE role = 3), 0) AS buys_from,
        nullif(count(*) FILTER (WHERE role = 4), 0) AS is_supplied_by,
        nullif(count(*) FILTER (WHERE role = 5), 0) AS pays_in_shares,
        nullif(count(*) FILTER (WHERE role = 6), 0) AS is_paid_in_shares,
        nullif(count(*) FILTER (WHERE role IN (7, 8)), 0) AS is_funded_by
    FROM roles
    GROUP BY company_no, other_no
),
listed AS MATERIALIZED (
    SELECT r.*, c.name AS company, o.name AS other, c.entity_id AS company_id, o.entity_id AS other_id
    FROM counted AS r
    JOIN entity_numbers AS c ON c.entity_no = r.company_no
    JOIN entity_numbers AS o ON o.entity_no = r.other_no
    WHERE ($entity::VARCHAR IS NULL OR $entity::VARCHAR IN (c.entity_id, o.entity_id))
        AND ($words::VARCHAR IS NULL OR list_bool_and(list_transform(string_split(fold($words::VARCHAR), ' '), lambda word: contains(fold(concat_ws(' ', c.name, o.name)), word))))
    ORDER BY roles DESC, company_no, other_no
    LIMIT $count::BIGINT
),
legs_of AS (
    SELECT r.company_no, r.other_no, list(DISTINCT n.leg_id ORDER BY n.leg_id) AS leg_ids
    FROM roles AS r
    JOIN listed AS l ON l.company_no = r.company_no AND l.other_no = r.other_no
    JOIN leg_numbers AS n ON n.leg_no = r.leg_no
    GROUP BY r.company_no, r.other_no
)
SELECT r.company, r.other, r.roles, r.invests_in, r.lends_to, r.supplies, r.buys_from, r.is_supplied_by, r.pays_in_shares,
    r.is_paid_in_shares, r.is_funded_by, l.leg_ids, r.company_id, r.other_id
FROM listed AS r
JOIN legs_of AS l ON l.company_no = r.company_no AND l.other_no = r.other_no
ORDER BY r.roles DESC, r.company_no, r.other_no
