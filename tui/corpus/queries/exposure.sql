-- Who loses what if whom fails: a row a leg, in dollars or in its own unit
WITH picked AS MATERIALIZED (
    SELECT *
    FROM exposures()
    WHERE ($entity::VARCHAR IS NULL OR $entity::VARCHAR IN (holder_id, obligor_id, holder_parent, obligor_parent))
        AND ($deal::VARCHAR IS NULL OR deal_id = $deal::VARCHAR)
    ORDER BY ceiling DESC NULLS LAST, obligor_id, class, holder_id, leg_id, delivery
    LIMIT $count
),
-- All that the holders have at stake, whoever is picked.
held AS (
    SELECT holder_id, class, sum(coalesce(low, 0)) AS low, sum(coalesce(high, 0)) AS high, count(*) - count(high) AS open_ends
    FROM exposures()
    WHERE holder_id IN (SELECT holder_id FROM picked)
    GROUP BY holder_id, class
),
roles AS (
    SELECT * FROM roles_of_holders() WHERE holder_parent IN (SELECT holder_parent FROM picked)
),
units AS (
    SELECT *
    FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_id IN (SELECT leg_id FROM picked)
    QUALIFY row_number() OVER (PARTITION BY leg_id ORDER BY property, term, unit, claim_id) = 1
),
-- As leg_evidence has it, of these legs alone.
told AS (
    SELECT leg_id, count(DISTINCT first_publisher) AS origins, min(tier) AS best_tier, max(known_on) AS newest
    FROM leg_tellers
    WHERE known_on <= as_of() AND leg_id IN (SELECT leg_id FROM picked)
    GROUP BY leg_id
)
SELECT x.holder_id, x.obligor_id, x.class, x.what, x.paid, x.paid_mark, x.firm, x.firm_mark, x.soft, x.soft_mark, x.ceiling, x.ceiling_mark,
    x.dollars, x.mark, x.low, x.high, x.amount_low, x.amount_high, x.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    x.status::VARCHAR AS status, x.standing::VARCHAR AS standing, x.derived, x.delivery, x.in_dollars, r.dual_role, r.pays_in_shares,
    -- Of the holder's dollars in this class, at its least beside the others' most and the other way round.
    CASE WHEN x.dollars IS NULL THEN NULL WHEN h.open_ends > (x.high IS NULL)::INTEGER THEN 0 WHEN h.high = coalesce(x.high, 0) THEN 1
        ELSE coalesce(x.low, 0) / (coalesce(x.low, 0) + h.high - coalesce(x.high, 0)) END::DOUBLE AS share_low,
    CASE WHEN x.dollars IS NULL THEN NULL WHEN x.high IS NULL OR h.low = coalesce(x.low, 0) THEN 1
        ELSE x.high / (x.high + h.low - coalesce(x.low, 0)) END::DOUBLE AS share_high,
    e.origins, e.best_tier, e.newest, x.holder_parent, x.obligor_parent, x.leg_id, x.deal_id,
    x.amount_claim, x.funded_claim, u.claim_id AS units_claim, x.status_claim, x.standing_claim
FROM picked AS x
JOIN held AS h ON h.holder_id = x.holder_id AND h.class = x.class
JOIN roles AS r ON r.holder_parent = x.holder_parent AND r.obligor_parent = x.obligor_parent
LEFT JOIN units AS u ON u.leg_id = x.leg_id
LEFT JOIN told AS e ON e.leg_id = x.leg_id
ORDER BY x.ceiling DESC NULLS LAST, x.obligor_id, x.class, x.holder_id, x.leg_id, x.delivery
