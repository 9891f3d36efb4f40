-- Entities with the name that screens print
SELECT entity_id, name, kind::VARCHAR AS kind, ticker, parent_id, note
FROM entities
ORDER BY entity_id
