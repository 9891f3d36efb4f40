-- Promised dates without a claim of delivery: those that have passed first, then the next, then those without a date
SELECT b.valid_to < as_of() AS overdue, date_diff('day', as_of(), b.valid_to) AS days,
    b.valid_from, b.valid_to, b.precision::VARCHAR AS precision,
    coalesce(d.title, n.name) AS about, g.what, b.term, b.low, b.high, b.unit::VARCHAR AS unit, b.bound::VARCHAR AS bound,
    l.status::VARCHAR AS status, coalesce(l.standing, h.status, 'live')::VARCHAR AS standing,
    c.known_on, s.known_basis::VARCHAR AS known_basis, b.source_id, (SELECT min(v.n) FROM evidence AS v WHERE v.claim_id = b.claim_id) AS n,
    b.claim_id, b.leg_id, coalesce(b.deal_id, g.deal_id) AS deal_id, b.entity_id,
    b.property::VARCHAR AS property, c.stance::VARCHAR AS stance, c.speaker, c.attribution::VARCHAR AS attribution, c.origin, s.publisher, c.tier,
    c.statement, c.note
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
JOIN sources AS s ON s.source_id = b.source_id
LEFT JOIN legs AS g ON g.leg_id = b.leg_id
LEFT JOIN deals AS d ON d.deal_id = coalesce(b.deal_id, g.deal_id)
LEFT JOIN entities AS n ON n.entity_id = b.entity_id
LEFT JOIN current_legs AS l ON l.leg_id = b.leg_id
LEFT JOIN beliefs AS h ON h.deal_id = b.deal_id AND h.property = 'standing' AND h.term = ''
WHERE b.property = 'milestone' AND coalesce(b.status NOT IN ('delivered', 'withdrawn'), true)
    AND ($overdue::BOOLEAN IS NULL OR coalesce(b.valid_to < as_of(), false) = $overdue::BOOLEAN)
    AND ($deal::VARCHAR IS NULL OR coalesce(b.deal_id, g.deal_id) = $deal::VARCHAR)
    AND ($entity::VARCHAR IS NULL OR b.entity_id = $entity::VARCHAR
        OR coalesce(b.deal_id, g.deal_id) IN (SELECT deal_id FROM legs WHERE $entity::VARCHAR IN (payer_id, payee_id)))
ORDER BY b.valid_to NULLS LAST, b.claim_id
