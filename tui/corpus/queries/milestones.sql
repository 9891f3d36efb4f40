-- Promised dates without a claim of delivery: those that have passed first, then the next, then those without a date
-- What is withdrawn or denied can no longer be late: its date has passed, and that is all.
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
    SELECT l.lane_no, b.status
    FROM beliefs_now() AS b
    JOIN lanes AS l ON l.deal_id = b.deal_id
    WHERE b.property = 'standing' AND b.term = '' AND b.deal_id IS NOT NULL
),
-- What rows are chosen by is read of all, the rest of those that are shown. They stand in the order in which they fall due.
listed AS MATERIALIZED (
    SELECT b.rowid AS nth, b.place, b.leg_no, b.lane_no, b.valid_to, coalesce(l.standing, h.status, 'live') AS standing
    FROM milestone_versions AS b
    LEFT JOIN (SELECT leg_no, standing FROM every_leg_now()) AS l ON l.leg_no = b.leg_no
    LEFT JOIN own AS h ON h.lane_no = b.lane_no AND b.leg_no IS NULL
    WHERE b.open AND b.known_from <= as_of() AND b.known_to > as_of()
        AND ($overdue::BOOLEAN IS NULL OR (coalesce(b.valid_to < as_of(), false) AND coalesce(l.standing, h.status, 'live') IN ('live', 'paused')) = $overdue::BOOLEAN)
        AND ($deal::VARCHAR IS NULL OR b.lane_no = (SELECT lane_no FROM lanes WHERE deal_id = $deal::VARCHAR))
        AND ($entity::VARCHAR IS NULL
            OR b.lane_no IN (
                SELECT lane_no FROM leg_parties WHERE (payer_no IN (SELECT entity_no FROM family) OR payee_no IN (SELECT entity_no FROM family)))
            OR b.place IN (SELECT place FROM mentions WHERE about IN (SELECT entity_id FROM family)))
        AND ($w1::VARCHAR IS NULL
            OR b.lane_no IN (
                SELECT lane_no FROM leg_parties
                WHERE $w1::VARCHAR IS NOT NULL AND known_from <= as_of() AND (payer_no IN (FROM called) OR payee_no IN (FROM called)))
            OR b.rowid IN (
                SELECT t.rowid
                FROM milestone_versions AS t
                JOIN claims AS c ON c.rowid = t.place
                LEFT JOIN every_leg_now() AS g ON g.leg_no = t.leg_no
                LEFT JOIN own AS o ON o.lane_no = t.lane_no AND t.leg_no IS NULL
                LEFT JOIN lanes AS d ON d.lane_no = t.lane_no
                LEFT JOIN entities AS n ON n.entity_id = c.entity_id
                WHERE $w1::VARCHAR IS NOT NULL AND t.open AND t.known_from <= as_of() AND t.known_to > as_of() AND holds(
                    concat_ws(' ', d.label, n.name, g.what, c.term, g.status, coalesce(g.standing, o.status), c.statement),
                    $w1::VARCHAR, $w2::VARCHAR, $w3::VARCHAR)))
    ORDER BY nth
    LIMIT $count::BIGINT
),
told AS (
    SELECT *, rowid AS place FROM claims WHERE rowid IN (SELECT place FROM listed)
),
firm AS (
    SELECT leg_no, leg_id, what, status FROM every_leg_now() WHERE leg_no IN (SELECT leg_no FROM listed)
)
SELECT b.valid_to < as_of() AND b.standing IN ('live', 'paused') AS overdue, date_diff('day', as_of(), b.valid_to) AS days,
    c.valid_from, b.valid_to, c.precision::VARCHAR AS precision,
    coalesce(d.label, n.name) AS about, l.what, c.term, c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound,
    l.status::VARCHAR AS status, b.standing::VARCHAR AS standing,
    c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, v.n,
    c.claim_id, c.leg_id, d.deal_id, c.entity_id,
    c.property::VARCHAR AS property, c.stance::VARCHAR AS stance, c.speaker, c.attribution::VARCHAR AS attribution, c.origin, s.publisher, c.tier,
    c.statement, c.note
FROM listed AS b
JOIN told AS c ON c.place = b.place
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN firm AS l ON l.leg_no = b.leg_no
LEFT JOIN (SELECT * FROM lanes WHERE lane_no IN (SELECT lane_no FROM listed)) AS d ON d.lane_no = b.lane_no
LEFT JOIN entities AS n ON n.entity_id = c.entity_id
LEFT JOIN (SELECT place, n FROM claim_starts WHERE place IN (SELECT place FROM listed)) AS v ON v.place = b.place
ORDER BY b.nth
