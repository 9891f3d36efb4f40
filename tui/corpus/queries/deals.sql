-- Deals, and what they have to do with each other as far as a claim known says so
SELECT d.deal_id, d.title,
    CASE WHEN d.relation_claim IS NULL OR k.claim_id IS NOT NULL THEN d.relation ELSE 'none' END::VARCHAR AS relation,
    CASE WHEN d.relation_claim IS NULL OR k.claim_id IS NOT NULL THEN d.other_deal_id END AS other_deal_id,
    k.claim_id AS relation_claim, d.note
FROM deals AS d
LEFT JOIN known_now() AS k ON k.claim_id = d.relation_claim
ORDER BY d.deal_id
