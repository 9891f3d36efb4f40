-- Who pays whom among companies, in legs that may close a loop; a unit counts as its parent.
CREATE VIEW edges AS
SELECT payer AS payer_id, payee AS payee_id, count(*) AS legs,
    sum(CASE WHEN in_dollars THEN dollars END)::BIGINT AS dollars,
    count(CASE WHEN in_dollars THEN dollars END) AS quantified,
    list(leg_id ORDER BY leg_id) AS leg_ids
FROM current_legs
WHERE NOT gone AND kind NOT IN ('capacity', 'guarantee')
    AND payer_kind = 'company' AND payee_kind = 'company' AND payer <> payee
GROUP BY payer, payee
ORDER BY payer, payee;

-- Every closed chain of 2 to 6 companies, once, begun at the company first by id; smallest is the least edge in dollars.
CREATE VIEW loops AS
WITH e AS (SELECT payer_id AS a, payee_id AS b, dollars AS d, legs AS m, quantified AS q FROM edges)
SELECT length, companies, smallest, legs, quantified
FROM (
    SELECT 2 AS length, [e1.a, e2.a] AS companies, least(e1.d, e2.d) AS smallest, e1.m + e2.m AS legs, e1.q + e2.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a AND e2.b = e1.a
    UNION ALL
    SELECT 3 AS length, [e1.a, e2.a, e3.a] AS companies, least(e1.d, e2.d, e3.d) AS smallest, e1.m + e2.m + e3.m AS legs, e1.q + e2.q + e3.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a AND e3.b = e1.a
    UNION ALL
    SELECT 4 AS length, [e1.a, e2.a, e3.a, e4.a] AS companies, least(e1.d, e2.d, e3.d, e4.d) AS smallest, e1.m + e2.m + e3.m + e4.m AS legs, e1.q + e2.q + e3.q + e4.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a
    JOIN e AS e4 ON e4.a = e3.b AND e4.a > e1.a AND e4.a <> e2.a AND e4.a <> e3.a AND e4.b = e1.a
    UNION ALL
    SELECT 5 AS length, [e1.a, e2.a, e3.a, e4.a, e5.a] AS companies, least(e1.d, e2.d, e3.d, e4.d, e5.d) AS smallest, e1.m + e2.m + e3.m + e4.m + e5.m AS legs, e1.q + e2.q + e3.q + e4.q + e5.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a
    JOIN e AS e4 ON e4.a = e3.b AND e4.a > e1.a AND e4.a <> e2.a AND e4.a <> e3.a
    JOIN e AS e5 ON e5.a = e4.b AND e5.a > e1.a AND e5.a <> e2.a AND e5.a <> e3.a AND e5.a <> e4.a AND e5.b = e1.a
    UNION ALL
    SELECT 6 AS length, [e1.a, e2.a, e3.a, e4.a, e5.a, e6.a] AS companies, least(e1.d, e2.d, e3.d, e4.d, e5.d, e6.d) AS smallest, e1.m + e2.m + e3.m + e4.m + e5.m + e6.m AS legs, e1.q + e2.q + e3.q + e4.q + e5.q + e6.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a
    JOIN e AS e4 ON e4.a = e3.b AND e4.a > e1.a AND e4.a <> e2.a AND e4.a <> e3.a
    JOIN e AS e5 ON e5.a = e4.b AND e5.a > e1.a AND e5.a <> e2.a AND e5.a <> e3.a AND e5.a <> e4.a
    JOIN e AS e6 ON e6.a = e5.b AND e6.a > e1.a AND e6.a <> e2.a AND e6.a <> e3.a AND e6.a <> e4.a AND e6.a <> e5.a AND e6.b = e1.a
)
ORDER BY length, companies;
