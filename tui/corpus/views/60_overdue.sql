-- Promised dates that have passed on the date of the dial with no claim of delivery, and whether what
-- was promised is still alive.
CREATE VIEW overdue AS
SELECT b.subject, b.leg_id, b.deal_id, b.entity_id, b.term, b.valid_from, b.valid_to, b.precision,
    date_diff('day', b.valid_to, as_of()) AS days_overdue, coalesce(l.standing, h.status, 'live') AS standing, b.claim_id, b.source_id, c.statement
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
LEFT JOIN current_legs AS l ON l.leg_id = b.leg_id
LEFT JOIN beliefs AS h ON h.deal_id = b.deal_id AND h.property = 'standing' AND h.term = ''
WHERE b.property = 'milestone' AND b.valid_to < as_of()
    AND coalesce(b.status, 'announced') NOT IN ('delivered', 'withdrawn')
ORDER BY b.valid_to, b.claim_id;
