-- The ladder from one day on which a leg changed to the next: what the legs come to in each lens, how many of how many
-- have dollars there, and the loosest of their bounds.
CREATE TABLE ladder_days AS
WITH changes AS (
    SELECT known_from AS day, (in_dollars AND NOT (gone AND headline IS NULL))::INTEGER AS step, * EXCLUDE (known_from, known_to)
    FROM leg_versions
    UNION ALL
    SELECT known_to, -1, * EXCLUDE (known_from, known_to)
    FROM leg_versions
    WHERE in_dollars AND NOT (gone AND headline IS NULL) AND known_to < DATE '9999-12-31'
),
days AS (
    SELECT day, sum(step) FILTER (WHERE NOT gone) AS legs,
        sum(step * headline)::BIGINT AS headline, sum(step) FILTER (WHERE headline IS NOT NULL) AS headline_quantified,
        sum(step) FILTER (WHERE headline_mark = 'ge') AS headline_ge, sum(step) FILTER (WHERE headline_mark = 'le') AS headline_le,
        sum(step) FILTER (WHERE headline_mark = 'about') AS headline_about,
        sum(step * announced)::BIGINT AS announced, sum(step) FILTER (WHERE announced IS NOT NULL) AS announced_quantified,
        sum(step) FILTER (WHERE announced_mark = 'ge') AS announced_ge, sum(step) FILTER (WHERE announced_mark = 'le') AS announced_le,
        sum(step) FILTER (WHERE announced_mark = 'about') AS announced_about,
        sum(step * firm)::BIGINT AS firm, sum(step) FILTER (WHERE firm IS NOT NULL) AS firm_quantified,
        sum(step) FILTER (WHERE firm_mark = 'ge') AS firm_ge, sum(step) FILTER (WHERE firm_mark = 'le') AS firm_le,
        sum(step) FILTER (WHERE firm_mark = 'about') AS firm_about,
        sum(step * paid)::BIGINT AS paid, sum(step) FILTER (WHERE paid IS NOT NULL) AS paid_quantified,
        sum(step) FILTER (WHERE paid_mark = 'ge') AS paid_ge, sum(step) FILTER (WHERE paid_mark = 'le') AS paid_le,
        sum(step) FILTER (WHERE paid_mark = 'about') AS paid_about
    FROM changes
    GROUP BY day
),
sums AS (
    SELECT day, lead(day, 1, DATE '9999-12-31') OVER w AS next_day, sum(legs) OVER w AS legs,
        sum(headline) OVER w AS headline, sum(headline_quantified) OVER w AS headline_quantified, sum(headline_ge) OVER w AS headline_ge, sum(headline_le) OVER w AS headline_le, sum(headline_about) OVER w AS headline_about,
        sum(announced) OVER w AS announced, sum(announced_quantified) OVER w AS announced_quantified, sum(announced_ge) OVER w AS announced_ge, sum(announced_le) OVER w AS announced_le, sum(announced_about) OVER w AS announced_about,
        sum(firm) OVER w AS firm, sum(firm_quantified) OVER w AS firm_quantified, sum(firm_ge) OVER w AS firm_ge, sum(firm_le) OVER w AS firm_le, sum(firm_about) OVER w AS firm_about,
        sum(paid) OVER w AS paid, sum(paid_quantified) OVER w AS paid_quantified, sum(paid_ge) OVER w AS paid_ge, sum(paid_le) OVER w AS paid_le, sum(paid_about) OVER w AS paid_about
    FROM days
    WINDOW w AS (ORDER BY day)
)
SELECT day AS known_from, next_day AS known_to, coalesce(legs, 0)::BIGINT AS legs,
    CASE WHEN headline_quantified > 0 THEN headline END::BIGINT AS headline, coalesce(headline_quantified, 0)::BIGINT AS headline_quantified,
    CASE WHEN headline_ge > 0 THEN 'ge' WHEN headline_le > 0 THEN 'le' WHEN headline_about > 0 THEN 'about' WHEN headline_quantified > 0 THEN 'exact' END AS headline_mark,
    CASE WHEN announced_quantified > 0 THEN announced END::BIGINT AS announced, coalesce(announced_quantified, 0)::BIGINT AS announced_quantified,
    CASE WHEN announced_ge > 0 THEN 'ge' WHEN announced_le > 0 THEN 'le' WHEN announced_about > 0 THEN 'about' WHEN announced_quantified > 0 THEN 'exact' END AS announced_mark,
    CASE WHEN firm_quantified > 0 THEN firm END::BIGINT AS firm, coalesce(firm_quantified, 0)::BIGINT AS firm_quantified,
    CASE WHEN firm_ge > 0 THEN 'ge' WHEN firm_le > 0 THEN 'le' WHEN firm_about > 0 THEN 'about' WHEN firm_quantified > 0 THEN 'exact' END AS firm_mark,
    CASE WHEN paid_quantified > 0 THEN paid END::BIGINT AS paid, coalesce(paid_quantified, 0)::BIGINT AS paid_quantified,
    CASE WHEN paid_ge > 0 THEN 'ge' WHEN paid_le > 0 THEN 'le' WHEN paid_about > 0 THEN 'about' WHEN paid_quantified > 0 THEN 'exact' END AS paid_mark
FROM sums
ORDER BY day;
