-- Is one deal part of another, or a deal of its own?
-- $deal = nvidia-openai-2026
SELECT d.deal_id, d.title, d.relation::VARCHAR AS relation, d.other_deal_id, o.title AS other_title,
    c.statement, c.source_id, (SELECT min(e.n) FROM evidence AS e WHERE e.claim_id = c.claim_id) AS n, c.claim_id
FROM deals AS d
JOIN known AS c ON c.claim_id = d.relation_claim
LEFT JOIN deals AS o ON o.deal_id = d.other_deal_id
WHERE $deal::VARCHAR IS NULL OR $deal::VARCHAR IN (d.deal_id, d.other_deal_id)
ORDER BY d.deal_id
