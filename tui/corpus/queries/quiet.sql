-- Who has gone quiet: when each deal was last spoken of, the longest silence first
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
own AS (
    SELECT l.lane_no, min(b.status) FILTER (WHERE b.property = 'status') AS status, min(b.status) FILTER (WHERE b.property = 'standing') AS standing
    FROM beliefs_now() AS b
    JOIN lanes AS l ON l.deal_id = b.deal_id
    WHERE b.deal_id IS NOT NULL AND b.property IN ('status', 'standing')
    GROUP BY l.lane_no
),
of_legs AS NOT MATERIALIZED (
    SELECT p.lane_no, l.status, l.standing FROM every_leg_now() AS l JOIN leg_parties AS p ON p.leg_no = l.leg_no
),
spoken AS (
    SELECT lane_no, max(known_on) AS known_on
    FROM lane_claims
    WHERE spoken AND known_on <= as_of()
        AND ($deal::VARCHAR IS NULL OR lane_no = (SELECT lane_no FROM lanes WHERE deal_id = $deal::VARCHAR))
        AND ($entity::VARCHAR IS NULL OR lane_no IN (
            SELECT lane_no FROM leg_parties WHERE (payer_no IN (SELECT entity_no FROM family) OR payee_no IN (SELECT entity_no FROM family))))
        AND ($w1::VARCHAR IS NULL
            OR lane_no IN (
                SELECT lane_no FROM leg_parties
                WHERE $w1::VARCHAR IS NOT NULL AND known_from <= as_of() AND (payer_no IN (FROM called) OR payee_no IN (FROM called)))
            OR lane_no IN (
                SELECT n.lane_no
                FROM lane_names AS n
                LEFT JOIN (
                    SELECT lane_no, coalesce(min(status) FILTER (WHERE standing = 'live'), min(status)) AS status, min(standing) AS standing
                    FROM of_legs GROUP BY lane_no
                ) AS f ON f.lane_no = n.lane_no
                LEFT JOIN own AS o ON o.lane_no = n.lane_no
                WHERE $w1::VARCHAR IS NOT NULL AND holds_folded(
                    concat_ws(' ', n.folded, CASE WHEN coalesce(o.standing, f.standing, 'live') = 'live' THEN coalesce(o.status, f.status)
                        ELSE coalesce(o.standing, f.standing) END), $w1::VARCHAR, $w2::VARCHAR, $w3::VARCHAR)))
    GROUP BY lane_no
    HAVING bool_or(told)
),
listed AS MATERIALIZED (
    -- Lanes are numbered in the order of their titles.
    SELECT * FROM spoken ORDER BY known_on, lane_no LIMIT $count::BIGINT
),
firmness AS (
    SELECT lane_no, coalesce(min(status) FILTER (WHERE standing = 'live'), min(status)) AS status, min(standing) AS standing
    FROM of_legs WHERE lane_no IN (SELECT lane_no FROM listed) GROUP BY lane_no
),
said AS (
    SELECT lane_no, place FROM lane_claims WHERE spoken AND known_on <= as_of() AND lane_no IN (SELECT lane_no FROM listed)
),
told AS (
    SELECT p.lane_no, count(*) AS claims, list(DISTINCT c.source_id ORDER BY c.source_id) AS told_by,
        max_by(c.source_id, (c.known_on, c.source_id)) AS source_id, max_by(c.claim_id, (c.known_on, c.claim_id)) AS claim_id,
        max_by(s.known_basis, (c.known_on, c.source_id)) AS known_basis
    FROM said AS p
    JOIN (SELECT rowid AS place, claim_id, source_id, known_on FROM claims WHERE rowid IN (SELECT place FROM said)) AS c ON c.place = p.place
    JOIN sources AS s ON s.source_id = c.source_id
    GROUP BY p.lane_no
)
SELECT p.known_on, t.known_basis::VARCHAR AS known_basis, date_diff('day', p.known_on, as_of()) AS days, d.label AS about,
    coalesce(o.status, f.status)::VARCHAR AS status, coalesce(o.standing, f.standing, 'live')::VARCHAR AS standing,
    t.claims, t.told_by, t.source_id, t.claim_id, d.deal_id
FROM listed AS p
JOIN lanes AS d ON d.lane_no = p.lane_no
JOIN told AS t ON t.lane_no = p.lane_no
LEFT JOIN firmness AS f ON f.lane_no = p.lane_no
LEFT JOIN own AS o ON o.lane_no = p.lane_no
ORDER BY p.known_on, p.lane_no
