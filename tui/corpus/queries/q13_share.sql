-- What share of a company's own figure is one deal?
-- $entity = nvidia
WITH figures AS (
    SELECT entity_id, property::VARCHAR || coalesce(' ' || nullif(term, ''), '') AS figure, low, high, known_from, source_id
    FROM beliefs
    WHERE property IN ('revenue', 'valuation') AND unit = 'usd' AND scope = 'single' AND coalesce(low, high) > 0
        AND term IN ('', 'backlog', 'market-value')
)
SELECT f.entity_id, f.figure, coalesce(f.high, f.low)::BIGINT AS figure_dollars, f.known_from AS figure_known, f.source_id,
    l.what, l.dollars, l.mark, round(100 * l.dollars / coalesce(f.high, f.low), 1)::DOUBLE AS percent, l.known_from AS leg_known, l.leg_id
FROM figures AS f
JOIN current_legs AS l ON f.entity_id IN (l.payer, l.payee)
WHERE l.dollars IS NOT NULL AND NOT l.gone AND ($entity::VARCHAR IS NULL OR f.entity_id = $entity::VARCHAR)
ORDER BY f.entity_id, f.figure, l.dollars DESC, l.leg_id
