-- Every leg as it was known on one date, with its dollars in each lens
SELECT v.leg_id, v.deal_id, v.payer_id, v.payee_id, v.payer, v.payee, v.payer_kind::VARCHAR AS payer_kind, v.payee_kind::VARCHAR AS payee_kind,
    v.kind::VARCHAR AS kind, v.medium::VARCHAR AS medium, v.what, v.status::VARCHAR AS status, v.standing::VARCHAR AS standing,
    v.derived, v.gone, v.in_dollars, v.headline, v.announced, v.firm, v.paid,
    v.amount_low, v.amount_high, v.amount_bound::VARCHAR AS amount_bound,
    NULL::BIGINT AS units_low, NULL::BIGINT AS units_high, NULL::VARCHAR AS units_bound, NULL::VARCHAR AS units_unit,
    NULL::VARCHAR[] AS told_by, NULL::DATE AS newest, NULL::INTEGER AS origins, NULL::INTEGER AS best_tier, v.known_from,
    v.amount_claim, v.status_claim, v.standing_claim
FROM leg_versions AS v
WHERE v.known_from <= least($at::DATE, as_of()) AND v.known_to > least($at::DATE, as_of())
ORDER BY v.leg_id
