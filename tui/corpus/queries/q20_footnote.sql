-- Give me a footnote that I can publish
-- $leg = nvidia-openai-2025.equity
SELECT s.publisher || ', “' || s.title || '”, ' || s.known_on::VARCHAR || CASE WHEN s.known_basis = 'inferred' THEN ' (inferred)' ELSE '' END
        || ', paragraph ' || e.n || ': “' || e.quote || '”' AS footnote,
    c.statement, coalesce(c.speaker, 'the author') AS speaker, c.attribution::VARCHAR AS attribution, s.url, s.sha256, c.claim_id
FROM known AS c
JOIN sources AS s ON s.source_id = c.source_id
JOIN evidence AS e ON e.claim_id = c.claim_id
WHERE c.rank <> 'deprecated' AND ($leg::VARCHAR IS NULL OR c.leg_id = $leg::VARCHAR)
ORDER BY c.known_on, c.source_id, e.n, c.claim_id, e.quote
