-- The lanes of the timeline by number, in the order of their labels: a deal, or what an entity pays or is paid in all.
CREATE TABLE lanes AS
SELECT (row_number() OVER (ORDER BY label, lane))::INTEGER AS lane_no, lane, deal_id, entity_id, label
FROM (
    SELECT deal_id AS lane, deal_id, NULL::VARCHAR AS entity_id, title AS label FROM deals
    UNION ALL
    SELECT t.entity_id || ':' || t.term, NULL, t.entity_id, e.name || CASE t.term WHEN 'receives' THEN ' total in' ELSE ' total' END
    FROM (
        SELECT DISTINCT entity_id, term FROM claims
        WHERE scope = 'aggregate' AND property = 'amount' AND unit = 'usd' AND entity_id IS NOT NULL
    ) AS t
    LEFT JOIN entities AS e ON e.entity_id = t.entity_id
)
ORDER BY lane_no;

-- Between whom a leg is, on which lane, since when it is known, and its place in the order of its label.
CREATE TABLE leg_parties AS
SELECT n.leg_no, l.lane_no, (row_number() OVER (ORDER BY p.name || ' → ' || r.name || ' ' || g.what, g.leg_id))::INTEGER AS label_no,
    g.kind, g.what, a.entity_no AS payer_no, b.entity_no AS payee_no, v.known_from
FROM leg_numbers AS n
JOIN legs AS g ON g.leg_id = n.leg_id
JOIN lanes AS l ON l.deal_id = g.deal_id
JOIN entities AS p ON p.entity_id = g.payer_id
JOIN entities AS r ON r.entity_id = g.payee_id
JOIN entity_numbers AS a ON a.entity_id = g.payer_id
JOIN entity_numbers AS b ON b.entity_id = g.payee_id
JOIN (SELECT leg_no, min(known_from) AS known_from FROM leg_versions GROUP BY leg_no) AS v ON v.leg_no = n.leg_no
ORDER BY n.leg_no;
