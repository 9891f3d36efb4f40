-- What belongs to an article comes in a folder with it, so that its last state is known whole.
SELECT '{file}' AS file, n.line,
    '{column}: ''' || n.{column} || ''' is not in {target}.csv: an article is published whole' AS message
FROM new_{table} AS n
WHERE n.{column} NOT IN (SELECT {key} FROM new_{target})
