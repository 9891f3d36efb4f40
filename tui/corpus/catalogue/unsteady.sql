-- What may give something else each time it is asked: functions, and views and macros that could call them
SELECT function_name FROM duckdb_functions() WHERE coalesce(stability, '') <> 'CONSISTENT' AND function_type <> 'pragma' AND (function_type <> 'table' OR NOT internal)
UNION SELECT view_name FROM duckdb_views() WHERE NOT internal
ORDER BY 1
