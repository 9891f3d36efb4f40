-- How concentrated the exposures of one class are: between which dollars each name lies, by holder, those of the most legs first
WITH there AS MATERIALIZED (
    SELECT holder_parent_no AS holder, obligor_parent_no AS obligor, sum(low)::BIGINT AS low,
        CASE WHEN count(high) = count(*) THEN sum(high)::BIGINT END AS high,
        bool_or(mark = 'about') AS about, count(dollars) AS quantified, count(*) AS legs
    FROM exposures_of($entity::VARCHAR, NULL)
    WHERE ($deal::VARCHAR IS NULL OR deal_id = $deal::VARCHAR) AND class = $only::exposure_class
    GROUP BY holder_parent_no, obligor_parent_no
),
-- By holder what it has at stake with each; of those of whom an aggregate is claimed, by obligor what each sells to it.
sides AS MATERIALIZED (
    SELECT 'holds' AS side, holder AS party, obligor AS name, low, high, about, quantified, legs FROM there
    UNION ALL
    SELECT 'pays', t.obligor, t.holder, t.low, t.high, t.about, t.quantified, t.legs
    FROM there AS t
    JOIN entity_numbers AS n ON n.entity_no = t.obligor
    WHERE $only::VARCHAR = 'sales'
        AND n.entity_id IN (SELECT entity_id FROM beliefs_now() WHERE property = 'amount' AND scope = 'aggregate' AND term = 'pays')
),
listed AS MATERIALIZED (
    SELECT s.side, s.party, n.entity_id, sum(s.quantified)::BIGINT AS quantified, sum(s.legs)::BIGINT AS legs, coalesce(bool_or(s.about), false) AS about
    FROM sides AS s
    JOIN entity_numbers AS n ON n.entity_no = s.party
    GROUP BY s.side, s.party, n.entity_id
    HAVING s.side = 'pays' OR sum(s.legs) > 1
    ORDER BY s.side DESC, sum(s.legs) DESC, n.entity_id
    LIMIT $count
)
SELECT l.side, l.entity_id AS holder, list(s.low ORDER BY s.name) AS lows, list(s.high ORDER BY s.name) AS highs, l.about, l.quantified, l.legs
FROM listed AS l
JOIN sides AS s ON s.side = l.side AND s.party = l.party
GROUP BY l.side, l.entity_id, l.about, l.quantified, l.legs
ORDER BY l.side DESC, l.legs DESC, l.entity_id
