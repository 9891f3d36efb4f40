-- Claims of different voices about one thing: whether both can hold, or how they differ. Of a thing that everybody
-- speaks of a claim is held against the 50 claims before it, and those that plainly agree are listed up to the day on
-- which the first 20,000 claims are known: of all, they would be millions.
CREATE TABLE conflict_pairs AS
WITH listed AS (
    SELECT coalesce(min(known_on), DATE '9999-12-31') AS until
    FROM (SELECT known_on FROM claims ORDER BY known_on LIMIT 1 OFFSET 20000)
),
voiced AS (
    SELECT c.claim_id, c.known_on, c.property, c.term, c.unit, c.scope, c.object_id, c.stance, c.status, c.valid_from, c.valid_to,
        coalesce(c.leg_id, c.deal_id, c.entity_id) AS about,
        coalesce(c.origin, s.publisher) || coalesce(' · ' || c.speaker, '') AS voice,
        CASE WHEN bound = 'about' THEN low * 0.9 ELSE coalesce(low, 0) END AS floor,
        CASE WHEN bound = 'about' THEN high * 1.1 ELSE coalesce(high, 1e18) END AS ceiling
    FROM claims AS c
    JOIN sources AS s ON s.source_id = c.source_id
    WHERE rank <> 'deprecated' AND c.tier <= 5 AND property <> 'opinion'
        AND (stance = 'negated' OR (stance IN ('affirmed', 'reported', 'forecast') AND claim_id NOT IN (
            SELECT claim_a FROM links WHERE relation IN ('same_origin', 'corroborates'))))
),
placed AS (
    SELECT *, row_number() OVER (thing ORDER BY known_on, claim_id) AS nth
    FROM voiced
    WINDOW thing AS (PARTITION BY about, property, term)
    -- That one has to do with this and with that is no difference; that it has not, is.
    QUALIFY property <> 'relation' OR bool_or(stance = 'negated') OVER thing OR known_on < (SELECT until FROM listed)
),
pairs AS (
    SELECT a.claim_id AS earlier, b.claim_id AS later, a.about, a.property, a.term,
        a.voice AS earlier_voice, b.voice AS later_voice,
        greatest(a.known_on, b.known_on) AS known_from,
        CASE
            WHEN a.unit IS DISTINCT FROM b.unit OR a.scope <> b.scope THEN 'not_comparable'
            WHEN a.property IN ('milestone', 'price_move') AND a.valid_from IS NOT NULL AND b.valid_from IS NOT NULL THEN CASE
                WHEN (a.valid_from <= b.valid_from AND a.valid_to >= b.valid_to) OR (b.valid_from <= a.valid_from AND b.valid_to >= a.valid_to) THEN 'not_comparable'
                WHEN a.valid_from <= b.valid_to AND b.valid_from <= a.valid_to THEN 'compatible' ELSE 'differ' END
            WHEN (a.stance = 'negated') <> (b.stance = 'negated') THEN CASE
                WHEN a.status IS DISTINCT FROM b.status THEN 'compatible'
                WHEN a.object_id IS DISTINCT FROM b.object_id THEN 'not_comparable' ELSE 'differ' END
            WHEN a.property = 'relation' THEN CASE WHEN a.object_id IS NOT DISTINCT FROM b.object_id THEN 'compatible' ELSE 'not_comparable' END
            WHEN a.property IN ('status', 'standing') THEN CASE WHEN a.status IS NOT DISTINCT FROM b.status THEN 'compatible' ELSE 'differ' END
            WHEN a.floor <= b.ceiling AND b.floor <= a.ceiling THEN 'compatible'
            ELSE 'differ' END AS fit,
        EXISTS (SELECT 1 FROM links AS l WHERE l.claim_a = b.claim_id AND l.claim_b = a.claim_id AND l.relation = 'supersedes') AS superseded,
        coalesce(b.valid_from, b.known_on) > coalesce(a.valid_to, a.valid_from, a.known_on) AS moved_on
    FROM placed AS a
    JOIN (SELECT *, unnest([nth // 50, nth // 50 - 1]) AS block FROM placed) AS b
        ON b.about = a.about AND b.property = a.property AND b.term = a.term
        AND b.block = a.nth // 50 AND b.nth > a.nth AND b.nth <= a.nth + 50 AND b.voice <> a.voice
)
SELECT about, property, term, earlier, later, earlier_voice, later_voice, known_from,
    CASE WHEN fit <> 'differ' THEN fit WHEN superseded OR moved_on THEN 'revision' ELSE 'contradiction' END AS verdict
FROM pairs
WHERE fit = 'differ' OR (fit = 'not_comparable' AND property <> 'relation') OR known_from < (SELECT until FROM listed)
ORDER BY known_from, about, property, term, earlier, later;

-- How many pairs cannot both hold, from each day on which there were more.
CREATE TABLE conflict_days AS
SELECT known_from, (sum(count(*)) OVER (ORDER BY known_from))::BIGINT AS conflicts
FROM conflict_pairs
WHERE verdict IN ('contradiction', 'revision')
GROUP BY known_from
ORDER BY known_from;
