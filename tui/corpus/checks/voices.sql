-- A claim has the tier of its source; one that stands only in reader comments has tier 6.
WITH places AS (
    SELECT e.claim_id, bool_and(p.role = 'comment') AS in_comments
    FROM evidence AS e
    JOIN claims AS c ON c.claim_id = e.claim_id
    JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
    GROUP BY e.claim_id
)
SELECT 'claims.csv' AS file, c.line,
    CASE WHEN w.in_comments THEN 'tier: ' || c.tier || ', but it stands in a reader comment, which is 6'
        ELSE 'tier: ' || c.tier || ', but source ' || c.source_id || ' has ' || s.tier END AS message
FROM claims AS c
JOIN sources AS s ON s.source_id = c.source_id
JOIN places AS w ON w.claim_id = c.claim_id
WHERE c.tier BETWEEN 1 AND 6 AND c.tier <> CASE WHEN w.in_comments THEN 6 ELSE s.tier END
