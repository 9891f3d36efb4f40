-- Capital loops: every closed chain of legs between companies, the smallest leg first
WITH named AS (
    SELECT map(list(entity_id ORDER BY entity_id), list(name ORDER BY entity_id)) AS names FROM entities
)
SELECT array_to_string(list_transform(l.companies, lambda c: n.names[c]), ' > ') AS chain,
    l.smallest, l.length, l.quantified, l.legs
FROM loops AS l, named AS n
-- Through a company, with a leg of a deal.
WHERE ($entity::VARCHAR IS NULL OR list_contains(l.companies, $entity::VARCHAR))
    AND ($deal::VARCHAR IS NULL OR EXISTS (
        SELECT 1 FROM current_legs AS c
        WHERE c.deal_id = $deal::VARCHAR AND NOT c.gone AND c.kind NOT IN ('capacity', 'guarantee')
            AND l.companies[list_position(l.companies, c.payer) % l.length + 1] = c.payee
    ))
ORDER BY l.smallest DESC NULLS LAST, l.length, l.companies
