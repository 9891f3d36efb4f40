-- What made a sum of gigawatts: the claims on the capacity of each leg, what each adds, and why the others add nothing
WITH chosen AS MATERIALIZED (
    SELECT * FROM every_leg_now()
    WHERE leg_no IN (SELECT leg_no FROM leg_numbers WHERE leg_id IN (SELECT unnest(string_split($legs::VARCHAR, ','))))
),
-- The one unit that a leg is counted in, as the exposures have it.
counted AS MATERIALIZED (
    SELECT * FROM leg_units
    WHERE known_from <= as_of() AND known_to > as_of() AND leg_no IN (SELECT leg_no FROM chosen)
    QUALIFY row_number() OVER (PARTITION BY leg_no ORDER BY property, term, unit, claim_id) = 1
),
places AS MATERIALIZED (
    SELECT DISTINCT place FROM mentions WHERE about IN (SELECT unnest([leg_id, deal_id]) FROM chosen)
),
told AS MATERIALIZED (
    SELECT * FROM known_now() WHERE place IN (FROM places) AND property = 'capacity' AND unit = 'mw'
),
retold AS (
    SELECT l.claim_a AS claim_id, min(CASE l.relation WHEN 'same_origin' THEN 'retells ' ELSE 'says again ' END || b.source_id) AS reason
    FROM links AS l
    JOIN (SELECT claim_id, source_id FROM known_now()) AS b ON b.claim_id = l.claim_b
    WHERE l.relation IN ('same_origin', 'corroborates') AND l.claim_a IN (SELECT claim_id FROM told)
    GROUP BY l.claim_a
),
sized AS (
    SELECT l.leg_id, c.* EXCLUDE (leg_id), 'leg' AS of_what FROM chosen AS l JOIN told AS c ON c.leg_id = l.leg_id
    UNION ALL BY NAME
    SELECT l.leg_id, c.* EXCLUDE (leg_id), 'deal' AS of_what
    FROM (SELECT deal_id, min(leg_id) AS leg_id FROM chosen GROUP BY deal_id) AS l
    JOIN told AS c ON c.deal_id = l.deal_id
),
judged AS (
    SELECT c.leg_id, c.claim_id, c.source_id, c.low, c.high, c.bound, c.scope, c.known_on, c.tier, c.of_what,
        c.claim_id = u.claim_id AS main, CASE WHEN c.claim_id = u.claim_id THEN coalesce(c.high, c.low) END AS megawatts,
        CASE
            WHEN c.claim_id = u.claim_id THEN NULL
            WHEN c.of_what = 'deal' THEN 'of the whole deal'
            WHEN c.scope = 'aggregate' THEN 'aggregate: in no sum'
            WHEN c.tier > 5 THEN 'a reader comment'
            WHEN c.rank = 'deprecated' THEN concat('deprecated: ', c.rank_reason)
            WHEN c.stance NOT IN ('affirmed', 'reported', 'forecast') THEN concat('said as ', c.stance)
            WHEN c.scope = 'joint' THEN 'joint: one sum for several legs'
            WHEN r.reason IS NOT NULL THEN r.reason
            WHEN c.term <> '' THEN concat('one part: ', c.term)
            ELSE 'overtaken by another claim' END AS reason
    FROM sized AS c
    LEFT JOIN counted AS u ON u.leg_id = c.leg_id
    LEFT JOIN retold AS r ON r.claim_id = c.claim_id
    UNION ALL BY NAME
    SELECT leg_id, 'leg' AS of_what, true AS main, 'no amount in GW' AS reason
    FROM chosen
    WHERE leg_id NOT IN (SELECT leg_id FROM sized WHERE of_what = 'leg')
)
SELECT j.leg_id, l.deal_id, l.payer_id, l.payee_id, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    j.claim_id, j.source_id, v.n, j.low, j.high, j.bound::VARCHAR AS bound, j.scope::VARCHAR AS scope, j.known_on, j.tier,
    l.gone, j.megawatts, j.reason, j.of_what, d.title AS deal
FROM judged AS j
JOIN chosen AS l ON l.leg_id = j.leg_id
JOIN deals AS d ON d.deal_id = l.deal_id
LEFT JOIN (
    SELECT DISTINCT claim_id, n FROM mentions
    WHERE about IN (SELECT coalesce(leg_id, deal_id) FROM told) AND claim_id IN (SELECT claim_id FROM told)
) AS v ON v.claim_id = j.claim_id
ORDER BY j.megawatts DESC NULLS LAST, j.of_what <> 'leg', NOT coalesce(j.main, false), j.known_on DESC NULLS LAST, j.leg_id, j.claim_id
