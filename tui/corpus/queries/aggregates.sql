-- What somebody says of an entity in all: in no sum, beside what its legs identify of it
WITH identified AS (
    SELECT n.entity_id, n.term, sum(l.dollars)::BIGINT AS dollars,
        CASE WHEN bool_or(l.mark = 'ge') THEN 'ge' WHEN bool_or(l.mark = 'le') THEN 'le'
            WHEN bool_or(l.mark = 'about') THEN 'about' WHEN count(l.dollars) > 0 THEN 'exact' END AS mark,
        count(l.dollars) AS quantified, count(*) AS legs, list(l.leg_id ORDER BY l.leg_id) AS leg_ids
    FROM current_legs AS l, LATERAL (VALUES ('pays', l.payer), ('receives', l.payee)) AS n (term, entity_id)
    WHERE l.in_dollars AND NOT l.gone
    GROUP BY n.entity_id, n.term
)
SELECT b.entity_id, e.name AS entity, b.term, b.low, b.high, b.bound::VARCHAR AS bound, b.unit::VARCHAR AS unit,
    i.dollars AS identified, i.mark, coalesce(i.quantified, 0) AS quantified, coalesce(i.legs, 0) AS legs, i.leg_ids,
    b.claim_id, c.source_id, v.n, c.speaker, c.attribution::VARCHAR AS attribution, c.origin, c.statement, b.known_from
FROM beliefs AS b
JOIN entities AS e ON e.entity_id = b.entity_id
JOIN claims AS c ON c.claim_id = b.claim_id
LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence GROUP BY claim_id) AS v ON v.claim_id = c.claim_id
LEFT JOIN identified AS i ON i.entity_id = b.entity_id AND i.term = b.term
WHERE b.property = 'amount' AND b.scope = 'aggregate'
ORDER BY coalesce(b.high, b.low) DESC NULLS LAST, b.entity_id, b.term, b.claim_id
