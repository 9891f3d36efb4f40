-- No two rows of a table have the same key.
WITH twice AS (
    SELECT {key}, min(line) AS first FROM {table} GROUP BY {key} HAVING count(*) > 1
)
SELECT '{file}' AS file, line,
    '{key}: ''' || concat_ws(', ', {key}) || ''' is in line ' || first || ' already' AS message
FROM {table} JOIN twice USING ({key})
WHERE line > first
