-- How many gigawatts are promised, by whom, and by when?
SELECT coalesce(b.deal_id, g.deal_id) AS deal_id, b.leg_id, b.low / 1000 AS gigawatts_low, b.high / 1000 AS gigawatts_high, b.bound::VARCHAR AS bound,
    s.status::VARCHAR AS status, coalesce(s.standing, h.status::VARCHAR, 'live') AS standing,
    (SELECT min(m.valid_to) FROM beliefs AS m WHERE m.property = 'milestone' AND m.unit = 'mw' AND m.subject = b.subject) AS first_due,
    s.headline AS dollars, b.source_id, b.claim_id
FROM beliefs AS b
LEFT JOIN legs AS g ON g.leg_id = b.leg_id
LEFT JOIN current_legs AS s ON s.leg_id = b.leg_id
LEFT JOIN beliefs AS h ON h.deal_id = b.deal_id AND h.property = 'standing' AND h.term = ''
WHERE b.property = 'capacity' AND b.unit = 'mw' AND b.scope = 'single' AND NOT b.via_deal
ORDER BY coalesce(b.high, b.low) DESC NULLS LAST, b.subject, b.claim_id
