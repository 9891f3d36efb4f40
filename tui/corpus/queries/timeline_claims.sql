-- What is said of size, status and dates, of one lane or of all, with the status believed on that day
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
names AS (
    -- What the claims of one lane are about.
    SELECT unnest([$lane::VARCHAR, split_part($lane::VARCHAR, ':', 1)]) AS name
    UNION SELECT leg_id FROM leg_numbers WHERE deal_id = $lane::VARCHAR
    UNION SELECT deal_id FROM leg_numbers WHERE leg_id = $lane::VARCHAR
),
places AS MATERIALIZED (
    -- Out of a list: few, as the engine then takes them to be.
    SELECT unnest(found) AS place
    FROM (SELECT list(place) AS found FROM mentions WHERE $lane::VARCHAR IS NOT NULL AND about IN (FROM names))
),
own AS (
    -- A leg, and its deal's lane.
    SELECT p.leg_no, p.lane_no FROM leg_numbers AS g JOIN leg_parties AS p ON p.leg_no = g.leg_no WHERE g.leg_id = $lane::VARCHAR
),
-- What rows are chosen by is read of all, the rest of those that are shown. The last told stands first.
matching AS NOT MATERIALIZED (
    SELECT c.rowid AS nth, c.place, c.lane_no, c.leg_no, c.n, c.status, c.standing,
        CASE WHEN $order::VARCHAR = 'when' THEN turned(day_number(c.ends_on), $reverse::BOOLEAN) END AS day
    FROM lane_claims AS c
    WHERE c.listed AND c.known_on <= as_of()
        AND ($lane::VARCHAR IS NULL OR c.place IN (FROM places))
        AND ($lane::VARCHAR IS NULL OR c.lane_no = (SELECT lane_no FROM lanes WHERE lane = $lane::VARCHAR) OR c.leg_no = (SELECT leg_no FROM own)
            OR (c.leg_no IS NULL AND c.property IN ('status', 'standing') AND c.lane_no = (SELECT lane_no FROM own)))
        AND ($deal::VARCHAR IS NULL OR c.lane_no = (SELECT lane_no FROM lanes WHERE deal_id = $deal::VARCHAR))
        AND ($entity::VARCHAR IS NULL OR c.lane_no IN (
            SELECT lane_no FROM lanes WHERE entity_id IN (SELECT entity_id FROM family)
            UNION ALL
            SELECT lane_no FROM leg_parties WHERE (payer_no IN (SELECT entity_no FROM family) OR payee_no IN (SELECT entity_no FROM family))))
        AND ($kind::VARCHAR IS NULL OR c.lane_no IN (SELECT lane_no FROM leg_parties WHERE $kind::VARCHAR IS NOT NULL AND kind::VARCHAR = $kind::VARCHAR))
        AND ($status::VARCHAR IS NULL OR $status::VARCHAR = CASE WHEN c.standing = 'live' THEN c.status ELSE c.standing END::VARCHAR)
        AND ($w1::VARCHAR IS NULL OR c.lane_no IN (
                SELECT lane_no FROM leg_parties WHERE $w1::VARCHAR IS NOT NULL AND known_from <= as_of() AND (payer_no IN (FROM called) OR payee_no IN (FROM called)))
            OR c.place IN (
                SELECT t.place
                FROM lane_claims AS t
                JOIN claims AS k ON k.rowid = t.place
                LEFT JOIN lanes AS l ON l.lane_no = t.lane_no
                LEFT JOIN legs AS g ON g.leg_id = k.leg_id
                WHERE $w1::VARCHAR IS NOT NULL AND t.listed AND t.known_on <= as_of() AND holds(
                    concat_ws(' ', l.label, g.what, g.kind, CASE WHEN t.standing = 'live' THEN t.status ELSE t.standing END, k.property, k.term, k.statement),
                    $w1::VARCHAR, $w2::VARCHAR, $w3::VARCHAR)))
),
chosen AS MATERIALIZED (
    SELECT *, row_number() OVER () AS at
    FROM (
        FROM matching
        ORDER BY day, turned(nth, NOT $reverse::BOOLEAN)
        LIMIT $count::BIGINT OFFSET $skip::BIGINT
    )
),
told AS (
    SELECT c.rowid AS place, c.claim_id, c.source_id, c.leg_id, c.entity_id, c.property, c.term, c.low, c.high, c.unit, c.bound, c.scope, c.derived, c.stance,
        c.speaker, c.attribution, c.origin, c.valid_from, c.valid_to, c.precision, c.known_on, c.tier, c.statement, c.note
    FROM claims AS c
    WHERE c.rowid IN (SELECT place FROM chosen)
)
SELECT c.known_on, s.known_basis::VARCHAR AS known_basis, c.valid_from, c.valid_to, c.precision::VARCHAR AS precision, l.label AS about,
    h.status::VARCHAR AS status, h.standing::VARCHAR AS standing,
    c.property::VARCHAR AS property, c.term, c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound, g.what, g.kind::VARCHAR AS kind,
    c.stance::VARCHAR AS stance, c.derived, c.scope::VARCHAR AS scope, c.source_id, h.n, c.claim_id,
    c.leg_id, l.deal_id, c.entity_id, c.speaker, c.attribution::VARCHAR AS attribution, c.origin, s.publisher, c.tier,
    c.statement, c.note, (SELECT count(*) FROM matching) AS total
FROM chosen AS h
JOIN told AS c ON c.place = h.place
JOIN sources AS s ON s.source_id = c.source_id
JOIN (SELECT * FROM lanes WHERE lane_no IN (SELECT lane_no FROM chosen)) AS l ON l.lane_no = h.lane_no
LEFT JOIN (SELECT leg_no, what, kind FROM leg_parties WHERE leg_no IN (SELECT leg_no FROM chosen)) AS g ON g.leg_no = h.leg_no
ORDER BY h.at
