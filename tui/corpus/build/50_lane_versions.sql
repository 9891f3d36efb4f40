-- A lane of the timeline, from one day on which anything about it changes to the next: a row a deal, and one for what an
-- entity pays or is paid in all. `news` if that day spoke of it; what is due first and what it is worth are as believed then.
CREATE TABLE lane_versions AS
WITH said AS (
    -- News of a deal is whatever speaks of it or of its legs, retold or not.
    SELECT coalesce(g.deal_id, c.deal_id) AS lane, c.known_on AS day, c.stance <> 'negated' AS told,
        CASE WHEN c.property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing') THEN c.valid_from END AS began
    FROM claims AS c
    LEFT JOIN leg_numbers AS g ON g.leg_id = c.leg_id
    WHERE c.entity_id IS NULL AND c.tier <= 5 AND c.rank <> 'deprecated' AND c.property <> 'opinion'
        AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
    UNION ALL
    -- What an entity pays in all is no deal and in no sum, but has a lane beside them.
    SELECT entity_id || ':' || term, known_on, true, valid_from
    FROM claims
    WHERE scope = 'aggregate' AND property = 'amount' AND unit = 'usd' AND entity_id IS NOT NULL
        AND tier <= 5 AND rank <> 'deprecated' AND stance IN ('affirmed', 'reported', 'forecast')
),
-- What it is worth, the first of these: its legs' dollars, those that a party named before worked-out ones; else an aggregate,
-- the deal's own, a stake, capacity, units.
sizes AS MATERIALIZED (
    SELECT n.lane_no, v.known_from, v.known_to, v.amount_low AS low, v.amount_high AS high, v.amount_bound AS bound, 'usd'::unit AS unit,
        v.amount_claim AS claim_id, row_number() OVER (ORDER BY v.derived, v.kind, v.leg_no) AS place
    FROM leg_versions AS v
    JOIN lanes AS n ON n.lane = v.deal_id
    WHERE v.amount_claim IS NOT NULL
    UNION ALL
    SELECT n.lane_no, b.known_from, b.known_to, b.low, b.high, b.bound, b.unit, b.claim_id,
        1::BIGINT << 40 | row_number() OVER (ORDER BY b.property, b.leg_id NULLS LAST, b.claim_id)
    FROM versions AS b
    LEFT JOIN leg_numbers AS g ON g.leg_no = b.leg_no
    JOIN lanes AS n ON n.lane = coalesce(g.deal_id, b.deal_id, b.entity_id || ':' || b.term)
    WHERE (b.property IN ('stake', 'capacity', 'units') AND b.entity_id IS NULL AND b.scope = 'single')
        OR (b.property = 'amount' AND b.leg_no IS NULL AND b.unit = 'usd' AND (b.scope = 'aggregate') = (b.entity_id IS NOT NULL))
),
dues AS MATERIALIZED (
    SELECT lane_no, known_from, known_to, valid_to FROM milestone_versions WHERE lane_no IS NOT NULL AND valid_to IS NOT NULL AND open
),
firmnesses AS MATERIALIZED (
    SELECT n.lane_no, v.known_from, v.known_to, v.status, v.standing FROM leg_versions AS v JOIN lanes AS n ON n.lane = v.deal_id
),
own AS (
    SELECT n.lane_no, v.known_from, v.known_to, v.property, v.status
    FROM versions AS v
    JOIN lanes AS n ON n.lane = v.deal_id
    WHERE v.property IN ('status', 'standing')
),
days AS MATERIALIZED (
    SELECT lane_no, day, count(told) > 0 AS news, bool_or(told) AS told, min(began) AS began
    FROM (
        SELECT n.lane_no, s.day, s.told, s.began FROM said AS s JOIN lanes AS n ON n.lane = s.lane
        UNION ALL SELECT lane_no, known_from, NULL, NULL FROM firmnesses
        UNION ALL SELECT lane_no, unnest([known_from, known_to]), NULL, NULL FROM sizes
        UNION ALL SELECT lane_no, unnest([known_from, known_to]), NULL, NULL FROM dues
    )
    WHERE day < DATE '9999-12-31'
    GROUP BY lane_no, day
),
-- The deal's own word on each day of news, else that of the legs that are most alive, the least firm of them.
of_legs AS (
    SELECT d.lane_no, d.day, coalesce(min(v.status) FILTER (WHERE v.standing = 'live'), min(v.status)) AS status, min(v.standing) AS standing
    FROM days AS d
    JOIN firmnesses AS v ON v.lane_no = d.lane_no AND v.known_from <= d.day AND v.known_to > d.day
    WHERE d.news
    GROUP BY d.lane_no, d.day
),
of_deal AS (
    SELECT d.lane_no, d.day, min(o.status) FILTER (WHERE o.property = 'status') AS status, min(o.status) FILTER (WHERE o.property = 'standing') AS standing
    FROM days AS d
    JOIN own AS o ON o.lane_no = d.lane_no AND o.known_from <= d.day AND o.known_to > d.day
    WHERE d.news
    GROUP BY d.lane_no, d.day
),
of_sizes AS (
    SELECT d.lane_no, d.day, min(f.place) AS place
    FROM days AS d
    JOIN sizes AS f ON f.lane_no = d.lane_no AND f.known_from <= d.day AND f.known_to > d.day
    GROUP BY d.lane_no, d.day
),
of_dues AS (
    SELECT d.lane_no, d.day, min(f.valid_to) AS due
    FROM days AS d
    JOIN dues AS f ON f.lane_no = d.lane_no AND f.known_from <= d.day AND f.known_to > d.day
    GROUP BY d.lane_no, d.day
),
turns AS (
    SELECT d.lane_no, d.day AS known_from, lead(d.day, 1, DATE '9999-12-31') OVER w AS known_to, d.news,
        -- A deal is there from the first claim that it is.
        coalesce(bool_or(d.told) OVER w, false) AS told, min(d.began) OVER w AS began, max(CASE WHEN d.news THEN d.day END) OVER w AS newest
    FROM days AS d
    WINDOW w AS (PARTITION BY d.lane_no ORDER BY d.day)
)
SELECT t.lane_no, n.deal_id IS NOT NULL AS of_deal, z.low, z.high, z.bound, z.unit, z.claim_id AS amount_claim,
    coalesce(o.status, l.status) AS status, coalesce(o.standing, l.standing, 'live') AS standing, t.began, t.newest, t.news,
    CASE WHEN coalesce(o.standing, l.standing, 'live') IN ('live', 'paused') THEN u.due END AS first_due,
    t.told, t.known_from, t.known_to
FROM turns AS t
JOIN lanes AS n ON n.lane_no = t.lane_no
LEFT JOIN of_legs AS l ON l.lane_no = t.lane_no AND l.day = t.newest
LEFT JOIN of_deal AS o ON o.lane_no = t.lane_no AND o.day = t.newest
LEFT JOIN of_sizes AS f ON f.lane_no = t.lane_no AND f.day = t.known_from
LEFT JOIN sizes AS z ON z.place = f.place
LEFT JOIN of_dues AS u ON u.lane_no = t.lane_no AND u.day = t.known_from
-- The newest first, as they are read.
ORDER BY roundness(t.known_from, t.known_to) DESC, round_day(t.known_from, t.known_to), t.known_from DESC, t.lane_no;

-- The days of news of each lane, and what each made of it.
CREATE TABLE lane_news AS
SELECT lane_no, known_from AS known_on, status, standing FROM lane_versions WHERE news ORDER BY lane_no, known_on;
