-- The legs of current_legs for what adds them up, in no order: to sort them all takes longer.
CREATE MACRO every_leg_now() AS TABLE
SELECT *,
    CASE lens() WHEN 'headline' THEN headline WHEN 'announced' THEN announced WHEN 'firm' THEN firm WHEN 'paid' THEN paid END AS dollars,
    CASE lens() WHEN 'headline' THEN headline_mark WHEN 'announced' THEN announced_mark
        WHEN 'firm' THEN firm_mark WHEN 'paid' THEN paid_mark END AS mark
FROM leg_versions
WHERE known_from <= as_of() AND known_to > as_of();

-- Every leg known on the date of the dial, with its dollars in the lens and in each of the four.
CREATE VIEW current_legs AS
SELECT * EXCLUDE (leg_no) FROM every_leg_now()
ORDER BY leg_id;
