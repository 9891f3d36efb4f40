-- The entity of an id, a name or an alias; case and accents do not count
SELECT entity_id
FROM (
    SELECT entity_id, entity_id AS spelled FROM entities
    UNION ALL SELECT entity_id, name FROM entities
    UNION ALL SELECT entity_id, alias FROM aliases
)
WHERE strip_accents(lower(spelled)) = strip_accents(lower($name))
GROUP BY entity_id
ORDER BY bool_or(spelled = entity_id) DESC, entity_id
