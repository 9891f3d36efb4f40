-- Evidence stands in a paragraph of the claim's source that is not skipped.
SELECT 'evidence.csv' AS file, e.line,
    CASE WHEN p.n IS NULL THEN 'claim ' || e.claim_id || ': source ' || c.source_id || ' has no paragraph ' || e.n
        ELSE 'claim ' || e.claim_id || ': paragraph ' || e.n || ' of source ' || c.source_id || ' is skipped' END AS message
FROM evidence AS e
JOIN claims AS c ON c.claim_id = e.claim_id
LEFT JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
WHERE (p.n IS NULL OR p.role = 'skipped') AND e.n IS NOT NULL
    -- A source without any digest is told by itself.
    AND c.source_id IN (SELECT source_id FROM paragraphs)
