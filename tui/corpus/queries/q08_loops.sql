-- Which loops run through a company, and which of their legs is the weakest?
-- $entity = coreweave
WITH through AS (
    SELECT row_number() OVER (ORDER BY length, companies) AS loop, length, companies, smallest
    FROM loops
    WHERE $entity::VARCHAR IS NULL OR list_contains(companies, $entity::VARCHAR)
),
hops AS (
    SELECT loop, companies[i] AS payer_id, companies[1 + i % length] AS payee_id
    FROM through, LATERAL unnest(range(1, length + 1)) AS hop (i)
),
-- Between two companies the firmest leg is what a chain can rely on.
firmest AS (
    SELECT payer, payee, max(status) AS status, arg_max(leg_id, (status, leg_id)) AS leg_id
    FROM current_legs
    WHERE NOT gone AND kind NOT IN ('capacity', 'guarantee') AND standing <> 'paused'
    GROUP BY payer, payee
),
weakest AS (
    SELECT h.loop, arg_min(f.leg_id, (f.status, f.leg_id)) AS leg_id, min(f.status) AS status, count(*) > count(f.leg_id) AS paused
    FROM hops AS h
    LEFT JOIN firmest AS f ON f.payer = h.payer_id AND f.payee = h.payee_id
    GROUP BY h.loop
)
SELECT array_to_string(t.companies, ' > ') AS chain, t.length, t.smallest, w.status::VARCHAR AS weakest_status, w.leg_id AS weakest_leg, w.paused
FROM through AS t
JOIN weakest AS w ON w.loop = t.loop
ORDER BY t.length, t.smallest DESC NULLS LAST, chain
