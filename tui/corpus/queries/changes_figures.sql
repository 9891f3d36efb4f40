-- Figures of companies and deals that are in no sum of legs and differ between two dates: totals, worth, revenue, milestones
WITH days AS (
    SELECT least($from::DATE, $to::DATE, as_of()) AS first, least(greatest($from::DATE, $to::DATE), as_of()) AS last
),
family AS (
    -- Whoever is picked, with its units.
    SELECT entity_id FROM entities WHERE entity_id = $entity::VARCHAR OR (kind = 'unit' AND parent_id = $entity::VARCHAR)
),
figures AS (
    SELECT subject, deal_id, entity_id, object_id, property, term, unit, scope, low, high, bound,
        valid_from, valid_to, precision, claim_id, source_id, known_from, known_to
    FROM versions
    WHERE leg_id IS NULL
        AND property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'valuation', 'revenue', 'price_move', 'ratio', 'milestone')
),
-- Few, and what was believed before is looked for of these alone.
changed AS MATERIALIZED (
    SELECT * FROM figures
    WHERE known_from > (SELECT first FROM days) AND known_from <= (SELECT last FROM days) AND known_to > (SELECT last FROM days)
        AND ($deal::VARCHAR IS NULL OR deal_id = $deal::VARCHAR)
        AND ($entity::VARCHAR IS NULL OR entity_id IN (FROM family) OR object_id IN (FROM family))
),
earlier AS (
    SELECT * FROM figures
    WHERE known_from <= (SELECT first FROM days) AND known_to > (SELECT first FROM days)
        AND subject IN (SELECT subject FROM changed)
)
SELECT CASE WHEN b.claim_id IS NULL THEN 'appeared'
        WHEN coalesce(a.high, a.low) > coalesce(b.high, b.low) THEN 'raised'
        WHEN coalesce(a.high, a.low) < coalesce(b.high, b.low) THEN 'lowered'
        WHEN coalesce(b.high, b.low) IS NULL AND coalesce(a.high, a.low) IS NOT NULL THEN 'sized'
        ELSE 'restated' END AS change,
    coalesce(e.name, d.title) AS name, a.property::VARCHAR AS property, a.term, a.unit::VARCHAR AS unit, a.scope::VARCHAR AS scope,
    b.low AS low_before, b.high AS high_before, b.bound::VARCHAR AS bound_before,
    b.valid_from AS valid_from_before, b.valid_to AS valid_to_before, b.precision::VARCHAR AS precision_before, b.claim_id AS claim_before,
    a.low AS low_after, a.high AS high_after, a.bound::VARCHAR AS bound_after,
    a.valid_from AS valid_from_after, a.valid_to AS valid_to_after, a.precision::VARCHAR AS precision_after,
    a.source_id, (SELECT min(v.n) FROM evidence AS v WHERE v.claim_id = a.claim_id) AS n, a.claim_id, a.deal_id, a.entity_id
FROM changed AS a
LEFT JOIN earlier AS b ON b.subject = a.subject AND b.property = a.property AND b.term = a.term AND b.scope = a.scope
    AND b.object_id IS NOT DISTINCT FROM a.object_id AND b.unit IS NOT DISTINCT FROM a.unit
LEFT JOIN entities AS e ON e.entity_id = a.entity_id
LEFT JOIN deals AS d ON d.deal_id = a.deal_id
WHERE CASE WHEN b.claim_id IS NULL
    -- What is new says something: a number, or of a milestone a date.
    THEN coalesce(a.low, a.high) IS NOT NULL OR (a.property = 'milestone' AND coalesce(a.valid_from, a.valid_to) IS NOT NULL)
    ELSE a.low IS DISTINCT FROM b.low OR a.high IS DISTINCT FROM b.high OR a.bound IS DISTINCT FROM b.bound
        OR (a.property = 'milestone' AND (a.valid_from IS DISTINCT FROM b.valid_from OR a.valid_to IS DISTINCT FROM b.valid_to))
    END
ORDER BY a.scope <> 'aggregate', a.unit <> 'usd', coalesce(a.high, a.low) DESC NULLS LAST, coalesce(e.name, d.title), a.property, a.term, a.claim_id
