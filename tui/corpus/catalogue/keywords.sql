-- Words of the language that can stand in a query
SELECT keyword_name
FROM duckdb_keywords()
WHERE keyword_category IN ('reserved', 'type_function') OR keyword_name IN
    ('asc', 'between', 'case', 'cast', 'coalesce', 'columns', 'create', 'cross', 'current_date', 'date', 'desc',
        'describe', 'distinct', 'exclude', 'exists', 'explain', 'filter', 'first', 'from', 'interval', 'last',
        'macro', 'nulls', 'over', 'partition', 'pivot', 'range', 'recursive', 'replace', 'rows', 'set', 'table',
        'temp', 'unpivot', 'values', 'variable', 'view', 'within', 'without')
ORDER BY keyword_name
