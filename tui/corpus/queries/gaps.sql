-- What each must find outside the network: cash out less cash in
SELECT g.entity_id, e.name AS entity, g.kind::VARCHAR AS kind, g.gap, g.mark, g.pays, g.pays_mark, g.pays_quantified, g.pays_legs,
    g.is_paid, g.paid_mark, g.paid_quantified, g.paid_legs, g.leg_ids
FROM gaps AS g
JOIN entities AS e ON e.entity_id = g.entity_id
ORDER BY g.gap DESC NULLS LAST, g.entity_id
