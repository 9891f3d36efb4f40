-- A claim is about exactly one leg, deal or entity.
SELECT 'claims.csv' AS file, line,
    'exactly one of leg_id, deal_id and entity_id must be set, here ' || subjects || ' are' AS message
FROM (
    SELECT line, (leg_id IS NOT NULL)::INTEGER + (deal_id IS NOT NULL)::INTEGER
        + (entity_id IS NOT NULL)::INTEGER AS subjects
    FROM claims
)
WHERE subjects <> 1
