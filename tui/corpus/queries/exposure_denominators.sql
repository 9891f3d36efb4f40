-- What an exposure can be set against: a company's value, revenue or capital where a claim gives it in dollars
SELECT b.entity_id, b.property::VARCHAR AS property, b.term, b.low, b.high, b.bound::VARCHAR AS bound, b.claim_id, b.source_id, b.known_from, b.tier
FROM beliefs_now() AS b
JOIN entities AS e ON e.entity_id = b.entity_id
WHERE b.property IN ('valuation', 'revenue') AND b.unit = 'usd' AND b.scope = 'single' AND coalesce(b.low, b.high) > 0
    AND ($entity::VARCHAR IS NULL OR b.entity_id = $entity::VARCHAR)
    AND e.kind IN ('company', 'unit') AND (b.term IN ('', 'equity-capital', 'market-value', 'backlog') OR regexp_full_match(b.term, '[0-9]{4}'))
ORDER BY b.entity_id, b.property, b.term, b.claim_id
