-- The rows of one joint statement share a joint_id, and are at least two of one source.
WITH groups AS (
    SELECT joint_id, count(*) AS size, count(DISTINCT source_id) AS sources FROM claims GROUP BY joint_id
)
SELECT 'claims.csv' AS file, line, 'scope joint needs a joint_id' AS message
FROM claims WHERE scope = 'joint' AND joint_id IS NULL
UNION ALL
SELECT 'claims.csv', line, 'joint_id ' || joint_id || ' is set, but the scope is ' || scope
FROM claims WHERE scope <> 'joint' AND joint_id IS NOT NULL
UNION ALL
SELECT 'claims.csv', line, CASE WHEN size < 2 THEN 'joint_id ' || joint_id || ' is in this row alone'
    ELSE 'joint_id ' || joint_id || ' is in several sources' END
FROM claims JOIN groups USING (joint_id)
WHERE scope = 'joint' AND (size < 2 OR sources > 1)
