-- Is it cash, credits or shares?
SELECT medium::VARCHAR AS medium, kind::VARCHAR AS kind, count(*) AS legs, count(dollars) AS quantified, sum(dollars)::BIGINT AS dollars,
    list(leg_id ORDER BY leg_id) AS leg_ids
FROM current_legs
WHERE NOT gone
GROUP BY medium, kind
ORDER BY dollars DESC NULLS LAST, medium, kind
