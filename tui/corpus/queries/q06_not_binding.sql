-- Who said that it was not binding, on record or unnamed?
-- $deal = nvidia-openai-2025
SELECT c.known_on, c.stance::VARCHAR AS stance, c.status::VARCHAR AS status, c.property::VARCHAR AS property,
    coalesce(c.speaker, 'the author') AS speaker, c.attribution::VARCHAR AS attribution,
    c.source_id, c.publisher, c.origin AS via, c.tier, c.statement, c.claim_id
FROM known AS c
LEFT JOIN legs AS g ON g.leg_id = c.leg_id
WHERE c.property IN ('status', 'standing') AND (c.stance = 'negated' OR c.status IN ('loi', 'paused', 'withdrawn', 'denied'))
    AND ($deal::VARCHAR IS NULL OR coalesce(c.deal_id, g.deal_id) = $deal::VARCHAR)
ORDER BY c.known_on, c.claim_id
