-- The legs known on the date of the dial in numbers, gone or not, with their dollars in the lens: for what adds up many.
CREATE MACRO flows_now() AS TABLE
SELECT *,
    CASE lens() WHEN 'headline' THEN headline WHEN 'announced' THEN announced WHEN 'firm' THEN firm WHEN 'paid' THEN paid END AS dollars,
    CASE lens() WHEN 'headline' THEN headline_mark WHEN 'announced' THEN announced_mark
        WHEN 'firm' THEN firm_mark WHEN 'paid' THEN paid_mark END AS mark
FROM flow_versions
WHERE known_from <= as_of() AND known_to > as_of();
