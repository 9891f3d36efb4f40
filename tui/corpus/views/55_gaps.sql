-- Cash that goes out and comes in, a row a leg and side, in numbers and in no order.
CREATE MACRO cash_sides() AS TABLE
WITH cash AS (
    SELECT leg_no, payer_no, payee_no, payer_kind, payee_kind, dollars, mark, coalesce(mark = 'le', false) AS at_most,
        dollars IS NULL OR mark = 'ge' AS at_least, medium = 'mixed' AND coalesce(dollars, 0) > 0 AS mixed, coalesce(mark = 'about', false) AS about
    FROM flows_now()
    WHERE NOT gone AND kind IN ('equity', 'debt', 'purchase', 'lease') AND medium IN ('cash', 'mixed') AND payer_no <> payee_no
)
SELECT payer_no AS entity_no, payer_kind AS kind, true AS out, leg_no, dollars, mark, at_least AS more, at_most OR mixed AS less, about FROM cash
UNION ALL
SELECT payee_no, payee_kind, false, leg_no, dollars, mark, at_most OR mixed, at_least, about FROM cash;

-- The rows of gaps without their legs, in no order.
CREATE MACRO gap_sums() AS TABLE
WITH sums AS (
    SELECT entity_no, kind, sum(dollars) FILTER (WHERE out) AS pays, sum(dollars) FILTER (WHERE NOT out) AS is_paid,
        CASE WHEN bool_or(mark = 'ge' AND out) THEN 'ge' WHEN bool_or(mark = 'le' AND out) THEN 'le'
            WHEN bool_or(mark = 'about' AND out) THEN 'about' WHEN count(dollars) FILTER (WHERE out) > 0 THEN 'exact' END AS pays_mark,
        CASE WHEN bool_or(mark = 'ge' AND NOT out) THEN 'ge' WHEN bool_or(mark = 'le' AND NOT out) THEN 'le'
            WHEN bool_or(mark = 'about' AND NOT out) THEN 'about' WHEN count(dollars) FILTER (WHERE NOT out) > 0 THEN 'exact' END AS paid_mark,
        count(dollars) FILTER (WHERE out) AS pays_quantified, count(*) FILTER (WHERE out) AS pays_legs,
        count(dollars) FILTER (WHERE NOT out) AS paid_quantified, count(*) FILTER (WHERE NOT out) AS paid_legs,
        bool_or(more) AS more, bool_or(less) AS less, bool_or(about) AS about
    FROM cash_sides()
    GROUP BY entity_no, kind
),
balances AS (
    SELECT *, CASE WHEN pays_legs = 0 THEN 0 WHEN pays_quantified > 0 THEN greatest(0, pays - coalesce(is_paid, 0)) END AS gap
    FROM sums
)
SELECT entity_no, kind, pays::BIGINT AS pays, pays_mark, is_paid::BIGINT AS is_paid, paid_mark, gap::BIGINT AS gap,
    CASE WHEN pays_legs = 0 THEN 'exact' WHEN gap IS NULL OR (more AND less AND gap > 0) THEN 'unknown' WHEN more THEN 'ge'
        WHEN less AND gap > 0 THEN 'le' WHEN about AND gap > 0 THEN 'about' ELSE 'exact' END AS mark,
    pays_quantified, pays_legs, paid_quantified, paid_legs
FROM balances;

-- What each must find outside the network: cash out (equity, debt, purchase, lease) less cash in, not below 0.
-- The mark says which way it may err: ge upwards (an outgoing leg without dollars, an incoming one that is at
-- most, or mixed), le downwards, unknown both; a gap of 0 cannot be less. null: it pays, and no payment has dollars.
CREATE VIEW gaps AS
SELECT n.entity_id, g.* EXCLUDE (entity_no), l.leg_ids
FROM gap_sums() AS g
JOIN entity_numbers AS n ON n.entity_no = g.entity_no
JOIN (
    SELECT s.entity_no, s.kind, list(m.leg_id ORDER BY s.out DESC, s.leg_no) AS leg_ids
    FROM cash_sides() AS s
    JOIN leg_numbers AS m ON m.leg_no = s.leg_no
    GROUP BY s.entity_no, s.kind
) AS l ON l.entity_no = g.entity_no AND l.kind = g.kind
ORDER BY g.gap DESC NULLS LAST, n.entity_id;
