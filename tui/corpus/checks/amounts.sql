-- Quantities are not below zero, and low is not above high.
SELECT 'claims.csv' AS file, line, 'low: ' || low || ' is below zero' AS message FROM claims WHERE low < 0
UNION ALL
SELECT 'claims.csv', line, 'high: ' || high || ' is below zero' FROM claims WHERE high < 0
UNION ALL
SELECT 'claims.csv', line, 'low ' || low || ' is above high ' || high FROM claims WHERE low > high
