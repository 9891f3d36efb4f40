-- Every reference leads somewhere.
WITH lost AS (
    SELECT s.line, s.{column} AS value
    FROM {table} AS s
    WHERE s.{column} IS NOT NULL AND s.{column} NOT IN (SELECT {key} FROM {target} WHERE {key} IS NOT NULL)
),
-- Only these are shown, and each is compared with every known id.
first AS (
    SELECT DISTINCT value FROM (SELECT line, value FROM lost ORDER BY line LIMIT 100)
),
near AS (
    SELECT f.value, first(t.{key} ORDER BY levenshtein(f.value, t.{key}), t.{key}) AS candidate
    FROM first AS f
    JOIN {target} AS t ON levenshtein(f.value, t.{key}) <= greatest(1, length(f.value) // 4)
    GROUP BY f.value
)
SELECT '{file}' AS file, lost.line,
    '{column}: ''' || lost.value || ''' is not in {target}.csv'
        || coalesce('; did you mean ''' || near.candidate || '''?', '') AS message
FROM lost LEFT JOIN near ON near.value = lost.value
