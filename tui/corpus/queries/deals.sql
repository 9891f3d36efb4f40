-- Deals, and what they have to do with each other
SELECT deal_id, title, relation::VARCHAR AS relation, other_deal_id, relation_claim, note
FROM deals
ORDER BY deal_id
