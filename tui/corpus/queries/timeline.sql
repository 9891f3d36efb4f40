-- A lane a deal, or a leg: since when it is known, how firm on each day of news, what is due
WITH said AS (
    -- News of a deal is whatever speaks of it or of its legs, retold or not.
    SELECT coalesce(g.deal_id, c.deal_id) AS deal_id, c.leg_id, c.property, c.known_on, c.valid_from
    FROM known AS c
    LEFT JOIN legs AS g ON g.leg_id = c.leg_id
    WHERE c.entity_id IS NULL AND c.tier <= 5 AND c.rank <> 'deprecated' AND c.property <> 'opinion'
        AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
),
dated AS (
    SELECT deal_id AS lane, property, known_on, valid_from FROM said WHERE $by::VARCHAR = 'deal'
    UNION ALL
    SELECT leg_id, property, known_on, valid_from FROM said WHERE $by::VARCHAR = 'leg' AND leg_id IS NOT NULL
    UNION ALL
    SELECT g.leg_id, s.property, s.known_on, s.valid_from
    FROM said AS s
    JOIN legs AS g ON g.deal_id = s.deal_id
    WHERE $by::VARCHAR = 'leg' AND s.leg_id IS NULL AND s.property IN ('status', 'standing')
    UNION ALL
    -- What an entity pays in all is no deal, but it has a lane beside them.
    SELECT 'entity:' || c.entity_id || ':' || c.term, c.property, c.known_on, c.valid_from
    FROM known AS c
    WHERE $by::VARCHAR = 'deal' AND c.scope = 'aggregate' AND c.property = 'amount' AND c.unit = 'usd'
        AND c.entity_id IS NOT NULL AND c.tier <= 5 AND c.rank <> 'deprecated'
        AND c.stance IN ('affirmed', 'reported', 'forecast')
),
news AS (SELECT DISTINCT lane, known_on FROM dated),
-- The deal's own word on each day of news, else that of the legs that are most alive, the least firm of them.
own AS (
    SELECT n.lane, n.known_on,
        max(v.status) FILTER (WHERE v.property = 'status') AS status, max(v.status) FILTER (WHERE v.property = 'standing') AS standing
    FROM news AS n
    JOIN versions AS v ON v.deal_id = n.lane AND v.property IN ('status', 'standing')
        AND v.known_from <= n.known_on AND v.known_to > n.known_on
    GROUP BY n.lane, n.known_on
),
legs_then AS (
    SELECT n.lane, n.known_on, v.status, v.standing
    FROM news AS n
    JOIN leg_versions AS v ON CASE WHEN $by::VARCHAR = 'deal' THEN v.deal_id ELSE v.leg_id END = n.lane
        AND v.known_from <= n.known_on AND v.known_to > n.known_on
),
by_legs AS (
    SELECT lane, known_on, min(standing) AS standing,
        coalesce(min(status) FILTER (WHERE standing = 'live'), min(status)) AS status
    FROM legs_then
    GROUP BY lane, known_on
),
turns AS (
    SELECT n.lane, n.known_on, coalesce(o.status, l.status) AS status, coalesce(o.standing, l.standing, 'live') AS standing
    FROM news AS n
    LEFT JOIN own AS o ON o.lane = n.lane AND o.known_on = n.known_on
    LEFT JOIN by_legs AS l ON l.lane = n.lane AND l.known_on = n.known_on
),
lives AS (
    SELECT lane, list(known_on ORDER BY known_on) AS news, list(status::VARCHAR ORDER BY known_on) AS statuses,
        list(standing::VARCHAR ORDER BY known_on) AS standings, max(known_on) AS newest,
        arg_max(status, known_on) AS status, arg_max(standing, known_on) AS standing
    FROM turns
    GROUP BY lane
),
-- Since when it holds in the world, where a source says so: the dashes before the first news.
began AS (
    SELECT lane, min(valid_from) AS began
    FROM dated
    WHERE property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status')
    GROUP BY lane
),
due AS (
    SELECT CASE WHEN $by::VARCHAR = 'deal' THEN coalesce(b.deal_id, g.deal_id) ELSE b.leg_id END AS lane,
        list(b.valid_to ORDER BY b.valid_to, b.claim_id) AS due, list(b.precision IN ('day', 'about') ORDER BY b.valid_to, b.claim_id) AS due_exact,
        min(b.valid_to) AS next_due
    FROM beliefs AS b
    LEFT JOIN legs AS g ON g.leg_id = b.leg_id
    WHERE b.property = 'milestone' AND b.valid_to IS NOT NULL AND coalesce(b.status, 'announced') NOT IN ('delivered', 'withdrawn')
    GROUP BY 1
),
-- One size a lane: dollars that a party named before worked-out ones, then a stake, capacity, units.
sized AS (
    SELECT deal_id, leg_id, NULL AS entity_lane, amount_low AS low, amount_high AS high, amount_bound AS bound, 'usd' AS unit,
        derived::INTEGER AS place, kind::VARCHAR AS kind, leg_id AS tie, amount_claim AS claim_id
    FROM current_legs
    WHERE amount_claim IS NOT NULL
    UNION ALL
    SELECT coalesce(b.deal_id, g.deal_id), b.leg_id, NULL, b.low, b.high, b.bound, b.unit::VARCHAR,
        CASE WHEN b.property = 'amount' THEN 2 WHEN b.property = 'stake' THEN 3 WHEN b.property = 'capacity' THEN 4 ELSE 5 END,
        NULL, coalesce(b.leg_id, b.deal_id), b.claim_id
    FROM beliefs AS b
    LEFT JOIN legs AS g ON g.leg_id = b.leg_id
    WHERE b.entity_id IS NULL AND b.scope = 'single'
        AND (b.property IN ('stake', 'capacity', 'units') OR (b.property = 'amount' AND b.leg_id IS NULL))
    UNION ALL
    SELECT NULL, NULL, 'entity:' || entity_id || ':' || term, low, high, bound, 'usd', 0, NULL, entity_id, claim_id
    FROM beliefs
    WHERE entity_id IS NOT NULL AND scope = 'aggregate' AND property = 'amount' AND unit = 'usd'
),
sizes AS (
    SELECT coalesce(entity_lane, CASE WHEN $by::VARCHAR = 'deal' THEN deal_id ELSE leg_id END) AS lane, low, high, bound, unit, claim_id
    FROM sized
    QUALIFY row_number() OVER (PARTITION BY lane ORDER BY place, kind::leg_kind, tie, claim_id) = 1
),
named AS (
    SELECT d.deal_id AS lane, d.deal_id, NULL AS leg_id, NULL AS entity_id, d.title AS label,
        list(DISTINCT g.kind::VARCHAR ORDER BY g.kind::VARCHAR) AS kinds,
        list_distinct(list_concat(list(g.payer_id ORDER BY g.leg_id), list(g.payee_id ORDER BY g.leg_id))) AS parties
    FROM deals AS d
    LEFT JOIN legs AS g ON g.deal_id = d.deal_id
    WHERE $by::VARCHAR = 'deal'
    GROUP BY d.deal_id, d.title
    UNION ALL
    SELECT g.leg_id, g.deal_id, g.leg_id, NULL, p.name || ' → ' || r.name || ' ' || g.what, [g.kind::VARCHAR], [g.payer_id, g.payee_id]
    FROM legs AS g
    JOIN entities AS p ON p.entity_id = g.payer_id
    JOIN entities AS r ON r.entity_id = g.payee_id
    WHERE $by::VARCHAR = 'leg'
    UNION ALL
    SELECT DISTINCT a.lane, NULL, NULL, e.entity_id, e.name || CASE WHEN a.lane LIKE '%:receives' THEN ' total in' ELSE ' total' END, ['aggregate'], [e.entity_id]
    FROM news AS a
    JOIN entities AS e ON starts_with(a.lane, 'entity:' || e.entity_id || ':')
),
lanes AS (
    SELECT n.*, l.* EXCLUDE (lane), b.began, s.low, s.high, s.bound::VARCHAR AS bound, s.unit, s.claim_id AS amount_claim,
        CASE WHEN l.standing IN ('live', 'paused') THEN d.due END AS due, CASE WHEN l.standing IN ('live', 'paused') THEN d.due_exact END AS due_exact,
        CASE WHEN l.standing IN ('live', 'paused') THEN d.next_due END AS next_due,
        CASE WHEN s.unit = 'usd' THEN coalesce(s.high, s.low) END AS dollars
    FROM named AS n
    JOIN lives AS l ON l.lane = n.lane
    LEFT JOIN began AS b ON b.lane = n.lane
    LEFT JOIN due AS d ON d.lane = n.lane
    LEFT JOIN sizes AS s ON s.lane = n.lane
    WHERE ($status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN l.standing = 'live' THEN l.status ELSE l.standing END::VARCHAR)
        AND ($kind::VARCHAR IS NULL OR list_contains(n.kinds, $kind::VARCHAR))
        AND ($entity::VARCHAR IS NULL OR list_contains(n.parties, $entity::VARCHAR))
        AND ($deal::VARCHAR IS NULL OR n.deal_id = $deal::VARCHAR)
),
placed AS (
    SELECT *, count(*) OVER () AS total,
        row_number() OVER (ORDER BY
            CASE WHEN $order::VARCHAR = 'due' THEN next_due END NULLS LAST,
            CASE WHEN $order::VARCHAR = 'amount' THEN dollars END DESC NULLS LAST,
            newest DESC, dollars DESC NULLS LAST, label, lane) AS place
    FROM lanes
)
SELECT lane, deal_id, leg_id, entity_id, label, low, high, bound, unit, amount_claim, status::VARCHAR AS status, standing::VARCHAR AS standing,
    began, news, statuses, standings, newest, due, due_exact, next_due, kinds, total
FROM placed
ORDER BY CASE WHEN $reverse::BOOLEAN THEN -place ELSE place END
LIMIT $count::BIGINT OFFSET $skip::BIGINT
