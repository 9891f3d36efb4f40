-- What is said of size, status and dates: when it is true, since when it is known, and the status believed since that day.
CREATE VIEW timeline AS
SELECT c.valid_from, c.valid_to, c.precision, c.known_on, l.label AS about, t.status, t.standing, c.property, c.term, c.low, c.high, c.bound, c.unit,
    l.deal_id, c.leg_id, l.entity_id, c.claim_id, c.source_id, t.n AS paragraph, c.statement
FROM lane_claims AS t
JOIN claims AS c ON c.rowid = t.place
JOIN lanes AS l ON l.lane_no = t.lane_no
WHERE t.listed AND t.known_on <= as_of()
ORDER BY c.valid_from NULLS LAST, c.known_on, c.claim_id;
