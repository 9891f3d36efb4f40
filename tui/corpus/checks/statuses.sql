-- A status stands only where it has meaning, and is of the property's own kind.
WITH said AS (
    SELECT line, CASE
        WHEN property IN ('status', 'standing') AND status IS NULL THEN 'property ' || property || ' needs a status'
        WHEN property NOT IN ('status', 'standing', 'milestone') AND status IS NOT NULL
            THEN 'property ' || property || ' has no status, here ' || status
        WHEN property = 'status' AND status IN ('live', 'paused', 'withdrawn', 'denied')
            THEN status || ' is a standing: its property is standing'
        WHEN property = 'standing' AND status NOT IN ('live', 'paused', 'withdrawn', 'denied')
            THEN status || ' is no standing: its property is status'
        WHEN property = 'milestone' AND status NOT IN ('delivered', 'withdrawn')
            THEN 'a milestone is delivered or withdrawn, not ' || status
    END AS message
    FROM claims
)
SELECT 'claims.csv' AS file, line, message FROM said WHERE message IS NOT NULL
