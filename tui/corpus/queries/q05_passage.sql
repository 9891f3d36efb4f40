-- Where does it say so, and in which words?
-- $leg = nvidia-openai-2025.equity
SELECT c.known_on, c.source_id, e.n, e.quote, c.property::VARCHAR AS property, coalesce(c.status::VARCHAR, '') AS status,
    c.statement, p.digest, c.claim_id
FROM known AS c
JOIN evidence AS e ON e.claim_id = c.claim_id
JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
LEFT JOIN legs AS g ON g.leg_id = $leg::VARCHAR
WHERE $leg::VARCHAR IS NULL OR c.leg_id = g.leg_id OR c.deal_id = g.deal_id
ORDER BY c.known_on, c.source_id, e.n, c.claim_id, e.quote
