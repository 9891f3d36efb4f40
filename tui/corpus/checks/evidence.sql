-- Every claim has evidence.
SELECT 'claims.csv' AS file, line, 'claim ' || claim_id || ' has no evidence' AS message
FROM claims ANTI JOIN evidence USING (claim_id)
WHERE claim_id IS NOT NULL
