-- Every table and view that can be read, with its columns and the comments kept in the database
SELECT
    c.table_name, t.kind, t.comment AS table_comment, c.column_name, c.data_type, c.comment,
    -- Where it has to be said: what database, what schema.
    CASE
        WHEN c.database_name IN (current_database(), 'temp') OR contains(current_setting('search_path'), c.database_name) THEN ''
        ELSE c.database_name
    END AS in_database,
    CASE WHEN c.schema_name = 'main' THEN '' ELSE c.schema_name END AS in_schema
FROM duckdb_columns() AS c
JOIN (
    SELECT table_oid AS oid, database_name, schema_name, comment,
        CASE WHEN temporary THEN 'temporary' ELSE 'table' END AS kind
    FROM duckdb_tables()
    WHERE NOT internal
    UNION ALL
    SELECT view_oid, database_name, schema_name, comment, CASE WHEN temporary THEN 'temporary' ELSE 'view' END
    FROM duckdb_views()
    WHERE NOT internal
) AS t ON t.oid = c.table_oid AND t.database_name = c.database_name AND t.schema_name = c.schema_name
WHERE c.table_name NOT LIKE 'caploop\_%' ESCAPE '\'
-- What is temporary hides what is kept, and a file of the user's hides the corpus.
QUALIFY dense_rank() OVER (
    PARTITION BY c.table_name, in_database, in_schema ORDER BY t.kind <> 'temporary', c.database_name = 'corpus', c.database_name, c.schema_name
) = 1
ORDER BY in_database, in_schema, c.table_name, c.column_index
