-- What the columns of ids can hold, with what each id stands for
SELECT 'entity_id' AS of_column, entity_id AS id, name AS stands_for FROM entities
UNION ALL SELECT 'deal_id', deal_id, title FROM deals
UNION ALL SELECT 'leg_id', leg_id, payer_id || ' → ' || payee_id || ', ' || what FROM legs
UNION ALL SELECT 'source_id', source_id, publisher FROM sources
UNION ALL SELECT 'known_on', known_on::VARCHAR, string_agg(DISTINCT publisher, ', ' ORDER BY publisher) FROM sources GROUP BY known_on
ORDER BY of_column, id
