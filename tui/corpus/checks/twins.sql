-- One source says one thing once: a repetition is more evidence.
SELECT 'claims.csv' AS file, line,
    'claim ' || claim_id || ' says what ' || first || ' says: same source, key, bounds, status, stance and voice' AS message
FROM (
    SELECT line, claim_id, first_value(claim_id) OVER (
        PARTITION BY source_id, leg_id, deal_id, entity_id, property, term, object_id, unit, scope,
            low, high, bound, status, stance, speaker, origin
        ORDER BY line
    ) AS first
    FROM claims
    WHERE property <> 'opinion'
)
WHERE claim_id <> first
