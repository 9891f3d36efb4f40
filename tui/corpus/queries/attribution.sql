-- Who says how firm or alive a deal is, on record or unnamed, and through whom; without a deal, of all of them
SELECT c.known_on, s.known_basis::VARCHAR AS known_basis, c.source_id, (SELECT min(e.n) FROM evidence AS e WHERE e.claim_id = c.claim_id) AS n,
    coalesce(c.deal_id, g.deal_id) AS deal_id, c.property::VARCHAR AS property, c.status::VARCHAR AS status, c.stance::VARCHAR AS stance,
    c.speaker, c.attribution::VARCHAR AS attribution, c.origin, c.publisher, c.tier, c.claim_id, c.leg_id, c.statement
FROM known_now() AS c
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN legs AS g ON g.leg_id = c.leg_id
WHERE c.property IN ('status', 'standing') AND ($deal::VARCHAR IS NULL OR coalesce(c.deal_id, g.deal_id) = $deal::VARCHAR)
ORDER BY c.known_on DESC, c.source_id, n, c.claim_id
