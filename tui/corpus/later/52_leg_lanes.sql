-- As lane_versions, a row a leg: from one day of news to the next what it is worth, how firm it is, what is due first.
CREATE TABLE leg_lanes AS
WITH said AS (
    SELECT g.leg_no, c.known_on,
        CASE WHEN c.property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing') THEN c.valid_from END AS began
    FROM claims AS c
    JOIN leg_numbers AS g ON g.leg_id = c.leg_id
    WHERE c.tier <= 5 AND c.rank <> 'deprecated' AND c.property <> 'opinion' AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
    UNION ALL
    -- What makes a deal firmer or ends it does so with each of its legs.
    SELECT g.leg_no, c.known_on, c.valid_from
    FROM claims AS c
    JOIN leg_numbers AS g ON g.deal_id = c.deal_id
    WHERE c.property IN ('status', 'standing') AND c.tier <= 5 AND c.rank <> 'deprecated' AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
),
days AS MATERIALIZED (
    SELECT leg_no, known_on, min(began) AS began FROM said GROUP BY leg_no, known_on
),
-- What a leg is counted in, where it has no amount: the first of these.
sizes AS MATERIALIZED (
    SELECT leg_no, low, high, bound, unit, claim_id, known_from, known_to, row_number() OVER (ORDER BY property, claim_id) AS place FROM leg_units
),
of_sizes AS (
    SELECT d.leg_no, d.known_on, min(f.place) AS place
    FROM days AS d
    JOIN sizes AS f ON f.leg_no = d.leg_no AND f.known_from <= d.known_on AND f.known_to > d.known_on
    GROUP BY d.leg_no, d.known_on
),
of_dues AS (
    SELECT d.leg_no, d.known_on, min(f.valid_to) AS due
    FROM days AS d
    JOIN milestone_versions AS f ON f.leg_no = d.leg_no AND f.known_from <= d.known_on AND f.known_to > d.known_on
    WHERE f.open AND f.valid_to IS NOT NULL
    GROUP BY d.leg_no, d.known_on
)
SELECT d.leg_no, p.label_no, d.known_on AS known_from, lead(d.known_on, 1, DATE '9999-12-31') OVER w AS known_to, min(d.began) OVER w AS began,
    v.status, v.standing,
    CASE WHEN v.amount_claim IS NULL THEN z.low ELSE v.amount_low END AS low, CASE WHEN v.amount_claim IS NULL THEN z.high ELSE v.amount_high END AS high,
    CASE WHEN v.amount_claim IS NULL THEN z.bound ELSE v.amount_bound END AS bound, CASE WHEN v.amount_claim IS NULL THEN z.unit ELSE 'usd' END AS unit,
    coalesce(v.amount_claim, z.claim_id) AS amount_claim, CASE WHEN v.standing IN ('live', 'paused') THEN u.due END AS first_due
FROM days AS d
JOIN leg_parties AS p ON p.leg_no = d.leg_no
-- A leg is there from its first belief: news before that joins nothing.
JOIN leg_versions AS v ON v.leg_no = d.leg_no AND v.known_from <= d.known_on AND v.known_to > d.known_on
LEFT JOIN of_sizes AS f ON f.leg_no = d.leg_no AND f.known_on = d.known_on
LEFT JOIN sizes AS z ON z.place = f.place
LEFT JOIN of_dues AS u ON u.leg_no = d.leg_no AND u.known_on = d.known_on
WINDOW w AS (PARTITION BY d.leg_no ORDER BY d.known_on)
ORDER BY d.leg_no, d.known_on;
