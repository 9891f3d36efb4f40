-- Capital loops: every closed chain of legs between companies, the smallest leg first
WITH named AS (
    SELECT map(list(entity_id ORDER BY entity_id), list(name ORDER BY entity_id)) AS names FROM entities
)
SELECT array_to_string(list_transform(l.companies, lambda c: n.names[c]), ' > ') AS chain,
    l.smallest, l.length, l.quantified, l.legs
FROM loops AS l, named AS n
ORDER BY l.smallest DESC NULLS LAST, l.length, l.companies
