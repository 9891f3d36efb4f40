-- What was believed on each key, from when until when, and by which claim: a row a key and belief.
CREATE TABLE versions AS
WITH competing AS (
    SELECT c.leg_id, c.deal_id, c.entity_id, c.property, c.term, c.object_id, c.unit, c.scope, c.claim_id, c.source_id,
        c.low, c.high, c.bound, c.derived, c.status, c.stance, c.valid_from, c.valid_to, c.precision, c.tier, c.rank, c.known_on,
        CASE WHEN c.property = 'opinion' THEN c.claim_id ELSE '' END AS own
    FROM claims AS c
    WHERE c.rank <> 'deprecated'
        AND c.stance IN ('affirmed', 'reported', 'forecast')
        AND c.tier <= 5
        AND NOT EXISTS (
            SELECT 1 FROM links AS l
            WHERE l.claim_a = c.claim_id AND l.relation IN ('same_origin', 'corroborates')
        )
),
-- A deal's status and standing hold for each of its legs.
subjects AS (
    SELECT c.*, g.leg_no, false AS via_deal
    FROM competing AS c
    LEFT JOIN leg_numbers AS g ON g.leg_id = c.leg_id
    UNION ALL BY NAME
    SELECT c.* EXCLUDE (leg_id, deal_id), g.leg_id, NULL AS deal_id, g.leg_no, true AS via_deal
    FROM competing AS c
    JOIN leg_numbers AS g ON g.deal_id = c.deal_id
    WHERE c.property IN ('status', 'standing')
),
-- The best claim of a day stands first of that day.
held AS (
    SELECT *, known_on AS known_from,
        lag(known_on) OVER (key ORDER BY known_on, via_deal, rank = 'preferred' DESC, tier, low NULLS FIRST, claim_id)
            IS DISTINCT FROM known_on AS best,
        coalesce(min(known_on) OVER (key ORDER BY known_on GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING), DATE '9999-12-31') AS known_to
    FROM subjects
    WINDOW key AS (PARTITION BY leg_no, property, deal_id, entity_id, term, object_id, unit, scope, own)
)
SELECT coalesce('leg:' || leg_id, 'deal:' || deal_id, 'entity:' || entity_id) AS subject, leg_id, deal_id, entity_id,
    property, term, object_id, unit, scope, via_deal, claim_id, source_id,
    low, high, bound, derived, status, stance, valid_from, valid_to, precision, tier, known_from, known_to, leg_no
FROM held
WHERE best
ORDER BY property, roundness(known_from, known_to) DESC, round_day(known_from, known_to), known_from, leg_no, claim_id;
