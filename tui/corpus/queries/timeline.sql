-- A lane a deal: since when it is known, how firm on each day of news, what is due
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
-- What rows are chosen and ordered by is read of all, the rest of those that are shown. Among equals lane_no tells: the label.
matching AS NOT MATERIALIZED (
    SELECT v.lane_no, v.newest, v.of_deal, v.first_due, CASE WHEN v.unit = 'usd' THEN coalesce(v.high, v.low) END AS dollars
    FROM lane_versions AS v
    WHERE v.told AND v.known_from <= as_of() AND v.known_to > as_of()
        AND ($status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN v.standing = 'live' THEN v.status ELSE v.standing END::VARCHAR)
        AND ($deal::VARCHAR IS NULL OR v.lane_no = (SELECT lane_no FROM lanes WHERE deal_id = $deal::VARCHAR))
        AND ($kind::VARCHAR IS NULL OR v.lane_no IN (SELECT lane_no FROM leg_parties WHERE $kind::VARCHAR IS NOT NULL AND kind::VARCHAR = $kind::VARCHAR AND known_from <= as_of()))
        AND ($entity::VARCHAR IS NULL OR v.lane_no IN (
            SELECT lane_no FROM lanes WHERE entity_id IN (SELECT entity_id FROM family)
            UNION ALL
            SELECT lane_no FROM leg_parties
            WHERE known_from <= as_of() AND (payer_no IN (SELECT entity_no FROM family) OR payee_no IN (SELECT entity_no FROM family))))
        AND ($w1::VARCHAR IS NULL OR v.lane_no IN (
            SELECT lane_no FROM leg_parties WHERE $w1::VARCHAR IS NOT NULL AND known_from <= as_of() AND (payer_no IN (FROM called) OR payee_no IN (FROM called))
            UNION ALL
            SELECT n.lane_no FROM lane_names AS n JOIN lane_versions AS s ON s.lane_no = n.lane_no
            WHERE $w1::VARCHAR IS NOT NULL AND s.known_from <= as_of() AND s.known_to > as_of() AND holds_folded(
                concat_ws(' ', n.folded, CASE WHEN s.standing = 'live' THEN s.status ELSE s.standing END), $w1::VARCHAR, $w2::VARCHAR, $w3::VARCHAR)))
),
placed AS MATERIALIZED (
    SELECT lane_no, row_number() OVER () AS place
    FROM (
        SELECT lane_no FROM matching
        ORDER BY CASE WHEN $order::VARCHAR = 'due' THEN turned(coalesce(day_number(first_due), 1e9), $reverse::BOOLEAN) END,
            CASE WHEN $order::VARCHAR = 'amount' THEN turned(coalesce(-dollars, 1), $reverse::BOOLEAN) END,
            turned(-day_number(newest), $reverse::BOOLEAN), turned((NOT of_deal)::INTEGER, $reverse::BOOLEAN),
            turned(coalesce(-dollars, 1), $reverse::BOOLEAN), turned(lane_no, $reverse::BOOLEAN)
        LIMIT $count::BIGINT OFFSET $skip::BIGINT
    )
),
-- Of those that are shown, what each day of news made of them, what is given and what is due.
days AS (
    SELECT lane_no, list(known_on ORDER BY known_on) AS news, list(status::VARCHAR ORDER BY known_on) AS statuses,
        list(standing::VARCHAR ORDER BY known_on) AS standings
    FROM lane_news
    WHERE known_on <= as_of() AND lane_no IN (SELECT lane_no FROM placed)
    GROUP BY lane_no
),
given AS (
    SELECT lane_no, list(DISTINCT kind::VARCHAR ORDER BY kind::VARCHAR) AS kinds
    FROM leg_parties
    WHERE known_from <= as_of() AND lane_no IN (SELECT lane_no FROM placed)
    GROUP BY lane_no
),
promised AS (
    SELECT lane_no, list(valid_to ORDER BY rowid) AS due, list(exact ORDER BY rowid) AS due_exact
    FROM milestone_versions
    WHERE open AND valid_to IS NOT NULL AND known_from <= as_of() AND known_to > as_of() AND lane_no IN (SELECT lane_no FROM placed)
    GROUP BY lane_no
)
SELECT n.lane, n.deal_id, n.entity_id, n.label, v.low, v.high, v.bound::VARCHAR AS bound, v.unit::VARCHAR AS unit, v.amount_claim,
    v.status::VARCHAR AS status, v.standing::VARCHAR AS standing, g.kinds, v.began, d.news, d.statuses, d.standings, v.newest,
    CASE WHEN v.standing IN ('live', 'paused') THEN m.due END AS due, CASE WHEN v.standing IN ('live', 'paused') THEN m.due_exact END AS due_exact,
    (SELECT min(known_on) FROM sources WHERE known_on <= as_of()) AS first_known, (SELECT count(*) FROM matching) AS total
FROM placed AS p
JOIN lanes AS n ON n.lane_no = p.lane_no
JOIN lane_versions AS v ON v.lane_no = p.lane_no AND v.known_from <= as_of() AND v.known_to > as_of()
JOIN days AS d ON d.lane_no = p.lane_no
LEFT JOIN given AS g ON g.lane_no = p.lane_no
LEFT JOIN promised AS m ON m.lane_no = p.lane_no
ORDER BY p.place
