-- Is an article its own or a retelling: how many of its claims it takes from whom, and says again after which article
WITH own AS (
    SELECT * FROM claims WHERE source_id = $source AND tier <= 5 AND known_on <= as_of()
),
taken AS (
    SELECT 'retells' AS how, origin AS whom, claim_id FROM own WHERE origin IS NOT NULL
    UNION
    SELECT CASE l.relation WHEN 'same_origin' THEN 'repeats' ELSE 'says again' END, b.source_id, o.claim_id
    FROM own AS o
    JOIN links AS l ON l.claim_a = o.claim_id AND l.relation IN ('same_origin', 'corroborates')
    JOIN claims AS b ON b.claim_id = l.claim_b AND b.source_id <> o.source_id AND b.known_on <= as_of()
)
SELECT how, whom, count(*) AS claims, (SELECT count(*) FROM own) AS all_claims, count(*) / (SELECT count(*) FROM own) AS share
FROM taken
GROUP BY how, whom
ORDER BY how = 'retells' DESC, claims DESC, how, whom
