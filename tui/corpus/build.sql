-- Tables worked out once, after the files are loaded: versions, leg_versions.
-- Rules: a claim competes for a key; the latest day's best claim is the belief until the next.

CREATE TABLE versions AS
WITH competing AS (
    SELECT c.*
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
    SELECT c.*, c.leg_id AS on_leg, c.deal_id AS on_deal, c.entity_id AS on_entity, false AS via_deal
    FROM competing AS c
    UNION ALL BY NAME
    SELECT c.*, g.leg_id AS on_leg, NULL AS on_deal, NULL AS on_entity, true AS via_deal
    FROM competing AS c
    JOIN legs AS g ON g.deal_id = c.deal_id
    WHERE c.property IN ('status', 'standing')
),
keyed AS (
    SELECT *,
        coalesce('leg:' || on_leg, 'deal:' || on_deal, 'entity:' || on_entity) AS subject,
        CASE WHEN property = 'opinion' THEN claim_id ELSE '' END AS own
    FROM subjects
),
best AS (
    SELECT *
    FROM keyed
    QUALIFY row_number() OVER (
        PARTITION BY subject, property, term, object_id, unit, scope, own, known_on
        ORDER BY via_deal, rank = 'preferred' DESC, tier, low NULLS FIRST, claim_id
    ) = 1
)
SELECT
    subject, on_leg AS leg_id, on_deal AS deal_id, on_entity AS entity_id,
    property, term, object_id, unit, scope, via_deal, claim_id, source_id,
    low, high, bound, derived, status, stance, valid_from, valid_to, precision, tier,
    known_on AS known_from,
    coalesce(
        lead(known_on) OVER (PARTITION BY subject, property, term, object_id, unit, scope, own ORDER BY known_on),
        DATE '9999-12-31'
    ) AS known_to
FROM best
ORDER BY known_to DESC, known_from, subject, property, term, object_id, unit, scope, claim_id;

