-- Numbers that hang on one origin, or on nothing better than a blog, the largest first
SELECT coalesce(g.what || ' ' || p.name || '-' || r.name, d.title, n.name, f.subject) AS about, f.property::VARCHAR AS property,
    f.origins, f.best_tier AS tier, coalesce(c.origin, s.publisher) AS origin,
    c.low, c.high, c.unit::VARCHAR AS unit, c.bound::VARCHAR AS bound, f.term, c.source_id, f.claim_id, c.leg_id, c.deal_id, f.statement
FROM fragile AS f
JOIN known_now() AS c ON c.claim_id = f.claim_id
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN legs AS g ON g.leg_id = c.leg_id
LEFT JOIN entities AS p ON p.entity_id = g.payer_id
LEFT JOIN entities AS r ON r.entity_id = g.payee_id
LEFT JOIN deals AS d ON d.deal_id = c.deal_id
LEFT JOIN entities AS n ON n.entity_id = c.entity_id
WHERE c.low IS NOT NULL OR c.high IS NOT NULL
ORDER BY c.unit::VARCHAR <> 'usd', coalesce(c.high, c.low) DESC, f.claim_id
