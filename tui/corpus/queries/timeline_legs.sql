-- A lane a leg: since when it is known, how firm on each day of news, what is due
WITH called AS (
    SELECT entity_no FROM entities_named($text::VARCHAR) WHERE $text::VARCHAR IS NOT NULL
),
family AS (
    -- Whoever is picked, with its units.
    SELECT e.entity_id, n.entity_no
    FROM entities AS e
    JOIN entity_numbers AS n ON n.entity_id = e.entity_id
    WHERE e.entity_id = $entity::VARCHAR OR (e.kind = 'unit' AND e.parent_id = $entity::VARCHAR)
),
-- What rows are chosen and ordered by is read of all, the rest of those that are shown.
matching AS NOT MATERIALIZED (
    SELECT v.leg_no, v.label_no, v.known_from, v.first_due, CASE WHEN v.unit = 'usd' THEN coalesce(v.high, v.low) END AS dollars
    FROM leg_lanes AS v
    WHERE v.known_from <= as_of() AND v.known_to > as_of()
        AND ($status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN v.standing = 'live' THEN v.status ELSE v.standing END::VARCHAR)
        AND ($kind::VARCHAR IS NULL OR v.leg_no IN (SELECT leg_no FROM leg_parties WHERE $kind::VARCHAR IS NOT NULL AND kind::VARCHAR = $kind::VARCHAR))
        AND ($w1::VARCHAR IS NULL OR v.leg_no IN (
            SELECT leg_no FROM leg_parties WHERE $w1::VARCHAR IS NOT NULL AND (payer_no IN (FROM called) OR payee_no IN (FROM called))
            UNION ALL
            SELECT n.leg_no FROM leg_names AS n JOIN leg_lanes AS s ON s.leg_no = n.leg_no
            WHERE $w1::VARCHAR IS NOT NULL AND s.known_from <= as_of() AND s.known_to > as_of() AND holds_folded(
                concat_ws(' ', n.folded, CASE WHEN s.standing = 'live' THEN s.status ELSE s.standing END), $w1::VARCHAR, $w2::VARCHAR, $w3::VARCHAR)))
        AND ($entity::VARCHAR IS NULL OR v.leg_no IN (
            SELECT leg_no FROM leg_parties WHERE (payer_no IN (SELECT entity_no FROM family) OR payee_no IN (SELECT entity_no FROM family))))
        AND ($deal::VARCHAR IS NULL OR v.leg_no IN (SELECT leg_no FROM leg_numbers WHERE deal_id = $deal::VARCHAR))
),
placed AS MATERIALIZED (
    SELECT leg_no, row_number() OVER () AS place
    FROM (
        SELECT leg_no FROM matching
        ORDER BY CASE WHEN $order::VARCHAR = 'due' THEN turned(coalesce(day_number(first_due), 1e9), $reverse::BOOLEAN) END,
            CASE WHEN $order::VARCHAR = 'amount' THEN turned(coalesce(-dollars, 1), $reverse::BOOLEAN) END,
            turned(-day_number(known_from), $reverse::BOOLEAN), turned(coalesce(-dollars, 1), $reverse::BOOLEAN), turned(label_no, $reverse::BOOLEAN)
        LIMIT $count::BIGINT OFFSET $skip::BIGINT
    )
),
days AS (
    SELECT leg_no, list(known_from ORDER BY known_from) AS news, list(status::VARCHAR ORDER BY known_from) AS statuses,
        list(standing::VARCHAR ORDER BY known_from) AS standings
    FROM leg_lanes
    WHERE known_from <= as_of() AND leg_no IN (SELECT leg_no FROM placed)
    GROUP BY leg_no
),
promised AS (
    SELECT leg_no, list(valid_to ORDER BY rowid) AS due, list(exact ORDER BY rowid) AS due_exact
    FROM milestone_versions
    WHERE open AND valid_to IS NOT NULL AND known_from <= as_of() AND known_to > as_of() AND leg_no IN (SELECT leg_no FROM placed)
    GROUP BY leg_no
)
SELECT n.leg_id AS lane, n.deal_id, NULL::VARCHAR AS entity_id, q.name || ' → ' || r.name || ' ' || g.what AS label,
    v.low, v.high, v.bound::VARCHAR AS bound, v.unit::VARCHAR AS unit, v.amount_claim, v.status::VARCHAR AS status, v.standing::VARCHAR AS standing,
    [g.kind::VARCHAR] AS kinds, v.began, t.news, t.statuses, t.standings, v.known_from AS newest,
    CASE WHEN v.standing IN ('live', 'paused') THEN m.due END AS due, CASE WHEN v.standing IN ('live', 'paused') THEN m.due_exact END AS due_exact,
    (SELECT min(known_on) FROM sources WHERE known_on <= as_of()) AS first_known, (SELECT count(*) FROM matching) AS total,
    d.label AS of_deal
FROM placed AS p
JOIN leg_numbers AS n ON n.leg_no = p.leg_no
JOIN leg_lanes AS v ON v.leg_no = p.leg_no AND v.known_from <= as_of() AND v.known_to > as_of()
JOIN leg_parties AS g ON g.leg_no = p.leg_no
JOIN lanes AS d ON d.lane_no = g.lane_no
JOIN entity_numbers AS a ON a.entity_no = g.payer_no
JOIN entity_numbers AS b ON b.entity_no = g.payee_no
JOIN entities AS q ON q.entity_id = a.entity_id
JOIN entities AS r ON r.entity_id = b.entity_id
JOIN days AS t ON t.leg_no = p.leg_no
LEFT JOIN promised AS m ON m.leg_no = p.leg_no
ORDER BY p.place
