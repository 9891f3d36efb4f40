-- Who loses what if whom fails: a row a leg, in dollars or in its own unit
WITH picked AS MATERIALIZED (
    SELECT *
    FROM exposures_kept($entity::VARCHAR, $side::VARCHAR, $deal::VARCHAR, $only::exposure_class, $words::VARCHAR)
    WHERE $other::VARCHAR IS NULL OR $other::VARCHAR IN (holder_parent, obligor_parent)
    ORDER BY headline DESC NULLS LAST, obligor_no, class, holder_no, leg_no, delivery
    LIMIT $count
),
-- All that the holders have at stake, whoever is picked.
held AS (
    SELECT holder_no, class, sum(coalesce(low, 0)) AS low, sum(coalesce(high, 0)) AS high, count(*) - count(high) AS open_ends
    FROM exposures_of(CASE WHEN $side::VARCHAR = 'holder' THEN $entity::VARCHAR END, 'holder')
    WHERE holder_no IN (SELECT holder_no FROM picked)
    GROUP BY holder_no, class
),
pairs AS MATERIALIZED (
    SELECT DISTINCT holder_parent_no, obligor_parent_no FROM picked
),
-- A company is on one side of all its pairs, which are looked up by that side.
companies AS MATERIALIZED (
    SELECT n.entity_no
    FROM entity_numbers AS n
    WHERE n.entity_id IN (SELECT CASE WHEN kind = 'unit' THEN coalesce(parent_id, entity_id) ELSE entity_id END FROM entities WHERE entity_id = $entity::VARCHAR)
),
near AS NOT MATERIALIZED (
    SELECT holder_parent_no, obligor_parent_no, class FROM exposure_versions
    WHERE $entity::VARCHAR IS NULL AND known_from <= as_of() AND known_to > as_of()
    UNION ALL
    SELECT x.holder_parent_no, x.obligor_parent_no, x.class FROM exposure_versions AS x
    WHERE $entity::VARCHAR IS NOT NULL AND x.holder_parent_no IN (FROM companies) AND x.known_from <= as_of() AND x.known_to > as_of()
    UNION ALL
    SELECT x.holder_parent_no, x.obligor_parent_no, x.class FROM exposure_by_obligor AS x
    WHERE $entity::VARCHAR IS NOT NULL AND x.obligor_parent_no IN (FROM companies) AND x.known_from <= as_of() AND x.known_to > as_of()
),
-- The shares that an obligor holds are its holder's to give.
roles AS (
    SELECT p.holder_parent_no, p.obligor_parent_no, bool_or(v.class IN ('equity', 'credit')) AND bool_or(v.class = 'sales') AS dual_role
    FROM near AS v
    JOIN pairs AS p ON p.holder_parent_no = v.holder_parent_no AND p.obligor_parent_no = v.obligor_parent_no
    GROUP BY p.holder_parent_no, p.obligor_parent_no
),
givers AS (
    SELECT DISTINCT p.holder_parent_no, p.obligor_parent_no
    FROM near AS v
    JOIN pairs AS p ON p.holder_parent_no = v.obligor_parent_no AND p.obligor_parent_no = v.holder_parent_no
    WHERE v.class = 'shares'
),
units AS (
    SELECT *
    FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (SELECT leg_no FROM picked)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
),
told AS (
    SELECT * FROM marks_now() WHERE leg_no IN (SELECT leg_no FROM picked)
)
SELECT x.holder_id, x.obligor_id, x.class::VARCHAR AS class, x.what, x.paid, x.paid_mark::VARCHAR AS paid_mark,
    beyond(x.firm, x.paid) AS firm, mark_beyond(x.firm, x.firm_mark::VARCHAR, x.paid, x.paid_mark::VARCHAR) AS firm_mark,
    beyond(x.announced, x.firm) AS soft, mark_beyond(x.announced, x.announced_mark::VARCHAR, x.firm, x.firm_mark::VARCHAR) AS soft_mark,
    x.headline AS ceiling, x.headline_mark::VARCHAR AS ceiling_mark, x.dollars, x.mark::VARCHAR AS mark, x.low, x.high, x.amount_low, x.amount_high,
    x.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    x.status::VARCHAR AS status, x.standing::VARCHAR AS standing, x.derived, x.delivery, x.in_dollars,
    r.dual_role, g.holder_parent_no IS NOT NULL AS pays_in_shares,
    -- Of the holder's dollars in this class, at its least beside the others' most and the other way round.
    CASE WHEN x.dollars IS NULL THEN NULL WHEN h.open_ends > (x.high IS NULL)::INTEGER THEN 0 WHEN h.high = coalesce(x.high, 0) THEN 1
        ELSE coalesce(x.low, 0) / (coalesce(x.low, 0) + h.high - coalesce(x.high, 0)) END::DOUBLE AS share_low,
    CASE WHEN x.dollars IS NULL THEN NULL WHEN x.high IS NULL OR h.low = coalesce(x.low, 0) THEN 1
        ELSE x.high / (x.high + h.low - coalesce(x.low, 0)) END::DOUBLE AS share_high,
    e.origins, e.best_tier, e.newest, x.holder_parent, x.obligor_parent, x.leg_id, x.deal_id,
    x.amount_claim, x.funded_claim, u.claim_id AS units_claim, x.status_claim, x.standing_claim
FROM picked AS x
JOIN held AS h ON h.holder_no = x.holder_no AND h.class = x.class
JOIN roles AS r ON r.holder_parent_no = x.holder_parent_no AND r.obligor_parent_no = x.obligor_parent_no
LEFT JOIN givers AS g ON g.holder_parent_no = x.holder_parent_no AND g.obligor_parent_no = x.obligor_parent_no
LEFT JOIN units AS u ON u.leg_no = x.leg_no
LEFT JOIN told AS e ON e.leg_no = x.leg_no
ORDER BY x.headline DESC NULLS LAST, x.obligor_id, x.class, x.holder_id, x.leg_id, x.delivery