CREATE TABLE leg_versions AS
WITH parts AS (
    SELECT leg_id, property, claim_id, low, high, bound, derived, status, known_from, known_to
    FROM versions
    WHERE leg_id IS NOT NULL
        AND (property IN ('status', 'standing')
            OR (property IN ('amount', 'funded') AND unit = 'usd' AND scope = 'single' AND term = ''))
),
-- A leg is there from its first competing claim of any property.
first_known AS (
    SELECT leg_id, min(known_from) AS known_from FROM versions WHERE leg_id IS NOT NULL GROUP BY leg_id
),
turns AS (
    SELECT leg_id, known_from FROM parts
    UNION
    SELECT leg_id, known_from FROM first_known
),
spans AS (
    SELECT leg_id, known_from,
        coalesce(lead(known_from) OVER (PARTITION BY leg_id ORDER BY known_from), DATE '9999-12-31') AS known_to
    FROM turns
),
joined AS (
    SELECT s.leg_id, s.known_from, s.known_to,
        a.low AS amount_low, a.high AS amount_high, a.bound AS amount_bound,
        coalesce(a.derived, false) AS derived, a.claim_id AS amount_claim,
        f.low AS funded_low, f.high AS funded_high, f.bound AS funded_bound, f.claim_id AS funded_claim,
        st.status AS status, st.claim_id AS status_claim,
        coalesce(sd.status, 'live') AS standing, sd.claim_id AS standing_claim
    FROM spans AS s
    LEFT JOIN parts AS a ON a.leg_id = s.leg_id AND a.property = 'amount'
        AND a.known_from <= s.known_from AND a.known_to > s.known_from
    LEFT JOIN parts AS f ON f.leg_id = s.leg_id AND f.property = 'funded'
        AND f.known_from <= s.known_from AND f.known_to > s.known_from
    LEFT JOIN parts AS st ON st.leg_id = s.leg_id AND st.property = 'status'
        AND st.known_from <= s.known_from AND st.known_to > s.known_from
    LEFT JOIN parts AS sd ON sd.leg_id = s.leg_id AND sd.property = 'standing'
        AND sd.known_from <= s.known_from AND sd.known_to > s.known_from
),
-- What each lens would count by itself.
own AS (
    SELECT *,
        CASE WHEN standing IN ('live', 'paused') THEN coalesce(amount_high, amount_low) END AS own_headline,
        CASE WHEN standing = 'live' AND status IN ('announced', 'loi', 'conditional', 'binding', 'delivered', 'partly_paid', 'paid')
            AND NOT derived THEN coalesce(amount_high, amount_low) END AS own_announced,
        CASE WHEN standing IN ('live', 'paused') AND status IN ('binding', 'delivered', 'partly_paid', 'paid')
            THEN amount_low END AS own_firm,
        CASE WHEN standing <> 'denied'
            THEN coalesce(funded_low, CASE WHEN status = 'paid' THEN amount_low END) END AS own_paid
    FROM joined
),
-- Each rung is at least the rung below it, so totals cannot rise from headline to paid.
rungs AS (
    SELECT *,
        own_paid AS paid,
        greatest(own_firm, own_paid) AS firm,
        greatest(own_announced, own_firm, own_paid) AS announced,
        greatest(own_headline, own_announced, own_firm, own_paid) AS headline,
        -- A bound that prints: ge stands in for a missing high, le for a missing low, about as printed.
        CASE WHEN amount_high IS NULL THEN 'ge' WHEN amount_low IS NULL OR amount_low < amount_high THEN 'le'
            WHEN amount_bound = 'about' THEN 'about' ELSE 'exact' END AS amount_upper,
        CASE WHEN amount_high IS NULL OR amount_low < amount_high THEN 'ge'
            WHEN amount_bound = 'about' THEN 'about' ELSE 'exact' END AS amount_lower,
        CASE WHEN funded_low IS NULL THEN amount_lower WHEN funded_high IS NULL OR funded_low < funded_high THEN 'ge'
            WHEN funded_bound = 'about' THEN 'about' ELSE 'exact' END AS funded_lower
    FROM own
),
marks AS (
    SELECT *,
        CASE WHEN paid IS NOT NULL THEN funded_lower END AS paid_mark,
        CASE WHEN firm = own_firm THEN amount_lower ELSE paid_mark END AS firm_mark,
        CASE WHEN announced = own_announced THEN amount_upper ELSE firm_mark END AS announced_mark,
        CASE WHEN headline = own_headline THEN amount_upper ELSE announced_mark END AS headline_mark
    FROM rungs
)
SELECT
    m.leg_id, g.deal_id, g.payer_id, g.payee_id, g.kind, g.medium, g.what,
    m.known_from, m.known_to, m.status, m.standing, m.derived,
    m.amount_low::BIGINT AS amount_low, m.amount_high::BIGINT AS amount_high, m.amount_bound,
    m.funded_low::BIGINT AS funded_low, m.funded_high::BIGINT AS funded_high, m.funded_bound,
    m.headline::BIGINT AS headline, m.announced::BIGINT AS announced, m.firm::BIGINT AS firm, m.paid::BIGINT AS paid,
    m.headline_mark, m.announced_mark, m.firm_mark, m.paid_mark,
    -- Kinds that are dollars between two parties; the others have columns of their own.
    g.kind IN ('equity', 'debt', 'purchase', 'lease', 'cloud_credit') AS in_dollars,
    -- Gone without a dollar having moved: in no sum, no coverage, no loop.
    m.standing = 'denied' OR (m.standing = 'withdrawn' AND coalesce(m.paid, 0) = 0
        AND coalesce(m.status NOT IN ('partly_paid', 'paid'), true)) AS gone,
    m.amount_claim, m.funded_claim, m.status_claim, m.standing_claim,
    -- In a network a unit counts as its parent company.
    CASE WHEN p.kind = 'unit' THEN coalesce(p.parent_id, p.entity_id) ELSE p.entity_id END AS payer,
    CASE WHEN r.kind = 'unit' THEN coalesce(r.parent_id, r.entity_id) ELSE r.entity_id END AS payee,
    CASE WHEN p.kind = 'unit' THEN 'company' ELSE p.kind END AS payer_kind,
    CASE WHEN r.kind = 'unit' THEN 'company' ELSE r.kind END AS payee_kind
FROM marks AS m
JOIN legs AS g ON g.leg_id = m.leg_id
JOIN entities AS p ON p.entity_id = g.payer_id
JOIN entities AS r ON r.entity_id = g.payee_id
ORDER BY m.known_to DESC, m.known_from, m.leg_id;

-- What a leg is counted in beside dollars: gigawatts, shares, a count.
CREATE TABLE leg_units AS
SELECT leg_id, property, term, unit, low, high, bound, claim_id, known_from, known_to
FROM versions
WHERE leg_id IS NOT NULL AND property IN ('stake', 'capacity', 'units') AND scope = 'single'
ORDER BY known_to DESC, known_from, leg_id, property, term, unit, claim_id;

-- Who tells of a leg, from when on: a row a claim of the leg, or of its deal's status or standing.
CREATE TABLE leg_tellers AS
WITH told AS (
    SELECT c.*, coalesce(c.origin, s.publisher) AS first_publisher
    FROM claims AS c
    JOIN sources AS s ON s.source_id = c.source_id
    WHERE c.tier <= 5 AND c.rank <> 'deprecated'
)
SELECT t.leg_id, t.claim_id, t.source_id, t.first_publisher, t.tier, t.known_on
FROM told AS t
WHERE t.leg_id IS NOT NULL
UNION ALL
SELECT g.leg_id, t.claim_id, t.source_id, t.first_publisher, t.tier, t.known_on
FROM told AS t
JOIN legs AS g ON g.deal_id = t.deal_id
WHERE t.property IN ('status', 'standing')
ORDER BY ALL;

-- A text as a search compares it; tui/corpus/fold.py says the same in Python.
CREATE MACRO fold(t) AS translate(lower(strip_accents(t)), '’‘ʼ' || chr(160) || chr(8239), '''''''  ');

