-- The dates on which anything became known, with the articles of each
SELECT s.known_on, string_agg(DISTINCT s.source_id, ', ' ORDER BY s.source_id) AS sources,
    bool_or(s.known_basis = 'inferred') AS inferred
FROM sources AS s
WHERE s.known_on <= as_of()
GROUP BY s.known_on
ORDER BY s.known_on
