-- The dates so far on which anything became known, with the articles of each
SELECT known_on, string_agg(DISTINCT source_id, ', ' ORDER BY source_id) AS sources, bool_or(known_basis = 'inferred') AS inferred
FROM sources
WHERE known_on <= as_of()
GROUP BY known_on
ORDER BY known_on
