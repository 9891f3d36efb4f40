-- A lane a deal: since when it is known, how firm on each day of news, what is due
WITH said AS (
    -- News of a deal is whatever speaks of it or of its legs, retold or not.
    SELECT coalesce(g.deal_id, c.deal_id) AS lane, NULL AS entity_id, c.known_on,
        min(c.valid_from) FILTER (WHERE c.property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing')) AS began,
        bool_or(c.stance <> 'negated') AS told
    FROM claims AS c
    LEFT JOIN legs AS g ON g.leg_id = c.leg_id
    WHERE c.known_on <= as_of() AND c.entity_id IS NULL AND c.tier <= 5 AND c.rank <> 'deprecated' AND c.property <> 'opinion'
        AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
    GROUP BY 1, c.known_on
    UNION ALL
    -- What an entity pays in all is no deal and in no sum, but has a lane beside them.
    SELECT entity_id || ':' || term, entity_id, known_on, min(valid_from), true
    FROM claims
    WHERE known_on <= as_of() AND scope = 'aggregate' AND property = 'amount' AND unit = 'usd' AND entity_id IS NOT NULL
        AND tier <= 5 AND rank <> 'deprecated' AND stance IN ('affirmed', 'reported', 'forecast')
    GROUP BY entity_id, term, known_on
),
-- The deal's own word on each day of news, else that of the legs that are most alive, the least firm of them.
turns AS MATERIALIZED (
    SELECT s.lane, s.entity_id, s.known_on, any_value(s.began) AS began, any_value(s.told) AS told,
        coalesce(min(o.status) FILTER (WHERE o.property = 'status'), min(v.status) FILTER (WHERE v.standing = 'live'), min(v.status)) AS status,
        coalesce(min(o.status) FILTER (WHERE o.property = 'standing'), min(v.standing), 'live') AS standing
    FROM said AS s
    LEFT JOIN leg_versions AS v ON v.deal_id = s.lane AND v.known_from <= s.known_on AND v.known_to > s.known_on
    LEFT JOIN versions AS o ON o.deal_id = s.lane AND o.property IN ('status', 'standing') AND o.known_from <= s.known_on AND o.known_to > s.known_on
    GROUP BY s.lane, s.entity_id, s.known_on
),
lives AS (
    SELECT lane, entity_id, min(began) AS began, max(known_on) AS newest,
        arg_max(status, known_on)::VARCHAR AS status, arg_max(standing, known_on)::VARCHAR AS standing
    FROM turns
    GROUP BY lane, entity_id
    -- A deal is there from the first claim that it is.
    HAVING bool_or(told)
),
-- Dollars that a party named before worked-out ones.
legs_now AS (
    SELECT deal_id AS lane, list(DISTINCT kind::VARCHAR ORDER BY kind::VARCHAR) AS kinds, bool_or($entity::VARCHAR IN (payer_id, payee_id)) AS touched,
        arg_min({'low': amount_low, 'high': amount_high, 'bound': amount_bound, 'claim_id': amount_claim}, (derived, kind, leg_id))
            FILTER (WHERE amount_claim IS NOT NULL) AS size
    FROM leg_versions
    WHERE known_from <= as_of() AND known_to > as_of()
    GROUP BY deal_id
),
-- What is due, and the size of what has none in its legs: an aggregate, the deal's own, a stake, capacity, units.
facts AS (
    SELECT coalesce(g.deal_id, b.deal_id, b.entity_id || ':' || b.term) AS lane,
        list(b.valid_to ORDER BY b.valid_to, b.claim_id) FILTER (WHERE b.property = 'milestone') AS due,
        list(b.precision IN ('day', 'about') ORDER BY b.valid_to, b.claim_id) FILTER (WHERE b.property = 'milestone') AS due_exact,
        arg_min({'low': b.low, 'high': b.high, 'bound': b.bound, 'unit': b.unit, 'claim_id': b.claim_id},
            (b.property, b.leg_id, b.claim_id)) FILTER (WHERE b.property <> 'milestone') AS size
    FROM beliefs AS b
    LEFT JOIN legs AS g ON g.leg_id = b.leg_id
    WHERE (b.property = 'milestone' AND b.entity_id IS NULL AND b.valid_to IS NOT NULL AND coalesce(b.status NOT IN ('delivered', 'withdrawn'), true))
        OR (b.property IN ('stake', 'capacity', 'units') AND b.entity_id IS NULL AND b.scope = 'single')
        OR (b.property = 'amount' AND b.leg_id IS NULL AND b.unit = 'usd' AND (b.scope = 'aggregate') = (b.entity_id IS NOT NULL))
    GROUP BY 1
),
lanes AS (
    SELECT l.lane, d.deal_id, l.entity_id,
        coalesce(d.title, e.name || CASE WHEN l.lane LIKE '%:receives' THEN ' total in' ELSE ' total' END) AS label,
        CASE WHEN n.size IS NULL THEN f.size.low ELSE n.size.low END AS low,
        CASE WHEN n.size IS NULL THEN f.size.high ELSE n.size.high END AS high,
        CASE WHEN n.size IS NULL THEN f.size.bound ELSE n.size.bound END::VARCHAR AS bound,
        CASE WHEN n.size IS NULL THEN f.size.unit::VARCHAR ELSE 'usd' END AS unit,
        coalesce(n.size.claim_id, f.size.claim_id) AS amount_claim,
        l.status, l.standing, n.kinds, l.began, l.newest,
        CASE WHEN l.standing IN ('live', 'paused') THEN f.due END AS due, CASE WHEN l.standing IN ('live', 'paused') THEN f.due_exact END AS due_exact
    FROM lives AS l
    LEFT JOIN legs_now AS n ON n.lane = l.lane
    LEFT JOIN facts AS f ON f.lane = l.lane
    LEFT JOIN deals AS d ON d.deal_id = l.lane
    LEFT JOIN entities AS e ON e.entity_id = l.entity_id
    WHERE ($status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN l.standing = 'live' THEN l.status ELSE l.standing END)
        AND ($kind::VARCHAR IS NULL OR list_contains(n.kinds, $kind::VARCHAR))
        AND ($entity::VARCHAR IS NULL OR l.entity_id = $entity::VARCHAR OR n.touched)
        AND ($deal::VARCHAR IS NULL OR d.deal_id = $deal::VARCHAR)
),
placed AS (
    SELECT *, count(*) OVER () AS total,
        CASE WHEN $reverse::BOOLEAN THEN -1 ELSE 1 END * row_number() OVER (ORDER BY
            CASE WHEN $order::VARCHAR = 'due' THEN due[1] END NULLS LAST,
            CASE WHEN $order::VARCHAR = 'amount' AND unit = 'usd' THEN coalesce(high, low) END DESC NULLS LAST,
            newest DESC, entity_id IS NOT NULL, CASE WHEN unit = 'usd' THEN coalesce(high, low) END DESC NULLS LAST, label, lane) AS place
    FROM lanes
    ORDER BY place
    LIMIT $count::BIGINT OFFSET $skip::BIGINT
),
-- Of those that are shown, what each day of news made of them.
days AS (
    SELECT lane, list(known_on ORDER BY known_on) AS news, list(status::VARCHAR ORDER BY known_on) AS statuses,
        list(standing::VARCHAR ORDER BY known_on) AS standings
    FROM turns
    WHERE lane IN (SELECT lane FROM placed)
    GROUP BY lane
)
SELECT p.lane, p.deal_id, p.entity_id, p.label, p.low, p.high, p.bound, p.unit, p.amount_claim, p.status, p.standing, p.kinds, p.began,
    d.news, d.statuses, d.standings, p.newest, p.due, p.due_exact,
    (SELECT min(known_on) FROM sources WHERE known_on <= as_of()) AS first_known, p.total
FROM placed AS p
JOIN days AS d ON d.lane = p.lane
ORDER BY p.place
