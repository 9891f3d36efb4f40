-- One way to call each function, and the macros of the corpus
SELECT function_name, function_type IN ('table', 'table_macro') AS in_from, NOT internal AS own,
    return_type, parameters, parameter_types, description
FROM duckdb_functions()
WHERE regexp_matches(function_name, '^[a-z]\w*$') AND function_type <> 'pragma'
QUALIFY row_number() OVER (
    PARTITION BY function_name ORDER BY internal, len(parameters), parameter_types::VARCHAR
) = 1
ORDER BY function_name
