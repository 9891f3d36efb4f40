-- Every leg known, with its dollars in each lens and who tells it; a unit counts as its parent
SELECT l.leg_id, l.deal_id,
    CASE WHEN p.kind = 'unit' THEN coalesce(p.parent_id, p.entity_id) ELSE p.entity_id END AS payer,
    CASE WHEN r.kind = 'unit' THEN coalesce(r.parent_id, r.entity_id) ELSE r.entity_id END AS payee,
    CASE WHEN p.kind = 'unit' THEN 'company' ELSE p.kind::VARCHAR END AS payer_kind,
    CASE WHEN r.kind = 'unit' THEN 'company' ELSE r.kind::VARCHAR END AS payee_kind,
    l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    l.derived, l.gone, l.in_dollars, l.headline, l.announced, l.firm, l.paid,
    l.amount_low, l.amount_high, l.amount_bound::VARCHAR AS amount_bound, l.dollars, l.mark,
    o.low AS units_low, o.high AS units_high, o.bound::VARCHAR AS units_bound, o.unit::VARCHAR AS units_unit,
    e.told_by, e.newest, e.origins, e.best_tier, l.known_from,
    l.amount_claim, l.status_claim, l.standing_claim
FROM current_legs AS l
JOIN entities AS p ON p.entity_id = l.payer_id
JOIN entities AS r ON r.entity_id = l.payee_id
LEFT JOIN leg_evidence AS e ON e.leg_id = l.leg_id
-- What a leg is counted in where it is not dollars: gigawatts, shares, a count.
LEFT JOIN (
    SELECT leg_id, low, high, bound, unit
    FROM beliefs
    WHERE leg_id IS NOT NULL AND property IN ('stake', 'capacity', 'units') AND scope = 'single'
    QUALIFY row_number() OVER (PARTITION BY leg_id ORDER BY property, term, unit, claim_id) = 1
) AS o ON o.leg_id = l.leg_id
ORDER BY l.leg_id
