-- A quote is at most six words.
SELECT 'evidence.csv' AS file, line,
    'claim ' || claim_id || ': a quote of ' || words || ' words, six at most' AS message
FROM (
    SELECT line, claim_id, len(regexp_extract_all(quote, '[^\s\p{Z}]+')) AS words FROM evidence
)
WHERE words > 6
