-- What made a number: the claims on the dollars of each leg, what each adds in the lens, and why the others add nothing
WITH asked AS MATERIALIZED (
    SELECT * FROM every_leg_now()
    WHERE $legs::VARCHAR IS NULL
        OR leg_no IN (SELECT leg_no FROM leg_numbers WHERE leg_id IN (SELECT unnest(string_split($legs::VARCHAR, ','))))
),
-- What all legs of the sum have in common: their one payer, their one payee, and who is a party to each.
alike AS MATERIALIZED (
    SELECT list(DISTINCT kind) AS kinds, CASE WHEN count(DISTINCT payer) = 1 THEN any_value(payer) END AS payer,
        CASE WHEN count(DISTINCT payee) = 1 THEN any_value(payee) END AS payee,
        (SELECT coalesce(list(party), []) FROM (
            SELECT party FROM (SELECT DISTINCT leg_no, unnest([payer, payee]) AS party FROM asked)
            GROUP BY party HAVING count(*) = (SELECT count(*) FROM asked))) AS parties
    FROM asked
),
chosen AS MATERIALIZED (
    SELECT *,
        -- The claim that the leg's dollars in this lens come from.
        CASE WHEN dollars IS NULL OR ($payments::BOOLEAN AND NOT in_dollars) THEN NULL
            WHEN lens() = 'paid' AND funded_claim IS NOT NULL THEN funded_claim
            WHEN dollars IN (amount_low, amount_high) THEN amount_claim ELSE funded_claim END AS by_claim
    FROM (
        SELECT * FROM asked
        UNION ALL
        -- Whoever asks for what is gone misses the legs that would be of the sum were they alive.
        SELECT l.* FROM every_leg_now() AS l, alike AS a
        WHERE $gone::BOOLEAN AND l.gone AND list_contains(a.kinds, l.kind)
            AND (a.payer IS NULL OR l.payer = a.payer) AND (a.payee IS NULL OR l.payee = a.payee)
            AND list_has_all([l.payer, l.payee], a.parties) AND l.leg_no NOT IN (SELECT leg_no FROM asked)
    )
),
places AS MATERIALIZED (
    SELECT DISTINCT place FROM mentions WHERE about IN (SELECT unnest([leg_id, deal_id]) FROM chosen)
),
-- What may be behind the legs: claims about them, their deals, or what their parties pay in all.
told AS MATERIALIZED (
    SELECT * FROM known_now() WHERE place IN (FROM places) AND property IN ('amount', 'funded')
    UNION ALL
    SELECT * FROM known_now()
    WHERE property IN ('amount', 'funded') AND scope = 'aggregate' AND (SELECT count(*) FROM chosen) > 1
        AND entity_id IN (SELECT unnest([payer_id, payee_id]) FROM chosen)
),
-- Until when the leg counted for something in this lens, where it no longer does.
former AS (
    SELECT leg_id, max(known_to) AS counted_to, arg_max(value, known_to) AS was, arg_max(mark, known_to) AS was_mark
    FROM (
        SELECT v.leg_id, v.known_to, CASE lens() WHEN 'headline' THEN v.headline WHEN 'announced' THEN v.announced
            WHEN 'firm' THEN v.firm WHEN 'paid' THEN v.paid END AS value,
            CASE lens() WHEN 'headline' THEN v.headline_mark WHEN 'announced' THEN v.announced_mark
            WHEN 'firm' THEN v.firm_mark WHEN 'paid' THEN v.paid_mark END AS mark
        FROM leg_versions AS v
        JOIN chosen AS l ON l.leg_no = v.leg_no AND v.known_to <= as_of()
    )
    WHERE value IS NOT NULL
    GROUP BY leg_id
),
ties AS MATERIALIZED (
    -- Out of a list: few, as the engine then takes them to be.
    SELECT claim_a, relation, claim_b FROM links
    WHERE relation IN ('same_origin', 'corroborates') AND claim_a IN (SELECT unnest(ids) FROM (SELECT list(claim_id) AS ids FROM told))
),
retold AS (
    SELECT l.claim_a AS claim_id, min(CASE l.relation WHEN 'same_origin' THEN 'retells ' ELSE 'says again ' END || b.source_id) AS reason
    FROM ties AS l
    JOIN (SELECT claim_id, source_id FROM known_now() WHERE claim_id IN (SELECT claim_b FROM ties)) AS b ON b.claim_id = l.claim_b
    GROUP BY l.claim_a
),
sized AS (
    SELECT l.leg_id, c.* EXCLUDE (leg_id), 'leg' AS of_what FROM chosen AS l JOIN told AS c ON c.leg_id = l.leg_id
    UNION ALL BY NAME
    SELECT l.leg_id, c.* EXCLUDE (leg_id), 'deal' AS of_what
    FROM (SELECT deal_id, min(leg_id) AS leg_id FROM chosen GROUP BY deal_id) AS l
    JOIN told AS c ON c.deal_id = l.deal_id
    UNION ALL BY NAME
    SELECT l.leg_id, c.* EXCLUDE (leg_id), 'entity' AS of_what
    FROM (SELECT entity_id, term, min(leg_id) AS leg_id FROM (
            SELECT payer_id AS entity_id, 'pays' AS term, leg_id FROM chosen
            UNION ALL SELECT payee_id, 'receives', leg_id FROM chosen) GROUP BY entity_id, term) AS l
    JOIN told AS c ON c.entity_id = l.entity_id AND c.term = l.term AND c.scope = 'aggregate'
),
judged AS (
    SELECT l.leg_id, c.claim_id, c.source_id, c.low, c.high, c.bound, c.scope, c.derived, c.known_on, c.tier,
        CASE WHEN c.claim_id = l.by_claim THEN l.dollars END AS dollars, CASE WHEN c.claim_id = l.by_claim THEN l.mark END AS mark,
        CASE
            WHEN c.claim_id = l.by_claim THEN NULL
            WHEN c.of_what = 'deal' THEN 'of the whole deal'
            WHEN c.of_what = 'entity' OR c.scope = 'aggregate' THEN 'aggregate: in no sum'
            WHEN c.tier > 5 THEN 'a reader comment'
            WHEN c.rank = 'deprecated' THEN concat('deprecated: ', c.rank_reason)
            WHEN c.stance NOT IN ('affirmed', 'reported', 'forecast') THEN concat('said as ', c.stance)
            WHEN c.scope = 'joint' THEN 'joint: one sum for several legs'
            WHEN r.reason IS NOT NULL THEN r.reason
            WHEN c.term <> '' THEN concat('one part: ', c.term)
            WHEN NOT l.in_dollars THEN concat(l.kind, ': has its own column')
            WHEN c.claim_id NOT IN (coalesce(l.amount_claim, ''), coalesce(l.funded_claim, '')) THEN
                concat('overtaken by ', coalesce((SELECT any_value(k.source_id) FROM told AS k
                    WHERE k.claim_id = CASE c.property WHEN 'funded' THEN l.funded_claim ELSE l.amount_claim END), 'another claim'))
            WHEN l.standing IN ('withdrawn', 'denied') THEN concat(l.standing, ': in no lens')
            WHEN l.standing = 'paused' AND lens() = 'announced' THEN 'paused: not in the announced lens'
            WHEN lens() = 'paid' THEN 'not known to be paid'
            WHEN lens() = 'firm' AND coalesce(l.status NOT IN ('binding', 'delivered', 'partly_paid', 'paid'), true) THEN
                concat(coalesce(l.status::VARCHAR, 'no status'), ': not firm')
            WHEN lens() = 'firm' AND c.low IS NULL THEN 'no lower bound'
            WHEN lens() = 'announced' AND l.derived THEN 'derived: headline only'
            WHEN lens() = 'announced' THEN concat(coalesce(l.status::VARCHAR, 'no status'), ': no party has said it')
            ELSE 'another claim gives more' END AS reason, c.of_what,
        c.claim_id IN (coalesce(l.amount_claim, ''), coalesce(l.funded_claim, '')) AS main, c.entity_id, c.term
    FROM sized AS c
    JOIN chosen AS l ON l.leg_id = c.leg_id
    LEFT JOIN retold AS r ON r.claim_id = c.claim_id
    WHERE c.property IN ('amount', 'funded') AND c.unit = 'usd'
    UNION ALL
    SELECT l.leg_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        CASE WHEN l.gone THEN concat(l.standing, ': in no lens') WHEN l.in_dollars THEN 'no amount in dollars'
            ELSE concat(l.kind, ': has its own column') END, 'leg', true, NULL, NULL
    FROM chosen AS l
    WHERE l.leg_id NOT IN (SELECT leg_id FROM sized WHERE property IN ('amount', 'funded') AND unit = 'usd' AND of_what = 'leg')
)
SELECT j.leg_id, l.deal_id, l.payer_id, l.payee_id, l.what, l.status::VARCHAR AS status, l.standing::VARCHAR AS standing,
    j.claim_id, j.source_id, v.n, j.low, j.high, j.bound::VARCHAR AS bound, j.scope::VARCHAR AS scope, j.derived, j.known_on, j.tier,
    l.gone, j.dollars, j.mark, j.reason, CASE WHEN l.dollars IS NULL THEN f.was END AS was, CASE WHEN l.dollars IS NULL THEN f.was_mark END AS was_mark, CASE WHEN l.dollars IS NULL THEN f.counted_to END AS counted_to,
    -- What the claim is about: its leg, the whole deal of it, or what the entity pays or receives in all.
    j.of_what, d.title AS deal, j.entity_id, j.term
FROM judged AS j
JOIN chosen AS l ON l.leg_id = j.leg_id
JOIN deals AS d ON d.deal_id = l.deal_id
LEFT JOIN former AS f ON f.leg_id = j.leg_id
LEFT JOIN (
    SELECT DISTINCT claim_id, n FROM mentions
    WHERE about IN (SELECT coalesce(leg_id, deal_id, entity_id) FROM told) AND claim_id IN (SELECT claim_id FROM told)
) AS v ON v.claim_id = j.claim_id
ORDER BY j.dollars DESC NULLS LAST, j.of_what <> 'leg', NOT j.main, j.known_on DESC NULLS LAST, j.leg_id, j.claim_id
