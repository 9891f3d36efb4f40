-- The claims of each lane the last told first: where each stands among the claims, and the status believed
-- on its day. `listed` if it says something of size, status or dates, `spoken` if it counts as a word on the deal.
CREATE TABLE lane_claims AS
WITH placed AS (
    SELECT c.rowid AS place, c.claim_id, c.source_id, p.leg_no, coalesce(p.lane_no, d.lane_no, t.lane_no) AS lane_no, c.known_on,
        coalesce(c.valid_to, c.valid_from, DATE '9999-12-31') AS ends_on, c.property, c.status, c.stance, c.entity_id IS NULL AS of_deal,
        c.tier <= 5 AND c.rank <> 'deprecated' AS spoken
    FROM claims AS c
    LEFT JOIN leg_numbers AS g ON g.leg_id = c.leg_id
    LEFT JOIN leg_parties AS p ON p.leg_no = g.leg_no
    LEFT JOIN lanes AS d ON d.deal_id = coalesce(g.deal_id, c.deal_id)
    LEFT JOIN lanes AS t ON t.entity_id = c.entity_id AND t.lane = c.entity_id || ':' || c.term
    WHERE c.entity_id IS NULL OR (c.scope = 'aggregate' AND c.property = 'amount' AND c.unit = 'usd')
),
firmnesses AS (
    SELECT p.place, v.status, v.standing
    FROM placed AS p
    JOIN leg_versions AS v ON v.leg_no = p.leg_no AND v.known_from <= p.known_on AND v.known_to > p.known_on
    WHERE p.status IS NULL
    UNION ALL
    SELECT p.place, min(o.status) FILTER (WHERE o.property = 'status'), min(o.status) FILTER (WHERE o.property = 'standing')
    FROM placed AS p
    JOIN lanes AS l ON l.lane_no = p.lane_no
    JOIN versions AS o ON o.deal_id = l.deal_id AND o.property IN ('status', 'standing') AND o.known_from <= p.known_on AND o.known_to > p.known_on
    WHERE p.leg_no IS NULL AND p.of_deal AND p.status IS NULL
    GROUP BY p.place
)
SELECT p.place, p.lane_no, p.leg_no, m.n, p.known_on, p.ends_on, p.property, p.of_deal, p.stance IN ('affirmed', 'reported', 'forecast') AS told,
    p.spoken AND p.stance NOT IN ('question', 'hypothetical', 'opinion')
        AND p.property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'status', 'standing', 'milestone', 'condition') AS listed,
    p.spoken AND p.of_deal AS spoken,
    CASE WHEN p.status IS NULL THEN f.status WHEN p.property <> 'standing' THEN p.status END AS status,
    CASE WHEN p.status IS NULL THEN coalesce(f.standing, 'live') WHEN p.property = 'standing' THEN p.status ELSE 'live' END AS standing
FROM placed AS p
LEFT JOIN firmnesses AS f ON f.place = p.place
LEFT JOIN claim_starts AS m ON m.place = p.place
ORDER BY p.known_on DESC, p.source_id DESC, m.n DESC NULLS FIRST, p.claim_id DESC;
