-- Who loses what if whom fails: a row a leg, in dollars or in its own unit
SELECT x.holder_id, h.name AS holder, x.obligor_id, o.name AS obligor,
    CASE WHEN h.kind IN ('company', 'unit') THEN coalesce(h.parent_id, h.entity_id) ELSE h.entity_id END AS holder_parent,
    CASE WHEN o.kind IN ('company', 'unit') THEN coalesce(o.parent_id, o.entity_id) ELSE o.entity_id END AS obligor_parent,
    x.class, x.what, x.delivery, x.leg_id, x.deal_id,
    x.paid, x.paid_mark, x.firm, x.firm_mark, x.soft, x.soft_mark, x.ceiling, x.ceiling_mark, x.dollars, x.mark,
    x.status::VARCHAR AS status, x.standing::VARCHAR AS standing, x.derived, x.in_dollars, x.dual_role, x.pays_in_shares,
    x.share_low, x.share_high, e.origins, e.best_tier, e.newest
FROM exposure AS x
JOIN entities AS h ON h.entity_id = x.holder_id
JOIN entities AS o ON o.entity_id = x.obligor_id
LEFT JOIN leg_evidence AS e ON e.leg_id = x.leg_id
WHERE ($entity = '' OR $entity IN (holder_id, obligor_id, holder_parent, obligor_parent)) AND ($deal = '' OR x.deal_id = $deal)
ORDER BY x.obligor_id, x.class, x.ceiling DESC NULLS LAST, x.holder_id, x.leg_id, x.delivery
