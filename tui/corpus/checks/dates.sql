-- Valid dates are in order and as precise as the claim says.
WITH edges AS (
    SELECT line, precision, 'valid_from ' || valid_from || ' does not begin a ' AS what, valid_from AS start
    FROM claims
    UNION ALL
    SELECT line, precision, 'valid_to ' || valid_to || ' does not end a ', valid_to + 1
    FROM claims
),
said AS (
    SELECT line, CASE
        WHEN valid_from > valid_to THEN 'valid_from ' || valid_from || ' is after valid_to ' || valid_to
        WHEN precision = 'none' AND (valid_from IS NOT NULL OR valid_to IS NOT NULL) THEN 'precision none has no valid dates'
        WHEN precision <> 'none' AND valid_from IS NULL AND valid_to IS NULL
            THEN 'precision ' || precision || ' needs valid_from or valid_to'
        WHEN precision = 'day' AND property IN ('milestone', 'price_move') AND valid_from < valid_to
            THEN 'precision day, but the event falls between ' || valid_from || ' and ' || valid_to
    END AS message
    FROM claims
    UNION ALL
    SELECT line, what || precision
    FROM edges
    WHERE (precision = 'month' AND start <> date_trunc('month', start))
        OR (precision = 'quarter' AND start <> date_trunc('quarter', start))
        OR (precision = 'half' AND (start <> date_trunc('month', start) OR month(start) NOT IN (1, 7)))
        OR (precision = 'year' AND start <> date_trunc('year', start))
)
SELECT 'claims.csv' AS file, line, message FROM said WHERE message IS NOT NULL