-- Every text that can be found, folded once: a search of 100,000 paragraphs has to keep up with typing.
CREATE TABLE texts AS
WITH met AS (
    SELECT entity_id, known_from FROM versions WHERE entity_id IS NOT NULL
    UNION ALL SELECT object_id, known_from FROM versions WHERE object_id IS NOT NULL
    UNION ALL SELECT g.payer_id, v.known_from FROM versions AS v JOIN legs AS g ON g.leg_id = v.leg_id
    UNION ALL SELECT g.payee_id, v.known_from FROM versions AS v JOIN legs AS g ON g.leg_id = v.leg_id
    UNION ALL SELECT g.payer_id, v.known_from FROM versions AS v JOIN legs AS g ON g.deal_id = v.deal_id
    UNION ALL SELECT g.payee_id, v.known_from FROM versions AS v JOIN legs AS g ON g.deal_id = v.deal_id
),
named AS (
    SELECT entity_id, string_agg(DISTINCT alias, ' · ' ORDER BY alias) AS aliases FROM aliases GROUP BY entity_id
),
struck AS (
    SELECT coalesce(v.deal_id, g.deal_id) AS deal_id, min(v.known_from) AS known_from
    FROM versions AS v
    LEFT JOIN legs AS g ON g.leg_id = v.leg_id
    WHERE v.deal_id IS NOT NULL OR v.leg_id IS NOT NULL
    GROUP BY ALL
),
quoted AS (
    SELECT claim_id, min(n) AS n, string_agg(quote, ' · ' ORDER BY n, quote) AS quotes FROM evidence GROUP BY claim_id
),
told AS (
    SELECT 1 AS place, 'entity' AS kind, NULL::VARCHAR AS source_id, NULL::INTEGER AS n, NULL::VARCHAR AS claim_id,
        e.entity_id, NULL::VARCHAR AS deal_id, min(m.known_from) AS known_on,
        any_value(concat_ws(' · ', e.name, e.ticker, a.aliases, e.note)) AS text
    FROM entities AS e
    JOIN met AS m ON m.entity_id = e.entity_id
    LEFT JOIN named AS a ON a.entity_id = e.entity_id
    GROUP BY e.entity_id
    UNION ALL
    SELECT 2, 'deal', NULL, NULL, NULL, NULL, d.deal_id, s.known_from, concat_ws(' · ', d.title, d.note)
    FROM deals AS d
    JOIN struck AS s ON s.deal_id = d.deal_id
    UNION ALL
    SELECT 3, 'claim', c.source_id, q.n, c.claim_id, NULL, NULL, c.known_on, concat_ws(' · ', c.statement, c.speaker, q.quotes)
    FROM claims AS c
    LEFT JOIN quoted AS q ON q.claim_id = c.claim_id
    UNION ALL
    SELECT 4, 'paragraph', p.source_id, p.n, NULL, NULL, NULL,
        -- A comment can be younger than its article.
        CASE WHEN p.role = 'comment' THEN greatest(s.known_on, coalesce(p.voice_on, s.known_on)) ELSE s.known_on END,
        concat_ws(' · ', p.digest, p.voice)
    FROM paragraphs AS p
    JOIN sources AS s ON s.source_id = p.source_id
    WHERE p.role <> 'skipped'
)
SELECT *, fold(text) AS folded,
    row_number() OVER (ORDER BY place, known_on DESC, source_id, n, claim_id, entity_id, deal_id) AS nth
FROM told
ORDER BY nth;

-- Claims of different voices about one thing, and whether both can hold.
CREATE TABLE conflict_pairs AS
WITH voiced AS (
    SELECT c.*, coalesce(c.leg_id, c.deal_id, c.entity_id) AS about,
        coalesce(c.origin, s.publisher) || coalesce(' · ' || c.speaker, '') AS voice,
        CASE WHEN bound = 'about' THEN low * 0.9 ELSE coalesce(low, 0) END AS floor,
        CASE WHEN bound = 'about' THEN high * 1.1 ELSE coalesce(high, 1e18) END AS ceiling
    FROM claims AS c
    JOIN sources AS s ON s.source_id = c.source_id
    WHERE rank <> 'deprecated' AND c.tier <= 5 AND property <> 'opinion'
        AND (stance = 'negated' OR (stance IN ('affirmed', 'reported', 'forecast') AND claim_id NOT IN (
            SELECT claim_a FROM links WHERE relation IN ('same_origin', 'corroborates'))))
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
    FROM voiced AS a
    JOIN voiced AS b ON b.about = a.about AND b.property = a.property AND b.term = a.term
        AND (b.known_on, b.claim_id) > (a.known_on, a.claim_id) AND b.voice <> a.voice
)
SELECT about, property, term, earlier, later, earlier_voice, later_voice, known_from,
    CASE WHEN fit <> 'differ' THEN fit WHEN superseded OR moved_on THEN 'revision' ELSE 'contradiction' END AS verdict
FROM pairs
ORDER BY known_from, about, property, term, earlier, later;
