-- Is an article reliable, or a retelling?
-- $source = 000
WITH own AS (
    SELECT c.*, EXISTS (SELECT 1 FROM links AS l WHERE l.claim_a = c.claim_id AND l.relation IN ('same_origin', 'corroborates')) AS retold
    FROM known AS c
    WHERE $source::VARCHAR IS NULL OR c.source_id = $source::VARCHAR
)
SELECT o.source_id, s.publisher, s.kind::VARCHAR AS kind, s.tier, s.known_on, s.known_basis::VARCHAR AS known_basis,
    count(*) FILTER (WHERE o.tier <= 5) AS claims,
    count(*) FILTER (WHERE o.tier <= 5 AND o.origin IS NOT NULL) AS from_elsewhere,
    count(*) FILTER (WHERE o.tier <= 5 AND o.retold) AS told_before,
    count(*) FILTER (WHERE o.tier <= 5 AND o.attribution = 'named') AS named_speaker,
    count(*) FILTER (WHERE o.tier <= 5 AND o.attribution = 'unnamed') AS unnamed_speaker,
    count(*) FILTER (WHERE o.tier = 6) AS in_comments,
    list(DISTINCT o.origin ORDER BY o.origin) FILTER (WHERE o.origin IS NOT NULL) AS origins
FROM own AS o
JOIN sources AS s ON s.source_id = o.source_id
GROUP BY o.source_id, s.publisher, s.kind, s.tier, s.known_on, s.known_basis
ORDER BY o.source_id
