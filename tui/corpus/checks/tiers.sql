-- Publications have tiers 1 to 5, claims 6 besides.
SELECT 'sources.csv' AS file, line, 'tier: ' || tier || ' is not between 1 and 5' AS message
FROM sources WHERE tier NOT BETWEEN 1 AND 5
UNION ALL
SELECT 'claims.csv', line, 'tier: ' || tier || ' is not between 1 and 6'
FROM claims WHERE tier NOT BETWEEN 1 AND 6
