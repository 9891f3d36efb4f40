-- How much stands behind a leg, from one day of news to the next: origins, claims, the best tier among them.
CREATE TABLE leg_marks AS
WITH days AS (
    SELECT leg_no, known_on, sum(claims) AS claims, min(tier) AS tier, sum(origins) AS origins, min(known_basis) AS newest_basis
    FROM (
        SELECT leg_no, known_on, count(*) AS claims, min(tier) AS tier, 0 AS origins, min(known_basis) AS known_basis
        FROM leg_tellers GROUP BY leg_no, known_on
        UNION ALL
        SELECT leg_no, min(known_on), 0, NULL, 1, NULL FROM leg_tellers GROUP BY leg_no, first_publisher
    )
    GROUP BY leg_no, known_on
)
SELECT leg_no, known_on AS known_from, lead(known_on, 1, DATE '9999-12-31') OVER w AS known_to,
    (sum(origins) OVER w)::BIGINT AS origins, min(tier) OVER w AS best_tier, (sum(claims) OVER w)::BIGINT AS claims,
    -- Inferred where every article of the newest day has no date of its own.
    newest_basis
FROM days
WINDOW w AS (PARTITION BY leg_no ORDER BY known_on)
ORDER BY roundness(known_from, known_to) DESC, round_day(known_from, known_to), known_from, leg_no;
