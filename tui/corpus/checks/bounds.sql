-- The bound says which of low and high there are.
WITH said AS (
    SELECT line, bound, unit, low, high, CASE
        WHEN bound IS NULL AND (low IS NOT NULL OR high IS NOT NULL OR unit IS NOT NULL)
            THEN 'low, high or unit is set without a bound'
        WHEN bound IS NOT NULL AND unit IS NULL THEN 'bound ' || bound || ' needs a unit'
        WHEN bound IN ('exact', 'about') AND low IS DISTINCT FROM high THEN 'bound ' || bound || ' needs low and high to be equal'
        WHEN bound IN ('exact', 'about') AND low IS NULL THEN 'bound ' || bound || ' needs low and high'
        WHEN bound IN ('up_to', 'less_than') AND (low IS NOT NULL OR high IS NULL) THEN 'bound ' || bound || ' has high alone'
        WHEN bound IN ('at_least', 'more_than', 'order_of_magnitude') AND (low IS NULL OR high IS NOT NULL)
            THEN 'bound ' || bound || ' has low alone'
        WHEN bound = 'range' AND (low IS NULL OR high IS NULL) THEN 'bound range needs low and high'
        WHEN bound = 'unspecified' AND (low IS NOT NULL OR high IS NOT NULL) THEN 'bound unspecified has neither low nor high'
    END AS message
    FROM claims
)
SELECT 'claims.csv' AS file, line, message FROM said WHERE message IS NOT NULL
