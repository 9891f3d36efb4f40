-- Every leg known, with its dollars in each lens and who tells it; a unit counts as its parent
WITH pairs AS (
    -- Beyond so many payers and payees, those that most is paid between: no search of loops takes more. Numbers go by name.
    SELECT payer_no, payee_no, sum(count(*)) OVER () AS every_leg FROM flows_now()
    GROUP BY payer_no, payee_no
    ORDER BY sum(CASE WHEN in_dollars THEN dollars END) DESC NULLS LAST, payer_no, payee_no
    LIMIT 50000
),
picked AS MATERIALIZED (
    SELECT f.leg_no, p.every_leg FROM flows_now() AS f JOIN pairs AS p ON p.payer_no = f.payer_no AND p.payee_no = f.payee_no
),
last_known AS (
    SELECT max(known_on) AS known_on FROM sources WHERE known_on <= as_of()
),
tellers AS (
    SELECT leg_no, list_sort(list_distinct(list(source_id))) AS told_by
    FROM leg_tellers
    WHERE known_on <= as_of() AND leg_no IN (SELECT leg_no FROM picked)
    GROUP BY leg_no
)
SELECT l.leg_id, l.deal_id, l.payer, l.payee, l.payer_kind::VARCHAR AS payer_kind, l.payee_kind::VARCHAR AS payee_kind,
    l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    l.derived, l.gone, l.in_dollars, l.headline, l.announced, l.firm, l.paid, l.paid_mark,
    l.amount_low, l.amount_high, l.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    t.told_by, e.newest, e.origins, e.best_tier, l.known_from,
    l.amount_claim, u.claim_id AS units_claim, l.status_claim, l.standing_claim, (p.every_leg - (SELECT count(*) FROM picked))::BIGINT AS left_out,
    -- Gone on the last known date of all, and not before.
    l.gone AND l.known_from = (SELECT known_on FROM last_known) AND b.leg_no IS NULL AS vanished
FROM picked AS p
JOIN every_leg_now() AS l ON l.leg_no = p.leg_no
LEFT JOIN tellers AS t ON t.leg_no = l.leg_no
LEFT JOIN (SELECT leg_no FROM leg_versions WHERE gone AND known_to = (SELECT known_on FROM last_known)) AS b ON b.leg_no = l.leg_no
LEFT JOIN (SELECT * FROM marks_now() WHERE leg_no IN (SELECT leg_no FROM picked)) AS e ON e.leg_no = l.leg_no
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (SELECT leg_no FROM picked)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_no = l.leg_no
ORDER BY l.leg_no
