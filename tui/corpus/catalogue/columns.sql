-- Every table and view that can be read, with its columns and the comments kept in the database
SELECT c.table_name, t.kind, t.comment AS table_comment, c.column_name, c.data_type, c.comment
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
ORDER BY c.table_name, c.column_index
