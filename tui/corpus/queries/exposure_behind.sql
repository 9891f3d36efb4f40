-- Who is exposed to those that lose if a company fails: the legs of a page of holder, obligor and class
WITH hit AS MATERIALIZED (
    SELECT DISTINCT holder_parent_no AS party FROM exposures_of($entity::VARCHAR, 'obligor')
    WHERE obligor_parent = $entity::VARCHAR AND holder_parent <> $entity::VARCHAR AND NOT delivery
),
behind AS MATERIALIZED (
    SELECT v.leg_no, dense_rank() OVER (ORDER BY
        list_position(['equity', 'credit', 'sales', 'capacity', 'shares'], v.class::VARCHAR), v.holder_parent_no, v.obligor_parent_no) AS place
    FROM exposure_versions AS v
    WHERE v.known_from <= as_of() AND v.known_to > as_of() AND NOT v.delivery AND v.obligor_parent_no IN (SELECT party FROM hit)
        AND v.holder_parent <> $entity::VARCHAR AND v.holder_parent_no <> v.obligor_parent_no
),
page AS MATERIALIZED (
    SELECT leg_no, place, (SELECT max(place) FROM behind) AS every_place FROM behind
    WHERE place > $skip::BIGINT AND ($count::BIGINT IS NULL OR place <= $skip::BIGINT + $count::BIGINT)
)
SELECT l.leg_id, l.deal_id, l.payer, l.payee, l.payer_kind::VARCHAR AS payer_kind, l.payee_kind::VARCHAR AS payee_kind,
    l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    l.derived, l.gone, l.in_dollars, l.headline, l.announced, l.firm, l.paid, l.paid_mark,
    l.amount_low, l.amount_high, l.amount_bound::VARCHAR AS amount_bound, l.known_from,
    l.amount_claim, l.funded_claim, l.status_claim, l.standing_claim, p.every_place
FROM every_leg_now() AS l
JOIN page AS p ON p.leg_no = l.leg_no
ORDER BY p.place, l.leg_id
