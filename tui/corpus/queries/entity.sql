-- An entity: what it is, its parent, every alias, how much is said of it
WITH named AS (
    SELECT list({'alias': alias, 'language': language} ORDER BY language, alias) AS aliases FROM aliases WHERE entity_id = $entity
),
told AS (
    SELECT count(*) AS claims, count(DISTINCT c.source_id) AS articles, min(c.known_on) AS first_on, max(c.known_on) AS newest
    FROM (SELECT entity_id, object_id, source_id, known_on FROM known_now() WHERE place IN (SELECT place FROM mentions WHERE about = $entity)) AS c
    WHERE c.entity_id = $entity OR c.object_id = $entity
)
SELECT e.entity_id, e.name, e.kind::VARCHAR AS kind, e.ticker, e.parent_id, p.name AS parent, e.note, a.aliases,
    (SELECT list(name ORDER BY name) FROM entities WHERE parent_id = $entity) AS belongings,
    t.claims, t.articles, t.first_on, t.newest
FROM entities AS e
CROSS JOIN named AS a
CROSS JOIN told AS t
LEFT JOIN entities AS p ON p.entity_id = e.parent_id
WHERE e.entity_id = $entity
ORDER BY e.entity_id
