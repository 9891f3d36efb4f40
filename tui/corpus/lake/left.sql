-- A claim does not go while something that stays in the lake refers to it.
WITH leaving AS (
    SELECT claim_id FROM gone_claims ANTI JOIN new_claims USING (claim_id)
)
SELECT 'claims.csv' AS file, 1 AS line,
    'claim ''' || l.claim_b || ''' is gone, but claim ''' || l.claim_a || ''' in the lake is linked to it' AS message
FROM lake.main.links AS l
JOIN leaving ON leaving.claim_id = l.claim_b
ANTI JOIN gone_links AS g ON g.claim_a = l.claim_a AND g.relation = l.relation AND g.claim_b = l.claim_b
UNION ALL
SELECT 'claims.csv', 1,
    'claim ''' || d.relation_claim || ''' is gone, but deal ''' || d.deal_id || ''' in the lake refers to it'
FROM lake.main.deals AS d
JOIN leaving ON leaving.claim_id = d.relation_claim
ANTI JOIN gone_deals AS g ON g.deal_id = d.deal_id
