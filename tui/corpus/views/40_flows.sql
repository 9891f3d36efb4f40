-- The legs that are not gone, without an order.
CREATE MACRO legs_now() AS TABLE
SELECT * FROM every_leg_now() WHERE NOT gone;

-- One row a payer, payee and kind, in the lens; a unit counts as its parent.
CREATE VIEW flows AS
SELECT payer AS payer_id, payee AS payee_id, kind, sum(dollars)::BIGINT AS dollars,
    CASE WHEN bool_or(mark = 'ge') THEN 'ge' WHEN bool_or(mark = 'le') THEN 'le'
        WHEN bool_or(mark = 'about') THEN 'about' WHEN count(dollars) > 0 THEN 'exact' END AS mark,
    count(dollars) AS quantified, count(*) AS legs, list(leg_id ORDER BY leg_id) AS leg_ids
FROM legs_now()
GROUP BY payer, payee, kind
ORDER BY payer_id, payee_id, kind;
