-- How many ids of each kind there are
SELECT 'entity_id' AS kind, count(*) AS ids FROM entities
UNION ALL SELECT 'deal_id', count(*) FROM deals
UNION ALL SELECT 'leg_id', count(*) FROM legs
UNION ALL SELECT 'source_id', count(*) FROM sources
UNION ALL SELECT 'known_on', count(DISTINCT known_on) FROM sources
ORDER BY kind
