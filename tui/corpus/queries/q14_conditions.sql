-- What has to happen before a promise is due?
-- $deal = amd-openai-2025
SELECT coalesce(b.deal_id, g.deal_id) AS deal_id, b.leg_id, b.property::VARCHAR AS property, b.term, b.low, b.high, b.unit::VARCHAR AS unit,
    b.valid_to AS due, date_diff('day', as_of(), b.valid_to) AS days_left, c.statement, b.source_id, b.claim_id
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
LEFT JOIN legs AS g ON g.leg_id = b.leg_id
WHERE b.property IN ('condition', 'milestone') AND coalesce(b.status::VARCHAR, '') <> 'delivered' AND NOT b.via_deal
    AND ($deal::VARCHAR IS NULL OR coalesce(b.deal_id, g.deal_id) = $deal::VARCHAR)
ORDER BY deal_id, b.leg_id, b.valid_to NULLS LAST, b.property, b.term, b.claim_id
