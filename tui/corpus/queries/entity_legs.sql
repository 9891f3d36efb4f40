-- The legs that an entity or a unit of it pays or is paid by, as they are believed now, the largest first
WITH family AS (
    SELECT entity_id FROM entities WHERE entity_id = $entity OR (kind = 'unit' AND parent_id = $entity)
)
SELECT l.leg_id, l.deal_id, l.payer_id, l.payee_id, l.payer_id IN (FROM family) AS pays, l.kind::VARCHAR AS kind, l.medium::VARCHAR AS medium,
    l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing, l.gone, l.derived,
    l.amount_low AS low, l.amount_high AS high, l.amount_bound::VARCHAR AS bound, l.dollars, l.mark,
    l.known_from AS changed_on, e.origins, e.best_tier, e.newest, l.amount_claim, l.status_claim, l.standing_claim
FROM current_legs AS l
LEFT JOIN leg_evidence AS e ON e.leg_id = l.leg_id
WHERE l.payer_id IN (FROM family) OR l.payee_id IN (FROM family)
ORDER BY pays DESC, l.gone, l.headline DESC NULLS LAST, l.leg_id
