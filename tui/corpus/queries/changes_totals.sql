-- What an entity pays or receives in all, in no sum, where it differs between two dates
WITH totals AS (
    SELECT entity_id, term, low, high, bound, claim_id, source_id, known_from, known_to
    FROM versions
    WHERE entity_id IS NOT NULL AND scope = 'aggregate' AND property = 'amount' AND unit = 'usd'
),
days AS (SELECT least($from::DATE, $to::DATE, as_of()) AS first, least(greatest($from::DATE, $to::DATE), as_of()) AS last)
SELECT e.name, a.term,
    CASE WHEN b.claim_id IS NULL THEN 'appeared' WHEN coalesce(a.high, a.low) > coalesce(b.high, b.low) THEN 'raised'
        WHEN coalesce(a.high, a.low) < coalesce(b.high, b.low) THEN 'lowered' ELSE 'restated' END AS change,
    b.low AS low_before, b.high AS high_before, b.bound::VARCHAR AS bound_before,
    a.low AS low_after, a.high AS high_after, a.bound::VARCHAR AS bound_after,
    a.source_id, (SELECT min(v.n) FROM evidence AS v WHERE v.claim_id = a.claim_id) AS n, a.claim_id, a.entity_id
FROM totals AS a
JOIN entities AS e ON e.entity_id = a.entity_id
LEFT JOIN totals AS b ON b.entity_id = a.entity_id AND b.term = a.term
    AND b.known_from <= (SELECT first FROM days) AND b.known_to > (SELECT first FROM days)
WHERE a.known_from <= (SELECT last FROM days) AND a.known_to > (SELECT last FROM days)
    AND (b.claim_id IS NULL OR a.low IS DISTINCT FROM b.low OR a.high IS DISTINCT FROM b.high OR a.bound IS DISTINCT FROM b.bound)
ORDER BY coalesce(a.high, a.low) DESC NULLS LAST, e.name, a.term, a.claim_id
