-- The exposures of one class by obligor and status, the largest obligors and all others
WITH there AS MATERIALIZED (
    SELECT obligor_parent_no AS party, dollars, mark, CASE WHEN standing = 'live' THEN coalesce(status::VARCHAR, '') ELSE standing::VARCHAR END AS shown
    FROM exposures_of($entity::VARCHAR, NULL)
    WHERE ($deal::VARCHAR IS NULL OR deal_id = $deal::VARCHAR) AND class = $only::exposure_class
),
largest AS MATERIALIZED (
    SELECT party, row_number() OVER (ORDER BY coalesce(sum(dollars), 0) DESC, count(*) DESC, party) AS place
    FROM there
    GROUP BY party
    QUALIFY place < $most::BIGINT OR count(*) OVER () <= $most::BIGINT
),
bars AS (
    SELECT l.place, l.party, t.shown, sum(t.dollars)::BIGINT AS dollars, max(t.mark) AS mark, count(t.dollars) AS quantified, count(*) AS legs
    FROM there AS t
    LEFT JOIN largest AS l ON l.party = t.party
    GROUP BY l.place, l.party, t.shown
)
SELECT n.entity_id AS obligor, b.place, b.shown, b.dollars, b.mark::VARCHAR AS mark, b.quantified, b.legs,
    (SELECT count(DISTINCT party) FROM there) AS obligors
FROM bars AS b
LEFT JOIN entity_numbers AS n ON n.entity_no = b.party
ORDER BY b.place NULLS LAST, b.shown
