-- A lane a leg: since when it is known, how firm on each day of news, what is due
WITH said AS (
    SELECT leg_id AS lane, known_on, property, valid_from
    FROM claims
    WHERE known_on <= as_of() AND leg_id IS NOT NULL AND tier <= 5 AND rank <> 'deprecated' AND property <> 'opinion'
        AND stance NOT IN ('question', 'hypothetical', 'opinion')
    UNION ALL
    -- What makes a deal firmer or ends it does so with each of its legs.
    SELECT g.leg_id, c.known_on, c.property, c.valid_from
    FROM claims AS c
    JOIN legs AS g ON g.deal_id = c.deal_id
    WHERE c.known_on <= as_of() AND c.property IN ('status', 'standing') AND c.tier <= 5 AND c.rank <> 'deprecated'
        AND c.stance NOT IN ('question', 'hypothetical', 'opinion')
),
news AS (
    SELECT lane, known_on,
        min(valid_from) FILTER (WHERE property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing')) AS began
    FROM said
    GROUP BY lane, known_on
),
lives AS (
    -- A leg is there from its first belief: news before that joins nothing.
    SELECT n.lane, min(n.began) AS began, max(n.known_on) AS newest,
        list(n.known_on ORDER BY n.known_on) AS news, list(v.status::VARCHAR ORDER BY n.known_on) AS statuses,
        list(v.standing::VARCHAR ORDER BY n.known_on) AS standings
    FROM news AS n
    JOIN leg_versions AS v ON v.leg_id = n.lane AND v.known_from <= n.known_on AND v.known_to > n.known_on
    GROUP BY n.lane
),
facts AS (
    SELECT leg_id AS lane,
        list(valid_to ORDER BY valid_to, claim_id) FILTER (WHERE property = 'milestone') AS due,
        list(precision IN ('day', 'about') ORDER BY valid_to, claim_id) FILTER (WHERE property = 'milestone') AS due_exact,
        arg_min({'low': low, 'high': high, 'bound': bound, 'unit': unit, 'claim_id': claim_id}, (property, claim_id))
            FILTER (WHERE property <> 'milestone') AS size
    FROM beliefs
    WHERE leg_id IS NOT NULL
        AND ((property = 'milestone' AND valid_to IS NOT NULL AND coalesce(status NOT IN ('delivered', 'withdrawn'), true))
            OR (property IN ('stake', 'capacity', 'units') AND scope = 'single'))
    GROUP BY leg_id
),
lanes AS (
    SELECT l.lane, v.deal_id, NULL::VARCHAR AS entity_id, p.name || ' → ' || r.name || ' ' || v.what AS label,
        CASE WHEN v.amount_claim IS NULL THEN f.size.low ELSE v.amount_low END AS low,
        CASE WHEN v.amount_claim IS NULL THEN f.size.high ELSE v.amount_high END AS high,
        CASE WHEN v.amount_claim IS NULL THEN f.size.bound ELSE v.amount_bound END::VARCHAR AS bound,
        CASE WHEN v.amount_claim IS NULL THEN f.size.unit::VARCHAR ELSE 'usd' END AS unit,
        coalesce(v.amount_claim, f.size.claim_id) AS amount_claim,
        v.status::VARCHAR AS status, v.standing::VARCHAR AS standing, [v.kind::VARCHAR] AS kinds, l.began, l.news, l.statuses, l.standings, l.newest,
        CASE WHEN v.standing IN ('live', 'paused') THEN f.due END AS due, CASE WHEN v.standing IN ('live', 'paused') THEN f.due_exact END AS due_exact
    FROM lives AS l
    JOIN current_legs AS v ON v.leg_id = l.lane
    JOIN entities AS p ON p.entity_id = v.payer_id
    JOIN entities AS r ON r.entity_id = v.payee_id
    LEFT JOIN facts AS f ON f.lane = l.lane
    WHERE ($status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN v.standing = 'live' THEN v.status ELSE v.standing END::VARCHAR)
        AND ($kind::VARCHAR IS NULL OR v.kind::VARCHAR = $kind::VARCHAR)
        AND ($entity::VARCHAR IS NULL OR v.payer_id = $entity::VARCHAR OR v.payee_id = $entity::VARCHAR)
        AND ($deal::VARCHAR IS NULL OR v.deal_id = $deal::VARCHAR)
)
SELECT *, (SELECT min(known_on) FROM sources WHERE known_on <= as_of()) AS first_known, count(*) OVER () AS total
FROM lanes
ORDER BY row_number() OVER (ORDER BY
        CASE WHEN $order::VARCHAR = 'due' THEN due[1] END NULLS LAST,
        CASE WHEN $order::VARCHAR = 'amount' AND unit = 'usd' THEN coalesce(high, low) END DESC NULLS LAST,
        newest DESC, CASE WHEN unit = 'usd' THEN coalesce(high, low) END DESC NULLS LAST, label, lane)
    * CASE WHEN $reverse::BOOLEAN THEN -1 ELSE 1 END
LIMIT $count::BIGINT OFFSET $skip::BIGINT
