-- Legs whose bound, status or amount differ between two dates, and the claims that did it
SELECT d.change, d.leg_id, d.deal_id, p.name AS payer, r.name AS payee, d.kind::VARCHAR AS kind, d.what,
    d.status_before::VARCHAR AS status_before, d.standing_before::VARCHAR AS standing_before,
    d.low_before, d.high_before, d.bound_before::VARCHAR AS bound_before,
    d.status_after::VARCHAR AS status_after, d.standing_after::VARCHAR AS standing_after,
    d.low_after, d.high_after, d.bound_after::VARCHAR AS bound_after,
    d.amount_claim, d.status_claim, d.standing_claim, d.known_from,
    (SELECT string_agg(DISTINCT c.source_id, ', ' ORDER BY c.source_id) FROM claims AS c
        WHERE c.claim_id IN (d.amount_claim, d.status_claim, d.standing_claim) AND c.known_on > $from::DATE) AS changed_by
FROM belief_diff($from, $to) AS d
JOIN entities AS p ON p.entity_id = d.payer_id
JOIN entities AS r ON r.entity_id = d.payee_id
ORDER BY CASE d.change WHEN 'vanished' THEN 0 WHEN 'denied' THEN 0 WHEN 'paused' THEN 1 WHEN 'revived' THEN 2 WHEN 'lowered' THEN 3
    WHEN 'weakened' THEN 3 WHEN 'raised' THEN 4 WHEN 'sized' THEN 4 WHEN 'firmed up' THEN 4 WHEN 'clarified' THEN 5
    WHEN 'restated' THEN 6 ELSE 7 END,
    coalesce(d.high_after, d.low_after, d.high_before, d.low_before) DESC NULLS LAST, d.leg_id
