-- How much must a company find outside the network?
-- $entity = openai
SELECT entity_id, gap, mark, pays, is_paid, pays_quantified || ' of ' || pays_legs AS pays_in_dollars,
    paid_quantified || ' of ' || paid_legs AS paid_in_dollars, lens() AS lens
FROM gaps
WHERE $entity::VARCHAR IS NULL OR entity_id = $entity::VARCHAR
ORDER BY gap DESC NULLS LAST, entity_id
