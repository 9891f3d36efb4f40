-- Legs whose bound, status or amount differ between two dates, and the claims that did it
WITH days AS (
    -- Neither date looks ahead of the dial.
    SELECT least($from::DATE, $to::DATE, as_of()) AS first, least(greatest($from::DATE, $to::DATE), as_of()) AS last
),
family AS (
    -- Whoever is picked, with its units.
    SELECT entity_id FROM entities WHERE entity_id = $entity::VARCHAR OR (kind = 'unit' AND parent_id = $entity::VARCHAR)
),
differing AS (
    SELECT leg_id, deal_id, change, kind, what, derived,
        status_before, standing_before, low_before, high_before, bound_before,
        units_low_before, units_high_before, units_bound_before, units_unit_before,
        status_after, standing_after, low_after, high_after, bound_after,
        units_low_after, units_high_after, units_bound_after, units_unit_after, amount_claim, status_claim, standing_claim, known_from
    FROM belief_diff((SELECT first FROM days), (SELECT last FROM days))
),
counted AS (
    SELECT * FROM leg_units
    WHERE $unchanged::BOOLEAN AND known_from <= (SELECT last FROM days) AND known_to > (SELECT last FROM days)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
),
rows_of AS MATERIALIZED (
    SELECT * FROM differing
    UNION ALL BY NAME
    SELECT v.leg_id, v.deal_id, 'unchanged' AS change, v.kind, v.what, v.derived,
        v.status AS status_before, v.standing AS standing_before, v.amount_low AS low_before, v.amount_high AS high_before, v.amount_bound AS bound_before,
        u.low AS units_low_before, u.high AS units_high_before, u.bound AS units_bound_before, u.unit AS units_unit_before,
        v.status AS status_after, v.standing AS standing_after, v.amount_low AS low_after, v.amount_high AS high_after, v.amount_bound AS bound_after,
        u.low AS units_low_after, u.high AS units_high_after, u.bound AS units_bound_after, u.unit AS units_unit_after,
        coalesce(v.amount_claim, u.claim_id) AS amount_claim, v.status_claim, v.standing_claim, v.known_from
    FROM leg_versions AS v
    LEFT JOIN counted AS u ON u.leg_no = v.leg_no AND v.amount_claim IS NULL
    WHERE $unchanged::BOOLEAN AND v.known_from <= (SELECT last FROM days) AND v.known_to > (SELECT last FROM days)
        AND v.leg_id NOT IN (SELECT leg_id FROM differing)
),
-- The claims that made the change: of those behind the later belief the ones not known on the first date.
doing AS MATERIALIZED (
    SELECT r.leg_id, c.claim_id, c.source_id
    FROM rows_of AS r
    JOIN versions AS c ON c.leg_id = r.leg_id AND c.known_from > (SELECT first FROM days) AND c.known_from <= (SELECT last FROM days)
        AND CASE WHEN r.change IN ('vanished', 'denied', 'paused', 'revived') THEN c.claim_id = r.standing_claim
            WHEN r.change IN ('sized', 'raised', 'lowered') THEN c.claim_id = r.amount_claim
            WHEN r.change IN ('firmed up', 'weakened', 'clarified') THEN c.claim_id = r.status_claim
            WHEN coalesce(r.amount_claim, r.status_claim, r.standing_claim) IS NULL THEN true
            ELSE c.claim_id IN (r.amount_claim, r.status_claim, r.standing_claim) END
    WHERE r.change <> 'unchanged'
),
places AS (
    SELECT d.leg_id, string_agg(DISTINCT d.source_id || coalesce(' P' || e.n, ''), ', ' ORDER BY d.source_id || coalesce(' P' || e.n, '') DESC) AS changed_by
    FROM doing AS d
    LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence WHERE claim_id IN (SELECT claim_id FROM doing) GROUP BY claim_id) AS e ON e.claim_id = d.claim_id
    GROUP BY d.leg_id
),
-- A pause on the way to what it is now.
pauses AS (
    SELECT v.leg_id, min(v.known_from) AS paused_on
    FROM leg_versions AS v
    WHERE v.standing = 'paused' AND v.known_from > (SELECT first FROM days) AND v.known_from <= (SELECT last FROM days)
    GROUP BY v.leg_id
),
told AS (
    SELECT n.leg_id, m.origins, m.best_tier
    FROM leg_marks AS m
    JOIN leg_numbers AS n ON n.leg_no = m.leg_no
    WHERE m.known_from <= (SELECT last FROM days) AND m.known_to > (SELECT last FROM days) AND n.leg_id IN (SELECT leg_id FROM rows_of)
)
SELECT r.change, p.name AS payer, q.name AS payee, r.kind::VARCHAR AS kind, r.what,
    r.status_before::VARCHAR AS status_before, r.standing_before::VARCHAR AS standing_before,
    r.low_before, r.high_before, r.bound_before::VARCHAR AS bound_before,
    r.units_low_before, r.units_high_before, r.units_bound_before::VARCHAR AS units_bound_before, r.units_unit_before::VARCHAR AS units_unit_before,
    r.status_after::VARCHAR AS status_after, r.standing_after::VARCHAR AS standing_after,
    r.low_after, r.high_after, r.bound_after::VARCHAR AS bound_after,
    r.units_low_after, r.units_high_after, r.units_bound_after::VARCHAR AS units_bound_after, r.units_unit_after::VARCHAR AS units_unit_after, r.derived,
    s.changed_by, CASE WHEN r.standing_after <> 'paused' THEN u.paused_on END AS paused_on,
    t.origins, t.best_tier, r.leg_id, r.deal_id, r.amount_claim, r.status_claim, r.standing_claim, r.known_from
FROM rows_of AS r
JOIN (SELECT leg_id, payer_id, payee_id FROM legs WHERE leg_id IN (SELECT leg_id FROM rows_of)) AS g ON g.leg_id = r.leg_id
JOIN entities AS p ON p.entity_id = g.payer_id
JOIN entities AS q ON q.entity_id = g.payee_id
LEFT JOIN places AS s ON s.leg_id = r.leg_id
LEFT JOIN pauses AS u ON u.leg_id = r.leg_id
LEFT JOIN told AS t ON t.leg_id = r.leg_id
WHERE ($deal::VARCHAR IS NULL OR r.deal_id = $deal::VARCHAR)
    AND ($entity::VARCHAR IS NULL OR g.payer_id IN (FROM family) OR g.payee_id IN (FROM family))
ORDER BY CASE r.change WHEN 'vanished' THEN 0 WHEN 'denied' THEN 0 WHEN 'paused' THEN 1 WHEN 'revived' THEN 2 WHEN 'lowered' THEN 3
    WHEN 'weakened' THEN 3 WHEN 'raised' THEN 4 WHEN 'sized' THEN 4 WHEN 'firmed up' THEN 4 WHEN 'clarified' THEN 5
    WHEN 'restated' THEN 6 WHEN 'appeared' THEN 7 ELSE 8 END,
    r.derived, coalesce(r.high_after, r.low_after, r.high_before, r.low_before) DESC NULLS LAST, r.leg_id
