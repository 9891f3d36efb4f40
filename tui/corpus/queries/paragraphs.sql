-- An article paragraph by paragraph, in our own words, each with its role and voice
SELECT p.n, p.role::VARCHAR AS role, p.voice, p.voice_on, p.digest, p.no_claim, coalesce(v.claims, 0) AS claims
FROM paragraphs AS p
JOIN sources AS s ON s.source_id = p.source_id
LEFT JOIN (
    SELECT e.n, count(DISTINCT e.claim_id) AS claims
    FROM evidence AS e
    JOIN known AS c ON c.claim_id = e.claim_id
    WHERE c.source_id = $source
    GROUP BY e.n
) AS v ON v.n = p.n
WHERE p.source_id = $source AND s.known_on <= as_of()
    -- A comment can be younger than its article.
    AND (p.role <> 'comment' OR p.voice_on IS NULL OR p.voice_on <= as_of())
ORDER BY p.n
