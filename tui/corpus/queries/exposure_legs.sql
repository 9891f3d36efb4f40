-- The legs of one company, of the pair that a leg is between, or of what is lost if a company fails: in every lens
WITH parties AS MATERIALIZED (
    SELECT DISTINCT payer, payee FROM leg_versions WHERE leg_id = $leg::VARCHAR AND known_from <= as_of()
),
chosen AS MATERIALIZED (
    SELECT leg_no FROM exposures_of(CASE WHEN $of::VARCHAR = 'company' THEN $entity::VARCHAR ELSE '' END, NULL)
    UNION
    SELECT x.leg_no FROM exposures_of((SELECT max(payer) FROM parties WHERE $of::VARCHAR = 'pair'), NULL) AS x
    WHERE $of::VARCHAR = 'pair' AND ((x.holder_parent, x.obligor_parent) IN (SELECT payer, payee FROM parties)
        OR (x.obligor_parent, x.holder_parent) IN (SELECT payer, payee FROM parties))
    UNION
    SELECT leg_no FROM leg_numbers WHERE $of::VARCHAR = 'pair' AND leg_id = $leg::VARCHAR
    UNION
    SELECT leg_no FROM exposures_of(CASE WHEN $of::VARCHAR = 'fails' THEN $entity::VARCHAR ELSE '' END, 'obligor')
    UNION
    -- Who else may fail: those of whose equity capital a claim tells.
    SELECT v.leg_no
    FROM exposure_versions AS v
    WHERE $of::VARCHAR = 'fails' AND v.known_from <= as_of() AND v.known_to > as_of() AND v.class IN ('equity', 'credit')
        AND v.obligor_parent IN (SELECT entity_id FROM beliefs_now() WHERE property = 'valuation' AND term = 'equity-capital' AND low > 0)
)
SELECT l.leg_id, l.deal_id, l.payer, l.payee, l.payer_kind::VARCHAR AS payer_kind, l.payee_kind::VARCHAR AS payee_kind,
    l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    l.derived, l.gone, l.in_dollars, l.headline, l.announced, l.firm, l.paid, l.paid_mark,
    l.amount_low, l.amount_high, l.amount_bound::VARCHAR AS amount_bound,
    u.low AS units_low, u.high AS units_high, u.bound::VARCHAR AS units_bound, u.unit::VARCHAR AS units_unit,
    e.newest, e.origins, e.best_tier, l.known_from, l.amount_claim, l.funded_claim, l.status_claim, l.standing_claim
FROM every_leg_now() AS l
JOIN chosen AS c ON c.leg_no = l.leg_no
LEFT JOIN (
    SELECT * FROM marks_now() WHERE leg_no IN (SELECT leg_no FROM chosen)
) AS e ON e.leg_no = l.leg_no
LEFT JOIN (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (SELECT leg_no FROM chosen)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
) AS u ON u.leg_no = l.leg_no
ORDER BY l.leg_id
