-- What is promised for a date, from when to when it is believed: the first to fall due first.
CREATE TABLE milestone_versions AS
SELECT c.rowid AS place, b.leg_no, coalesce(p.lane_no, l.lane_no) AS lane_no, b.valid_to, b.precision IN ('day', 'about') AS exact,
    coalesce(b.status NOT IN ('delivered', 'withdrawn'), true) AS open, b.known_from, b.known_to
FROM versions AS b
JOIN claims AS c ON c.claim_id = b.claim_id
LEFT JOIN leg_parties AS p ON p.leg_no = b.leg_no
LEFT JOIN lanes AS l ON l.deal_id = b.deal_id
WHERE b.property = 'milestone'
ORDER BY b.valid_to NULLS LAST, b.claim_id;
