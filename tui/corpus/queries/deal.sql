-- A deal: its title, how firm it is, what it has to do with another, who tells it
WITH members AS MATERIALIZED (
    -- Out of a list: few, as the engine then takes them to be.
    SELECT unnest(legs) AS leg_no FROM (SELECT list(leg_no) AS legs FROM leg_numbers WHERE deal_id = $deal)
),
spoken AS MATERIALIZED (
    SELECT unnest(places) AS place
    FROM (
        SELECT list(place) AS places FROM lane_claims
        WHERE spoken AND known_on <= as_of() AND lane_no = (SELECT lane_no FROM lanes WHERE deal_id = $deal)
    )
),
own AS (
    SELECT property, any_value(status) AS status FROM beliefs_now() WHERE deal_id = $deal AND property IN ('status', 'standing') AND term = ''
    GROUP BY property
),
-- Without a word on the deal itself, the least firm among its live legs.
least AS (
    SELECT min(status) FILTER (WHERE standing = 'live') AS status, min(standing) AS standing FROM every_leg_now() WHERE leg_no IN (FROM members)
),
told AS (
    SELECT count(DISTINCT c.source_id) AS articles, count(DISTINCT c.first_publisher) AS origins, min(c.tier) AS best_tier,
        count(*) AS claims, min(c.known_on) AS first_on, max(c.known_on) AS newest,
        arg_min(s.known_basis::VARCHAR, (c.known_on, s.source_id)) AS first_basis,
        arg_max(s.known_basis::VARCHAR, (c.known_on, s.source_id)) AS newest_basis,
        list(DISTINCT c.source_id ORDER BY c.source_id) AS told_by
    FROM known_now() AS c
    JOIN sources AS s ON s.source_id = c.source_id
    WHERE c.place IN (FROM spoken)
),
asked AS MATERIALIZED (
    SELECT * FROM deals WHERE deal_id = $deal
)
SELECT d.deal_id, d.title, d.note,
    -- What only a later claim says of the deal is not known yet.
    CASE WHEN d.relation_claim IS NULL OR k.claim_id IS NOT NULL THEN d.relation ELSE 'none' END::VARCHAR AS relation,
    CASE WHEN d.relation_claim IS NULL OR k.claim_id IS NOT NULL THEN d.other_deal_id END AS other_deal_id, o.title AS other_deal,
    k.claim_id AS relation_claim, k.source_id AS relation_source,
    coalesce((SELECT status FROM own WHERE property = 'status'), (SELECT status FROM least))::VARCHAR AS status,
    coalesce((SELECT status FROM own WHERE property = 'standing'), (SELECT standing FROM least), 'live')::VARCHAR AS standing,
    t.articles, t.origins, t.best_tier, t.claims, t.first_on, t.first_basis, t.newest, t.newest_basis, t.told_by
FROM asked AS d
CROSS JOIN told AS t
LEFT JOIN (SELECT * FROM known_now() WHERE claim_id = (SELECT relation_claim FROM asked)) AS k ON k.claim_id = d.relation_claim
LEFT JOIN deals AS o ON o.deal_id = d.other_deal_id AND (d.relation_claim IS NULL OR k.claim_id IS NOT NULL)
WHERE d.deal_id = $deal AND t.claims > 0
ORDER BY d.deal_id
