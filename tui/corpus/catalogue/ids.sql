-- The ids of each kind with what they stand for: as many as asked for, none of a kind that has too many
(SELECT 'entity_id' AS kind, entity_id AS id, name AS stands_for FROM entities ORDER BY entity_id LIMIT $entity_id)
UNION ALL (SELECT 'deal_id', deal_id, title FROM deals ORDER BY deal_id LIMIT $deal_id)
UNION ALL (SELECT 'leg_id', leg_id, payer_id || ' → ' || payee_id || ', ' || what FROM legs ORDER BY leg_id LIMIT $leg_id)
UNION ALL (SELECT 'source_id', source_id, publisher FROM sources ORDER BY source_id LIMIT $source_id)
-- A screen has no room for more; of a day there may be thousands of articles.
UNION ALL (SELECT 'known_on', known_on::VARCHAR, left(string_agg(DISTINCT publisher, ', ' ORDER BY publisher), 200) FROM sources GROUP BY known_on ORDER BY known_on LIMIT $known_on)
ORDER BY kind, id
