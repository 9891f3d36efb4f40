-- The company that an entity counts as where loops are looked for: a unit is its parent
SELECT entity_id, CASE WHEN kind = 'unit' THEN coalesce(parent_id, entity_id) ELSE entity_id END AS company
FROM entities
WHERE entity_id = $entity::VARCHAR
ORDER BY entity_id
