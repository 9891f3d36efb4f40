-- How concentrated the exposures of one class are: what an index of each holder is worked out from, those of the most legs first
WITH there AS MATERIALIZED (
    SELECT holder_parent_no AS holder, obligor_parent_no AS obligor, sum(dollars)::BIGINT AS dollars, count(dollars) AS quantified, count(*) AS legs
    FROM exposures_of($entity::VARCHAR, NULL)
    WHERE ($deal::VARCHAR IS NULL OR deal_id = $deal::VARCHAR) AND class = $only::exposure_class
    GROUP BY holder_parent_no, obligor_parent_no
),
-- By holder what it has at stake with each; of those of whom an aggregate is claimed, by obligor what each sells to it.
sides AS (
    SELECT 'holds' AS side, holder AS party, dollars, quantified, legs FROM there
    UNION ALL
    SELECT 'pays', t.obligor, t.dollars, t.quantified, t.legs
    FROM there AS t
    JOIN entity_numbers AS n ON n.entity_no = t.obligor
    WHERE $only::VARCHAR = 'sales'
        AND n.entity_id IN (SELECT entity_id FROM beliefs_now() WHERE property = 'amount' AND scope = 'aggregate' AND term = 'pays')
)
SELECT s.side, n.entity_id AS holder, sum(s.dollars)::BIGINT AS identified, sum(s.dollars::DOUBLE * s.dollars) AS squares,
    max(coalesce(s.dollars, 0)) FILTER (WHERE s.quantified < s.legs) AS widest, sum(s.quantified)::BIGINT AS quantified, sum(s.legs)::BIGINT AS legs
FROM sides AS s
JOIN entity_numbers AS n ON n.entity_no = s.party
GROUP BY s.side, n.entity_id
HAVING s.side = 'pays' OR sum(s.legs) > 1
ORDER BY s.side DESC, sum(s.legs) DESC, n.entity_id
LIMIT $count
