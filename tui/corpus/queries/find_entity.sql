-- Whom a name means: the entity of this id, else of this name, alias, or words of one; case and accents do not count
WITH spelled AS (
    SELECT entity_id, entity_id AS text, 1 AS nearness FROM entities
    UNION ALL SELECT entity_id, name, 2 FROM entities
    UNION ALL SELECT entity_id, alias, 3 FROM aliases
),
matched AS (
    SELECT entity_id, CASE WHEN fold(text) = fold($name) THEN nearness ELSE 4 END AS nearness
    FROM spelled
    WHERE fold(text) = fold($name) OR (fold($name) <> '' AND contains(concat(' ', fold(text), ' '), concat(' ', fold($name), ' ')))
)
SELECT entity_id, min(nearness) AS nearness
FROM matched
GROUP BY entity_id
QUALIFY min(nearness) = min(min(nearness)) OVER ()
ORDER BY entity_id
