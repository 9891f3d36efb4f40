-- What is deprecated says why.
SELECT 'claims.csv' AS file, line, 'rank deprecated needs a rank_reason' AS message
FROM claims WHERE rank = 'deprecated' AND rank_reason IS NULL
