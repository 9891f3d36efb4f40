-- Where claims of several sources compete for one key, a link tells how each stands to an earlier one.
WITH retold AS (
    SELECT claim_a FROM links WHERE relation IN ('same_origin', 'corroborates')
),
-- A deal's status and standing hold for each of its legs.
subjects AS (
    SELECT *, coalesce('leg:' || leg_id, 'deal:' || deal_id, 'entity:' || entity_id) AS subject FROM claims
    UNION ALL
    SELECT c.*, 'leg:' || g.leg_id
    FROM claims AS c JOIN legs AS g ON g.deal_id = c.deal_id
    WHERE c.property IN ('status', 'standing')
),
keyed AS (
    SELECT *, concat_ws('|', subject, property, term, coalesce(object_id, ''), coalesce(unit::VARCHAR, ''), scope) AS key
    FROM subjects WHERE property <> 'opinion'
),
competing AS (
    SELECT *, first_value(claim_id) OVER w AS first_claim, first_value(source_id) OVER w AS first_source
    FROM keyed
    WHERE rank <> 'deprecated' AND stance IN ('affirmed', 'reported', 'forecast') AND tier <= 5
        AND claim_id NOT IN (SELECT claim_a FROM retold WHERE claim_a IS NOT NULL)
    WINDOW w AS (PARTITION BY key ORDER BY known_on, source_id, claim_id)
),
-- The later of each two that are linked and of one key.
told AS (
    SELECT CASE WHEN (a.known_on, a.source_id) > (b.known_on, b.source_id) THEN a.claim_id ELSE b.claim_id END AS claim_id, a.key
    FROM links AS l
    JOIN keyed AS a ON a.claim_id = l.claim_a
    JOIN keyed AS b ON b.claim_id = l.claim_b AND b.key = a.key AND b.source_id <> a.source_id
)
SELECT DISTINCT 'claims.csv' AS file, line,
    'claim ' || claim_id || ' competes with ' || first_claim || ' for one key, and no link tells how' AS message
FROM competing ANTI JOIN told USING (claim_id, key)
WHERE source_id <> first_source
