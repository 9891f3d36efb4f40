-- What the exposures come to: of each class in all, and of each obligor, holder or parent of the largest rows
WITH there AS MATERIALIZED (
    SELECT *, CASE $by::VARCHAR WHEN 'obligor' THEN obligor_no WHEN 'holder' THEN holder_no WHEN 'parent' THEN obligor_parent_no END AS group_no,
        weight_of(status, standing, $binding::BIGINT, $conditional::BIGINT, $loi::BIGINT, $announced::BIGINT, $rumoured::BIGINT, $paused::BIGINT) AS weight,
        weighed(headline, paid, weight) AS weighted,
        CASE WHEN coalesce($binding, $conditional, $loi, $announced, $rumoured, $paused) IS NOT NULL
            THEN weighed_mark(headline_mark, paid, paid_mark, status, standing, weight) END AS weighted_mark
    FROM exposures_kept($entity::VARCHAR, $side::VARCHAR, $deal::VARCHAR, $only::exposure_class, $words::VARCHAR)
),
units AS (
    SELECT leg_no, coalesce(high, low) AS megawatts
    FROM (
        SELECT * FROM leg_units
        WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (SELECT leg_no FROM there WHERE class = 'capacity')
        QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
    )
    WHERE unit = 'mw'
),
shown AS (
    SELECT group_no FROM there ORDER BY headline DESC NULLS LAST, obligor_no, class, holder_no, leg_no, delivery LIMIT $count::BIGINT
),
sums AS (
    SELECT t.group_no, grouping(t.group_no) AS every_group, t.class, count(*) AS legs, count(t.dollars) AS quantified,
        sum(t.dollars)::BIGINT AS dollars, max(t.mark) AS mark, sum(t.paid)::BIGINT AS paid, max(t.paid_mark) AS paid_mark,
        sum(beyond(t.firm, t.paid))::BIGINT AS firm, max(mark_beyond(t.firm, t.firm_mark, t.paid, t.paid_mark)::mark) AS firm_mark,
        sum(beyond(t.announced, t.firm))::BIGINT AS soft,
        max(mark_beyond(t.announced, t.announced_mark, t.firm, t.firm_mark)::mark) AS soft_mark,
        sum(t.headline)::BIGINT AS ceiling, max(t.headline_mark) AS ceiling_mark, sum(t.weighted)::BIGINT AS weighted,
        max(t.weighted_mark) AS weighted_mark,
        sum(u.megawatts)::BIGINT AS megawatts, count(u.leg_no) AS in_megawatts
    FROM there AS t
    LEFT JOIN units AS u ON u.leg_no = t.leg_no AND t.class = 'capacity'
    GROUP BY GROUPING SETS ((t.class), (t.group_no, t.class))
)
SELECT n.entity_id AS group_id, s.class::VARCHAR AS class, s.legs, s.quantified, s.dollars, s.mark::VARCHAR AS mark,
    s.paid, s.paid_mark::VARCHAR AS paid_mark, s.firm, s.firm_mark::VARCHAR AS firm_mark, s.soft, s.soft_mark::VARCHAR AS soft_mark,
    s.ceiling, s.ceiling_mark::VARCHAR AS ceiling_mark, s.weighted, s.weighted_mark::VARCHAR AS weighted_mark, s.megawatts, s.in_megawatts
FROM sums AS s
LEFT JOIN entity_numbers AS n ON n.entity_no = s.group_no
WHERE s.every_group = 1 OR s.group_no IN (SELECT group_no FROM shown)
ORDER BY n.entity_id NULLS FIRST, s.class
