-- Who has gone quiet: when each deal was last spoken of, the longest silence first
WITH spoken AS (
    SELECT coalesce(g.deal_id, c.deal_id) AS deal_id, c.known_on, c.source_id, c.claim_id, c.stance, s.known_basis
    FROM known AS c
    JOIN sources AS s ON s.source_id = c.source_id
    LEFT JOIN legs AS g ON g.leg_id = c.leg_id
    WHERE c.entity_id IS NULL AND c.tier <= 5 AND c.rank <> 'deprecated'
),
firmness AS (
    SELECT deal_id, min(standing) AS standing, coalesce(min(status) FILTER (WHERE standing = 'live'), min(status)) AS status
    FROM current_legs
    GROUP BY deal_id
),
own AS (
    SELECT deal_id, min(status) FILTER (WHERE property = 'status') AS status, min(status) FILTER (WHERE property = 'standing') AS standing
    FROM beliefs
    WHERE deal_id IS NOT NULL AND property IN ('status', 'standing')
    GROUP BY deal_id
)
SELECT max(p.known_on) AS known_on, arg_max(p.known_basis, p.known_on)::VARCHAR AS known_basis,
    date_diff('day', max(p.known_on), as_of()) AS days, d.title AS about,
    coalesce(any_value(o.status), any_value(f.status))::VARCHAR AS status,
    coalesce(any_value(o.standing), any_value(f.standing), 'live')::VARCHAR AS standing,
    count(DISTINCT p.claim_id) AS claims, list(DISTINCT p.source_id ORDER BY p.source_id) AS told_by,
    max_by(p.source_id, (p.known_on, p.source_id)) AS source_id, max_by(p.claim_id, (p.known_on, p.claim_id)) AS claim_id, d.deal_id
FROM spoken AS p
JOIN deals AS d ON d.deal_id = p.deal_id
LEFT JOIN firmness AS f ON f.deal_id = p.deal_id
LEFT JOIN own AS o ON o.deal_id = p.deal_id
WHERE ($deal::VARCHAR IS NULL OR p.deal_id = $deal::VARCHAR)
    AND ($entity::VARCHAR IS NULL OR p.deal_id IN (SELECT deal_id FROM legs WHERE $entity::VARCHAR IN (payer_id, payee_id)))
GROUP BY d.deal_id, d.title
HAVING bool_or(p.stance IN ('affirmed', 'reported', 'forecast'))
ORDER BY max(p.known_on), d.title, d.deal_id
