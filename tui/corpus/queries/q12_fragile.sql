-- Which numbers hang on one origin, or on nothing better than a blog?
SELECT f.subject, f.property::VARCHAR AS property, f.term, c.low, c.high, c.unit::VARCHAR AS unit,
    f.origins, f.best_tier, c.first_publisher AS origin, c.source_id, f.statement, f.claim_id
FROM fragile AS f
JOIN known AS c ON c.claim_id = f.claim_id
WHERE coalesce(c.low, c.high) IS NOT NULL
ORDER BY c.unit::VARCHAR <> 'usd', coalesce(c.high, c.low) DESC, f.claim_id
