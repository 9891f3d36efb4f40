-- Legs whose bound, status or amount differ between two dates, and the claims that did it
WITH days AS (
    -- Neither date looks ahead of the dial.
    SELECT least($from::DATE, $to::DATE, as_of()) AS first, least(greatest($from::DATE, $to::DATE), as_of()) AS last
),
differing AS (
    SELECT leg_id, deal_id, change, kind, what, derived,
        status_before, standing_before, low_before, high_before, bound_before,
        status_after, standing_after, low_after, high_after, bound_after, amount_claim, status_claim, standing_claim, known_from
    FROM belief_diff((SELECT first FROM days), (SELECT last FROM days))
),
rows_of AS (
    SELECT * FROM differing
    UNION ALL BY NAME
    SELECT v.leg_id, v.deal_id, 'unchanged' AS change, v.kind, v.what, v.derived,
        v.status AS status_before, v.standing AS standing_before, v.amount_low AS low_before, v.amount_high AS high_before, v.amount_bound AS bound_before,
        v.status AS status_after, v.standing AS standing_after, v.amount_low AS low_after, v.amount_high AS high_after, v.amount_bound AS bound_after,
        v.amount_claim, v.status_claim, v.standing_claim, v.known_from
    FROM leg_versions AS v
    WHERE $unchanged::BOOLEAN AND v.known_from <= (SELECT last FROM days) AND v.known_to > (SELECT last FROM days)
        AND v.leg_id NOT IN (SELECT leg_id FROM differing)
),
-- The claims that made the change: of those behind the later belief the ones not known on the first date.
doing AS (
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
    LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence GROUP BY claim_id) AS e ON e.claim_id = d.claim_id
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
    SELECT leg_id, count(DISTINCT first_publisher) AS origins, min(tier) AS best_tier
    FROM leg_tellers
    WHERE known_on <= (SELECT last FROM days)
    GROUP BY leg_id
)
SELECT r.change, p.name AS payer, q.name AS payee, r.kind::VARCHAR AS kind, r.what,
    r.status_before::VARCHAR AS status_before, r.standing_before::VARCHAR AS standing_before,
    r.low_before, r.high_before, r.bound_before::VARCHAR AS bound_before,
    r.status_after::VARCHAR AS status_after, r.standing_after::VARCHAR AS standing_after,
    r.low_after, r.high_after, r.bound_after::VARCHAR AS bound_after, r.derived,
    s.changed_by, CASE WHEN r.standing_after <> 'paused' THEN u.paused_on END AS paused_on,
    t.origins, t.best_tier, r.leg_id, r.deal_id, r.amount_claim, r.status_claim, r.standing_claim, r.known_from
FROM rows_of AS r
JOIN legs AS g ON g.leg_id = r.leg_id
JOIN entities AS p ON p.entity_id = g.payer_id
JOIN entities AS q ON q.entity_id = g.payee_id
LEFT JOIN places AS s ON s.leg_id = r.leg_id
LEFT JOIN pauses AS u ON u.leg_id = r.leg_id
LEFT JOIN told AS t ON t.leg_id = r.leg_id
WHERE ($deal::VARCHAR IS NULL OR r.deal_id = $deal::VARCHAR)
    AND ($entity::VARCHAR IS NULL OR g.payer_id = $entity::VARCHAR OR g.payee_id = $entity::VARCHAR)
ORDER BY CASE r.change WHEN 'vanished' THEN 0 WHEN 'denied' THEN 0 WHEN 'paused' THEN 1 WHEN 'revived' THEN 2 WHEN 'lowered' THEN 3
    WHEN 'weakened' THEN 3 WHEN 'raised' THEN 4 WHEN 'sized' THEN 4 WHEN 'firmed up' THEN 4 WHEN 'clarified' THEN 5
    WHEN 'restated' THEN 6 WHEN 'appeared' THEN 7 ELSE 8 END,
    r.derived, coalesce(r.high_after, r.low_after, r.high_before, r.low_before) DESC NULLS LAST, r.leg_id
