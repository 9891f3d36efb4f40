-- How many paragraphs a source has, by the day from which they can be read: a comment can be younger than its article.
CREATE TABLE source_texts AS
SELECT source_id, CASE WHEN role = 'comment' THEN voice_on END AS known_on, count(*) AS paragraphs,
    count(*) FILTER (WHERE role = 'comment') AS comments, min(n) FILTER (WHERE role <> 'skipped') AS first_n
FROM paragraphs
GROUP BY ALL
ORDER BY source_id, known_on;

-- Whom a source retells, by the day from which its claims are known.
CREATE TABLE source_origins AS
SELECT source_id, origin, known_on, count(*) AS told
FROM claims
WHERE origin IS NOT NULL AND tier <= 5
GROUP BY ALL
ORDER BY source_id, known_on, origin;
