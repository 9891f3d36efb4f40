-- A claim of an article that is not in the folder keeps its id.
SELECT 'claims.csv' AS file, n.line,
    'claim_id: ''' || n.claim_id || ''' is a claim of source ' || o.source_id || ' in the lake' AS message
FROM new_claims AS n
JOIN lake.main.claims AS o ON o.claim_id = n.claim_id
WHERE o.source_id NOT IN (SELECT source_id FROM new_sources)
