-- Every reference leads to a row of the folder, or to one that stays in the lake.
SELECT '{file}' AS file, n.line,
    '{column}: ''' || n.{column} || ''' is neither in {target}.csv nor in the lake' AS message
FROM new_{table} AS n
WHERE n.{column} IS NOT NULL
    AND n.{column} NOT IN (SELECT {key} FROM new_{target})
    AND n.{column} NOT IN (
        SELECT o.{key} FROM lake.main.{target} AS o
        ANTI JOIN gone_{target} AS g ON g.{key} = o.{key}
    )
