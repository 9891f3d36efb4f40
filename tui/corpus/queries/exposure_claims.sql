-- What a sum of exposures is made of: a row a leg, the claim that its dollars come from, and what it adds; last what is gone
-- What would be of it were it not withdrawn unpaid or denied, but for what a purchase was to deliver: that is in no dollars.
WITH lost AS NOT MATERIALIZED (
    SELECT g.*
    FROM (
        SELECT leg_no, leg_id, deal_id, what, class_of(kind)::exposure_class AS class, status, standing, derived, in_dollars,
            amount_claim, funded_claim, status_claim, standing_claim, false AS delivery, true AS gone,
            CASE WHEN held_by_payee(kind) THEN payee_id ELSE payer_id END AS holder_id,
            CASE WHEN held_by_payee(kind) THEN payer_id ELSE payee_id END AS obligor_id,
            CASE WHEN held_by_payee(kind) THEN payee ELSE payer END AS holder_parent,
            CASE WHEN held_by_payee(kind) THEN payer ELSE payee END AS obligor_parent
        FROM every_leg_now()
        WHERE gone
    ) AS g
    JOIN entity_numbers AS h ON h.entity_id = g.holder_id
    JOIN entity_numbers AS o ON o.entity_id = g.obligor_id
    WHERE ($entity::VARCHAR IS NULL OR ($side::VARCHAR IS DISTINCT FROM 'obligor' AND $entity::VARCHAR IN (g.holder_id, g.holder_parent))
            OR ($side::VARCHAR IS DISTINCT FROM 'holder' AND $entity::VARCHAR IN (g.obligor_id, g.obligor_parent)))
        AND ($deal::VARCHAR IS NULL OR g.deal_id = $deal::VARCHAR) AND ($only::VARCHAR IS NULL OR g.class = $only::exposure_class)
        AND ($words::VARCHAR IS NULL OR list_bool_and(list_transform(string_split(fold($words::VARCHAR), ' '), lambda word: contains(fold(
            concat_ws(' ', h.name, o.name, g.class, g.what, CASE WHEN g.holder_parent = g.obligor_parent THEN 'inside' END)), word))))
),
there AS MATERIALIZED (
    SELECT leg_no, leg_id, deal_id, delivery, gone, class, what, holder_id, obligor_id, status, standing, derived, headline, headline_mark, paid, paid_mark,
        -- The claim that the dollars of the lens come from, else the one that says most of the leg.
        CASE WHEN dollars IS NULL THEN coalesce(amount_claim, funded_claim, standing_claim, status_claim)
            WHEN lens() = 'paid' AND funded_claim IS NOT NULL THEN funded_claim
            WHEN dollars IN (amount_low, amount_high) THEN amount_claim ELSE coalesce(funded_claim, amount_claim) END AS claim_id,
        CASE WHEN $by::VARCHAR IN ('cell', 'row') AND $only::VARCHAR IS NULL AND NOT in_dollars THEN NULL
            WHEN $part::VARCHAR IS NOT NULL THEN CASE $part::VARCHAR WHEN 'paid' THEN paid WHEN 'firm' THEN beyond(firm, paid)
                WHEN 'soft' THEN beyond(announced, firm) ELSE headline END
            WHEN coalesce($binding, $conditional, $loi, $announced, $rumoured, $paused) IS NULL THEN dollars
            WHEN class IN ('equity', 'credit', 'sales') THEN weighed(headline, paid, weight) END AS adds,
        CASE WHEN $part::VARCHAR IS NOT NULL THEN CASE $part::VARCHAR WHEN 'paid' THEN paid_mark
                WHEN 'firm' THEN mark_beyond(firm, firm_mark, paid, paid_mark)::mark
                WHEN 'soft' THEN mark_beyond(announced, announced_mark, firm, firm_mark)::mark ELSE headline_mark END
            WHEN coalesce($binding, $conditional, $loi, $announced, $rumoured, $paused) IS NULL THEN mark
            WHEN headline IS NOT NULL THEN weighed_mark(headline_mark, paid, paid_mark, status, standing, weight) END AS mark
    FROM (
        SELECT *,
            weight_of(status, standing, $binding::BIGINT, $conditional::BIGINT, $loi::BIGINT, $announced::BIGINT, $rumoured::BIGINT, $paused::BIGINT) AS weight,
            -- In the matrix of one class holders stand by obligors, else payers by payees.
            CASE WHEN $only::VARCHAR IS NOT NULL OR class IN ('equity', 'credit') THEN holder_parent ELSE obligor_parent END AS paying,
            CASE WHEN $only::VARCHAR IS NOT NULL OR class IN ('equity', 'credit') THEN obligor_parent ELSE holder_parent END AS paid_to
        FROM (
            SELECT *, false AS gone FROM exposures_kept($entity::VARCHAR, $side::VARCHAR, $deal::VARCHAR, $only::exposure_class, $words::VARCHAR)
            UNION ALL BY NAME
            FROM lost
        )
    )
    WHERE CASE $by::VARCHAR WHEN 'obligor' THEN obligor_id = $about::VARCHAR WHEN 'holder' THEN holder_id = $about::VARCHAR
        WHEN 'parent' THEN obligor_parent = $about::VARCHAR WHEN 'house' THEN holder_parent = $about::VARCHAR
        -- Of a pair, or of a row of the matrix: without a name they are of whoever is not among the named.
        WHEN 'row' THEN (NOT delivery OR $only::VARCHAR IS NOT NULL)
            AND CASE WHEN $about::VARCHAR IS NULL THEN NOT list_contains(string_split($among::VARCHAR, ','), paying) ELSE paying = $about::VARCHAR END
        WHEN 'cell' THEN (NOT delivery OR $only::VARCHAR IS NOT NULL)
            AND CASE WHEN $about::VARCHAR IS NULL THEN NOT list_contains(string_split($among::VARCHAR, ','), paying) ELSE paying = $about::VARCHAR END
            AND CASE WHEN $other::VARCHAR IS NULL THEN NOT list_contains(string_split($among::VARCHAR, ','), paid_to) ELSE paid_to = $other::VARCHAR END
        WHEN 'dollars' THEN in_dollars
        WHEN 'bar' THEN NOT list_contains(string_split($among::VARCHAR, ','), obligor_parent) ELSE true END
),
whole AS (
    SELECT count(*) FILTER (NOT gone) AS legs, count(*) FILTER (gone) AS legs_gone, count(adds) AS adding, sum(adds)::BIGINT AS total,
        max(CASE WHEN adds IS NOT NULL THEN mark END) AS total_mark
    FROM there
),
page AS MATERIALIZED (
    SELECT * FROM there ORDER BY adds DESC NULLS LAST, gone, leg_no, delivery LIMIT $count::BIGINT OFFSET $skip::BIGINT
)
SELECT p.leg_id, p.deal_id, p.holder_id, p.obligor_id, p.what, p.class::VARCHAR AS class, p.delivery, p.status::VARCHAR AS status,
    p.standing::VARCHAR AS standing, p.claim_id, c.source_id, e.n, c.low, c.high, c.bound::VARCHAR AS bound, c.unit::VARCHAR AS unit, p.derived,
    c.known_on, p.headline, p.headline_mark::VARCHAR AS headline_mark, p.paid, p.paid_mark::VARCHAR AS paid_mark, p.adds, CASE WHEN p.adds IS NOT NULL THEN p.mark::VARCHAR END AS mark, w.total, w.total_mark::VARCHAR AS total_mark, w.adding, w.legs, p.gone, w.legs_gone
FROM page AS p
CROSS JOIN whole AS w
LEFT JOIN (
    SELECT * FROM claims WHERE known_on <= as_of() AND claim_id IN (SELECT claim_id FROM page)
) AS c ON c.claim_id = p.claim_id
LEFT JOIN (
    SELECT claim_id, min(n) AS n FROM evidence WHERE claim_id IN (SELECT claim_id FROM page) GROUP BY claim_id
) AS e ON e.claim_id = p.claim_id
ORDER BY p.adds DESC NULLS LAST, p.gone, p.leg_no, p.delivery
