-- What has become known since I last looked?
-- $from = 2026-02-03
SELECT v.known_from, v.subject, v.property::VARCHAR AS property, v.term, v.low, v.high, v.unit::VARCHAR AS unit,
    v.status::VARCHAR AS status, c.statement, v.source_id, v.claim_id
FROM versions AS v
JOIN claims AS c ON c.claim_id = v.claim_id
WHERE v.known_from <= as_of() AND ($from::DATE IS NULL OR v.known_from > $from::DATE) AND NOT v.via_deal
ORDER BY v.known_from DESC, v.subject, v.property, v.term, v.claim_id
