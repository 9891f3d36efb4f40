-- A claim is known on the day of its source, a reader comment on its own.
WITH comments AS (
    SELECT e.claim_id, list(DISTINCT p.voice_on ORDER BY p.voice_on) AS days
    FROM evidence AS e
    JOIN claims AS c ON c.claim_id = e.claim_id
    JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
    WHERE c.tier = 6 AND p.role = 'comment' AND p.voice_on IS NOT NULL
    GROUP BY e.claim_id
)
SELECT 'claims.csv' AS file, c.line,
    'known_on: ' || c.known_on || ', but source ' || c.source_id || ' could be read from ' || s.known_on AS message
FROM claims AS c JOIN sources AS s ON s.source_id = c.source_id
WHERE c.known_on < s.known_on OR (c.known_on > s.known_on AND c.tier <> 6)
UNION ALL
SELECT 'claims.csv', c.line, 'known_on: ' || c.known_on || ', but the comment is of ' || array_to_string(days, ' and ')
FROM claims AS c JOIN comments AS d ON d.claim_id = c.claim_id
WHERE NOT list_contains(days, c.known_on)
UNION ALL
SELECT 'sources.csv', line, 'published_on ' || published_on || ' is after known_on ' || known_on
FROM sources WHERE published_on > known_on
