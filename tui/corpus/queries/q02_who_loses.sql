-- Who loses what if a company fails?
-- $entity = openai
SELECT holder_parent AS holder_id, class, what, paid, firm, soft, ceiling, ceiling_mark AS mark,
    status::VARCHAR AS status, standing, dual_role, pays_in_shares, leg_id
FROM exposure
WHERE NOT delivery AND ($entity::VARCHAR IS NULL OR obligor_parent = $entity::VARCHAR)
ORDER BY class, ceiling DESC NULLS LAST, obligor_id, holder_id, leg_id
