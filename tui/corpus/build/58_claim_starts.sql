-- The first paragraph that says so, of each claim by its place among the claims.
CREATE TABLE claim_starts AS
SELECT c.rowid AS place, e.n
FROM claims AS c
LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence GROUP BY claim_id) AS e ON e.claim_id = c.claim_id
ORDER BY place;
