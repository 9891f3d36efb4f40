-- Where a claim stands: its quotes, each in its paragraph
SELECT e.n, e.quote, p.role::VARCHAR AS role, p.voice, p.voice_on, p.digest,
    c.source_id, s.publisher, s.kind::VARCHAR AS kind, s.known_on, s.known_basis::VARCHAR AS known_basis, s.published_on, s.tier,
    s.translated_from, c.note, c.rank_reason
FROM known AS c
JOIN evidence AS e ON e.claim_id = c.claim_id
JOIN sources AS s ON s.source_id = c.source_id
LEFT JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
WHERE c.claim_id = $claim
ORDER BY e.n, e.quote
