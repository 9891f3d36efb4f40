-- The paragraphs of a source are numbered from 1 without a gap, and say something or why not.
WITH placed AS (
    SELECT line, source_id, n, role, digest, no_claim, row_number() OVER (PARTITION BY source_id ORDER BY n, line) AS due
    FROM paragraphs
),
gaps AS (
    SELECT line, source_id, n, due, row_number() OVER (PARTITION BY source_id ORDER BY n, line) AS turn FROM placed WHERE n <> due
)
SELECT 'paragraphs.csv' AS file, line, 'source ' || source_id || ': paragraph ' || n || ' stands where ' || due || ' is due' AS message
FROM gaps
WHERE turn = 1
UNION ALL
SELECT 'paragraphs.csv', line, 'source ' || source_id || ': paragraph ' || n || ' has no text' FROM placed WHERE role <> 'skipped' AND digest = ''
UNION ALL
SELECT 'paragraphs.csv', line, 'source ' || source_id || ': paragraph ' || n || ' is skipped without a reason'
FROM placed
WHERE role = 'skipped' AND no_claim IS NULL
