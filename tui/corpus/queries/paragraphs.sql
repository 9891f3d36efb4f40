-- An article paragraph by paragraph, in our own words, each with its role and voice
WITH told AS MATERIALIZED (
    SELECT e.n, e.claim_id
    FROM evidence AS e
    JOIN claims AS c ON c.claim_id = e.claim_id
    WHERE c.source_id = $source AND c.known_on <= as_of()
),
counted AS (
    SELECT n, count(DISTINCT claim_id) AS claims FROM told GROUP BY n
),
-- A comment can be younger than its article.
readable AS MATERIALIZED (
    SELECT p.*
    FROM paragraphs AS p
    JOIN sources AS s ON s.source_id = p.source_id
    WHERE p.source_id = $source AND s.known_on <= as_of()
        AND (p.role <> 'comment' OR p.voice_on IS NULL OR p.voice_on <= as_of())
)
SELECT p.n, p.role::VARCHAR AS role, p.voice, p.voice_on, p.digest, p.no_claim, coalesce(v.claims, 0) AS claims,
    (SELECT min(n) FROM readable) AS first_n, (SELECT max(n) FROM readable) AS last_n,
    -- The claims next to these paragraphs: where a reader goes on.
    (SELECT arg_max({'n': n, 'claim_id': claim_id}, (n, claim_id)) FROM told WHERE n <= $skip::BIGINT) AS before,
    (SELECT arg_min({'n': n, 'claim_id': claim_id}, (n, claim_id)) FROM told WHERE n > $skip::BIGINT + $count::BIGINT) AS after
FROM readable AS p
LEFT JOIN counted AS v ON v.n = p.n
WHERE p.n > coalesce($skip::BIGINT, 0) AND ($count::BIGINT IS NULL OR p.n <= coalesce($skip::BIGINT, 0) + $count::BIGINT)
ORDER BY p.n
