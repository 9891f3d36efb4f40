-- What each must find outside the network: cash out less cash in
WITH widest AS MATERIALIZED (
    SELECT *
    FROM gap_sums()
    WHERE ($entity::VARCHAR IS NULL OR entity_no = (SELECT entity_no FROM entity_numbers WHERE entity_id = $entity::VARCHAR))
        -- Of the companies those that need something, as far as that can be said.
        AND ($known::BOOLEAN IS NOT TRUE OR (kind = 'company' AND gap > 0 AND mark <> 'unknown'))
    ORDER BY gap DESC NULLS LAST, entity_no
    LIMIT $count::BIGINT
),
-- The legs of a side are listed in the order of their names, which is that of their numbers.
sides AS (
    SELECT entity_no, kind, out, leg_no FROM cash_sides() WHERE entity_no IN (SELECT entity_no FROM widest)
),
named AS (
    SELECT s.entity_no, s.kind, list(m.leg_id ORDER BY s.out DESC, s.leg_no) AS leg_ids
    FROM sides AS s
    JOIN leg_numbers AS m ON m.leg_no = s.leg_no
    GROUP BY s.entity_no, s.kind
)
SELECT n.entity_id, e.name AS entity, g.kind::VARCHAR AS kind, g.gap, g.mark, g.pays, g.pays_mark, g.pays_quantified, g.pays_legs,
    g.is_paid, g.paid_mark, g.paid_quantified, g.paid_legs, l.leg_ids
FROM widest AS g
JOIN entity_numbers AS n ON n.entity_no = g.entity_no
JOIN entities AS e ON e.entity_id = n.entity_id
JOIN named AS l ON l.entity_no = g.entity_no AND l.kind = g.kind
ORDER BY g.gap DESC NULLS LAST, n.entity_id
