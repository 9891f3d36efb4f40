-- Which of what a company has promised to pay is binding?
-- $entity = openai
SELECT 1 AS part, payer AS payer_id, payee AS payee_id, what, status::VARCHAR AS status, standing,
    paid, nullif(firm - coalesce(paid, 0), 0) AS firm, nullif(announced - coalesce(firm, 0), 0) AS soft,
    headline AS ceiling, leg_id
FROM current_legs
WHERE NOT gone AND ($entity::VARCHAR IS NULL OR payer = $entity::VARCHAR)
UNION ALL
-- What is said to be owed in all: in no sum, and never added to the legs.
SELECT 2, entity_id, NULL, 'all of it, an aggregate', status::VARCHAR, NULL, NULL, NULL, NULL, coalesce(high, low)::BIGINT, NULL
FROM beliefs
WHERE property = 'amount' AND scope = 'aggregate' AND term = 'pays' AND unit = 'usd'
    AND ($entity::VARCHAR IS NULL OR entity_id = $entity::VARCHAR)
ORDER BY part, ceiling DESC NULLS LAST, payer_id, payee_id, leg_id
