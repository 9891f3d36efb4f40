-- A made-up corpus of as many claims as the variable `claims` says; synthetic.py tells its proportions.
-- Each table is named as in schema.sql, after a `made_`; no engine's own hash, so that all make the same.

CREATE OR REPLACE TEMP MACRO low32(x) AS x::UBIGINT & 4294967295;
CREATE OR REPLACE TEMP MACRO stir(x, way) AS low32(xor(x, x >> way) * 2246822519);
-- 32 bits that look random, of a number and of what they are for; the same as a share of 1.
CREATE OR REPLACE TEMP MACRO dice(i, use) AS stir(stir(low32(i * 2654435761 + use * 40503), 15), 13) >> 8;
CREATE OR REPLACE TEMP MACRO share(i, use) AS dice(i, use) / 16777216.0;
CREATE OR REPLACE TEMP MACRO pick(list, i, use) AS list[1 + (dice(i, use) % len(list))::INTEGER];
-- A rank below n: a few come often, most seldom (a power law with exponent 1/2).
CREATE OR REPLACE TEMP MACRO ranked(i, use, n) AS least(floor(n * share(i, use) ** 2), n - 1)::BIGINT;
CREATE OR REPLACE TEMP MACRO syllable(i) AS
    ['ba', 'cor', 'del', 'fi', 'gra', 'hel', 'jo', 'ka', 'lum', 'mo', 'nex', 'or', 'pel', 'qui', 'ro', 'sta', 'tel', 'vi', 'wa', 'zen'][1 + (i % 20)::INTEGER];
CREATE OR REPLACE TEMP MACRO slug(i) AS
    syllable(i) || syllable(i // 20 + 7) || syllable(i // 400 + 3) || CASE WHEN i < 8000 THEN '' ELSE syllable(i // 8000) END;
CREATE OR REPLACE TEMP MACRO word(i, use) AS pick([
    'capacity', 'the campus', 'servers', 'a schedule', 'the board', 'financing', 'the grid', 'chips', 'orders', 'a tranche', 'the lenders', 'revenue',
    'demand', 'the option', 'cooling', 'a ceiling', 'the margin', 'delivery', 'the auditors', 'credit', 'a cession', 'the site', 'the due date', 'turbines'], i, use);
-- As articles print it: in French, of which two in five have an accent.
CREATE OR REPLACE TEMP MACRO printed(i, use) AS pick([
    'la régie', 'l’échéance', 'un accord', 'des puces', 'le conseil', 'une tranche', 'des serveurs', 'un prêt', 'le calendrier', 'la demande', 'leur part', 'un site'], i, use);
CREATE OR REPLACE TEMP MACRO verb(i, use) AS pick([
    'delays', 'counts on', 'doubts', 'pays for', 'renegotiates', 'depends on', 'orders', 'expects', 'publishes', 'shares', 'reviews', 'insures'], i, use);
CREATE OR REPLACE TEMP MACRO sentence(i, use) AS
    word(i, use) || ' ' || verb(i, use + 1) || ' ' || word(i, use + 2) || ' and ' || verb(i, use + 3) || ' ' || word(i, use + 4);

CREATE OR REPLACE TEMP TABLE sizes AS
SELECT n, ceil(n / 91)::BIGINT AS sources, greatest(40, round(7 * sqrt(n)))::BIGINT AS entities, greatest(4, round(n * 0.045))::BIGINT AS deals
FROM (SELECT getvariable('claims')::BIGINT AS n);

-- Of each twenty entities the first ten can pay: eight companies, a unit of the first, a class.
CREATE OR REPLACE TEMP TABLE made_entities AS
SELECT slug(e) AS entity_id,
    upper(slug(e)[1]) || slug(e)[2:] AS name,
    CASE e % 20 WHEN 8 THEN 'unit' WHEN 9 THEN 'class' WHEN 10 THEN 'person' WHEN 11 THEN 'person' WHEN 12 THEN 'outlet' WHEN 13 THEN 'outlet'
        WHEN 14 THEN 'place' WHEN 15 THEN 'programme' WHEN 16 THEN 'idea' ELSE CASE WHEN e % 20 < 8 THEN 'company' ELSE 'product' END END AS kind,
    CASE WHEN e % 20 < 3 THEN upper(slug(e)[1:3]) || e END AS ticker,
    CASE WHEN e % 20 IN (8, 17, 18, 19) THEN slug(e // 20 * 20) END AS parent_id,
    CASE WHEN e % 3 = 0 THEN 'Known for ' || word(e, 1) END AS note,
    e AS nth
FROM range((SELECT entities FROM sizes)) AS r(e)
ORDER BY e;

CREATE OR REPLACE TEMP TABLE made_aliases AS
SELECT alias, language, entity_id
FROM (
    SELECT name AS alias, unnest(['en', 'fr']) AS language, entity_id, nth FROM made_entities
    UNION ALL
    SELECT 'the house of ' || name, 'en', entity_id, nth FROM made_entities
    UNION ALL
    SELECT 'le groupe', 'fr', entity_id, nth FROM made_entities WHERE nth % 3 <> 0
)
ORDER BY nth, alias, language;

-- Known over ten years, in the order of their numbers.
CREATE OR REPLACE TEMP TABLE made_sources AS
SELECT lpad(s::VARCHAR, greatest(3, length((sources - 1)::VARCHAR))::INTEGER, '0') AS source_id,
    'On ' || sentence(s, 3) AS title,
    slug(12 + 20 * ranked(s, 8, greatest(1, entities // 40))) || '.example' AS publisher,
    CASE WHEN share(s, 9) < 0.8 THEN 'Author ' || dice(s, 10) % 5000 END AS author,
    CASE WHEN share(s, 11) < 0.9 THEN 'https://press.example/' || s END AS url,
    pick(['en', 'fr', 'en', 'fr', 'en', 'de'], s, 12) AS language,
    ['filing', 'press_release', 'news', 'news', 'aggregator'][tier] AS kind,
    tier,
    CASE WHEN share(s, 14) < 0.9 THEN known_on - (dice(s, 15) % 2)::INTEGER END AS published_on,
    known_on,
    pick(['stated', 'stated', 'stated', 'inferred'], s, 16) AS known_basis,
    CASE WHEN share(s, 17) < 0.1 THEN 'zh' END AS translated_from,
    sha256('made-up article ' || s) AS sha256,
    NULL::VARCHAR AS note,
    s AS nth
FROM (
    SELECT s, sources, entities, pick([1, 2, 3, 3, 3, 4, 4, 5, 5, 5], s, 13) AS tier, DATE '2016-01-01' + (s * 3650 // sources)::INTEGER AS known_on
    FROM range((SELECT sources FROM sizes)) AS r(s), sizes
)
ORDER BY s;

-- 35 a source: a title, three headings, three skipped, three comments of readers at the end.
CREATE OR REPLACE TEMP TABLE made_paragraphs AS
SELECT source_id, n::INTEGER AS n,
    CASE WHEN n = 1 THEN 'title' WHEN n >= 33 THEN 'comment' WHEN n % 9 = 0 THEN 'skipped' WHEN n % 10 = 2 THEN 'heading' WHEN n % 11 = 3 THEN 'quote' ELSE 'body' END AS role,
    CASE WHEN n >= 33 OR n % 11 = 3 THEN 'Voice ' || dice(nth * 35 + n, 20) % 2000 END AS voice,
    CASE WHEN n >= 33 THEN known_on + (n - 33)::INTEGER * (dice(nth, 21) % 9)::INTEGER END AS voice_on,
    CASE WHEN n < 33 AND n % 9 = 0 THEN '' ELSE 'Here ' || sentence(nth * 35 + n, 22) || CASE WHEN n % 10 = 2 THEN '.'
        ELSE '; ' || sentence(nth * 35 + n, 27) || ', while ' || sentence(nth * 35 + n, 32) || '.' END END AS digest,
    CASE WHEN n < 33 AND n % 9 = 0 THEN 'an advertisement' END AS no_claim
FROM made_sources, range(1, 36) AS r(n)
ORDER BY nth, n;

-- A party is one of the ten in twenty that can pay. A fifth of the deals has its status for all its legs.
CREATE OR REPLACE TEMP TABLE made_deals AS
SELECT a.entity_id || '-' || b.entity_id || '-' || d AS deal_id,
    a.name || '–' || b.name || ' ' || d AS title,
    CASE WHEN d > 0 AND d % 25 = 0 THEN 'separate_from' ELSE 'none' END AS relation,
    NULL::VARCHAR AS other_deal_id, NULL::VARCHAR AS relation_claim,
    CASE WHEN d % 4 = 0 THEN 'About ' || word(d, 42) END AS note,
    d AS nth, a.entity_id AS payer_id, b.entity_id AS payee_id, a.name AS payer, b.name AS payee,
    1 + (share(d, 43) < 0.35)::INTEGER + (share(d, 43) < 0.09)::INTEGER AS legs,
    d % 5 = 4 AS whole
FROM (
    SELECT d, p, CASE WHEN q = p THEN (p + 1) % parties ELSE q END AS q
    FROM (
        SELECT d, entities // 20 * 10 AS parties, ranked(d, 40, entities // 20 * 10) AS p, ranked(d, 41, entities // 20 * 10) AS q
        FROM range((SELECT deals FROM sizes)) AS r(d), sizes
    )
)
JOIN made_entities AS a ON a.nth = p // 10 * 20 + p % 10
JOIN made_entities AS b ON b.nth = q // 10 * 20 + q % 10
ORDER BY d;
UPDATE made_deals SET other_deal_id = (SELECT o.deal_id FROM made_deals AS o WHERE o.nth = made_deals.nth - 1) WHERE relation = 'separate_from';

-- Money one way, its purchase back, and sometimes a third.
CREATE OR REPLACE TEMP TABLE made_legs AS
SELECT deal_id || '.' || kind AS leg_id, deal_id,
    CASE WHEN slot = 1 THEN payee_id ELSE payer_id END AS payer_id,
    CASE WHEN slot = 1 THEN payer_id ELSE payee_id END AS payee_id,
    kind,
    CASE kind WHEN 'warrant' THEN 'shares' WHEN 'capacity' THEN 'in_kind' WHEN 'cloud_credit' THEN 'in_kind' ELSE pick(['cash', 'cash', 'cash', 'mixed'], deal * 3 + slot, 44) END AS medium,
    CASE kind WHEN 'equity' THEN 'equity' WHEN 'purchase' THEN 'machines' ELSE word(deal * 3 + slot, 45) END AS what,
    row_number() OVER (ORDER BY deal, slot) - 1 AS nth, deal, whole, payer, payee
FROM (
    SELECT deal_id, payer_id, payee_id, payer, payee, nth AS deal, slot, whole, CASE slot
        WHEN 0 THEN pick(['equity', 'equity', 'equity', 'equity', 'debt'], nth, 46)
        WHEN 1 THEN pick(['purchase', 'purchase', 'purchase', 'purchase', 'lease'], nth, 47)
        ELSE pick(['cloud_credit', 'warrant', 'capacity', 'guarantee'], nth, 48) END AS kind
    FROM made_deals, range(3) AS r(slot)
    WHERE slot < legs
)
ORDER BY nth;
CREATE OR REPLACE TEMP TABLE lone_legs AS SELECT leg_id, row_number() OVER (ORDER BY nth) - 1 AS which FROM made_legs WHERE NOT whole;
CREATE OR REPLACE TEMP TABLE whole_deals AS SELECT deal_id, row_number() OVER (ORDER BY nth) - 1 AS which FROM made_deals WHERE whole;

-- The 91 places of a source: what each is about, and what of it.
CREATE OR REPLACE TEMP TABLE places AS
SELECT slot, CASE WHEN slot < 17 THEN 'leg' WHEN slot < 32 THEN 'deal' ELSE 'entity' END AS about,
    CASE WHEN slot < 7 THEN 'status' WHEN slot < 10 THEN 'amount' WHEN slot < 12 THEN 'condition' WHEN slot < 14 THEN 'ratio' WHEN slot = 14 THEN 'units'
        WHEN slot = 15 THEN 'milestone' WHEN slot = 16 THEN 'capacity' WHEN slot < 25 THEN 'opinion' WHEN slot < 27 THEN 'status' WHEN slot < 29 THEN 'relation'
        WHEN slot = 29 THEN 'capacity' WHEN slot = 30 THEN 'milestone' WHEN slot = 31 THEN 'standing' WHEN slot < 62 THEN 'relation' WHEN slot < 83 THEN 'opinion'
        WHEN slot = 83 THEN 'milestone' WHEN slot < 86 THEN 'units' WHEN slot = 86 THEN 'ratio' WHEN slot < 90 THEN 'revenue' ELSE 'valuation' END AS property,
    slot BETWEEN 76 AND 82 AS comment, slot IN (88, 89) AS joint
FROM range(91) AS r(slot);

-- Which leg, deal or entity. A first status is told of each leg in turn, over all ten years.
CREATE OR REPLACE TEMP TABLE drawn AS
WITH numbered AS (
    SELECT r.i, s.nth AS source, p.about, p.property, p.comment, p.joint AND (s.nth + 1) * 91 <= z.n AS joint, p.slot, z.sources, z.entities,
        CASE WHEN p.slot < 7 OR p.slot IN (25, 26) THEN row_number() OVER (PARTITION BY p.slot < 7, p.slot IN (25, 26) ORDER BY i) - 1 END AS told,
        (s.nth + 0.3) / z.sources AS so_far
    FROM range((SELECT n FROM sizes)) AS r(i)
    JOIN made_sources AS s ON s.nth = i // 91
    JOIN places AS p ON p.slot = i * 37 % 91
    CROSS JOIN sizes AS z
),
paced AS (
    SELECT *, CASE WHEN told IS NOT NULL THEN
            CASE WHEN slot < 7 THEN (SELECT count(*) FROM lone_legs) ELSE (SELECT count(*) FROM whole_deals) END
            / max(told + 1) OVER (PARTITION BY slot < 7, slot IN (25, 26)) END AS pace
    FROM numbered
)
SELECT i, source, about, property, comment, joint, slot, entities, floor((told + 1) * pace) > floor(told * pace) AS first,
    CASE
        WHEN told IS NOT NULL AND floor((told + 1) * pace) > floor(told * pace) THEN floor(told * pace)::BIGINT
        WHEN told IS NOT NULL THEN ranked(i, 50, greatest(1, floor(told * pace)))
        WHEN about = 'leg' THEN ranked(i, 50, greatest(1, floor((SELECT count(*) FROM made_legs) * so_far)))
        WHEN about = 'deal' THEN ranked(i, 50, greatest(1, floor((SELECT count(*) FROM made_deals) * so_far)))
        WHEN joint THEN (ranked(source, 51, entities // 2) * 2 + slot) % entities
        ELSE ranked(i, 52, entities) END AS which
FROM paced;

CREATE OR REPLACE TEMP TABLE said AS
WITH named AS (
    SELECT d.*, coalesce(l.leg_id, g.leg_id) AS leg_id, coalesce(w.deal_id, m.deal_id) AS deal_id, e.entity_id,
        coalesce(e.name, m.title, g.leg_id, l.leg_id, w.deal_id) AS name
    FROM drawn AS d
    LEFT JOIN lone_legs AS l ON d.slot < 7 AND l.which = d.which
    LEFT JOIN made_legs AS g ON d.about = 'leg' AND d.slot >= 7 AND g.nth = d.which
    LEFT JOIN whole_deals AS w ON d.slot IN (25, 26) AND w.which = d.which
    LEFT JOIN made_deals AS m ON d.about = 'deal' AND d.slot NOT IN (25, 26) AND m.nth = d.which
    LEFT JOIN made_entities AS e ON d.about = 'entity' AND e.nth = d.which
),
termed AS (
    SELECT n.*, CASE n.property
            WHEN 'relation' THEN pick(['supplies', 'customer-of', 'invests-in', 'partner-of', 'depends-on', 'competes-with', 'holds', 'designs', 'offers', 'needs'], i, 53)
            WHEN 'ratio' THEN pick(['recycled', 'margin', 'share-of-demand', 'interest'], i, 53)
            WHEN 'milestone' THEN pick(['first-gw', 'second-gw', 'campus', 'signing'], i, 53)
            WHEN 'condition' THEN pick(['per-gw', 'approval', 'closing'], i, 53)
            WHEN 'units' THEN pick(['ordered', 'installed', 'staff'], i, 53)
            WHEN 'revenue' THEN CASE WHEN joint THEN 'together' ELSE year(s.known_on)::VARCHAR END
            WHEN 'valuation' THEN year(s.known_on)::VARCHAR ELSE '' END AS term,
        CASE WHEN n.property = 'relation' THEN o.entity_id END AS object_id, o.name AS object,
        s.source_id, s.known_on AS source_known_on, s.tier AS source_tier, s.publisher
    FROM named AS n
    JOIN made_sources AS s ON s.nth = n.source
    JOIN made_entities AS o ON o.nth = ranked(n.i, 54, n.entities)
)
-- One source says one thing once: what would repeat it is an opinion.
SELECT * EXCLUDE (property, term, object_id),
    CASE WHEN repeats THEN 'opinion' ELSE property END AS property,
    CASE WHEN repeats THEN '' ELSE term END AS term,
    CASE WHEN repeats THEN NULL ELSE object_id END AS object_id,
    CASE WHEN repeats OR property IN ('opinion', 'relation', 'condition', 'status', 'standing', 'milestone') THEN NULL
        WHEN share(i, 55) < 0.26 THEN 'unspecified' WHEN joint THEN 'exact'
        ELSE pick(['exact', 'exact', 'exact', 'exact', 'exact', 'about', 'about', 'up_to', 'more_than', 'order_of_magnitude', 'order_of_magnitude', 'range'], i, 56) END AS bound
FROM (
    SELECT *, property <> 'opinion' AND row_number() OVER (
        PARTITION BY source, about, which, leg_id, property, term, object_id ORDER BY NOT coalesce(first, false), i) > 1 AS repeats
    FROM termed
);

DROP TABLE drawn;

CREATE OR REPLACE TEMP TABLE made_claims AS
WITH valued AS (
    SELECT *, CASE property WHEN 'ratio' THEN 1 + dice(which, 57) % 99
            ELSE round(10 ** (CASE WHEN property IN ('amount', 'revenue', 'valuation') THEN 7 WHEN property = 'capacity' THEN 1 ELSE 2 END + 3.5 * share(which, 57))
                * pick([1, 1, 1, 1, 0.5, 1.5, 2], i, 58), CASE WHEN property IN ('amount', 'revenue', 'valuation') THEN -6 ELSE -1 END) + 10 END::BIGINT AS amount,
        CASE WHEN property = 'milestone' THEN pick(['day', 'about', 'month', 'quarter', 'half', 'year'], i, 59) WHEN property = 'revenue' THEN 'year' ELSE 'none' END AS precision,
        source_known_on + (dice(i, 60) % 700)::INTEGER - 100 AS due
    FROM said
)
SELECT source_id || '-' || lpad((i % 91 + 1)::VARCHAR, 3, '0') AS claim_id, source_id, leg_id, deal_id, entity_id, property, term, object_id,
    CASE WHEN bound IN ('exact', 'about', 'more_than', 'order_of_magnitude', 'range') THEN amount END AS low,
    CASE WHEN bound IN ('exact', 'about', 'up_to') THEN amount WHEN bound = 'range' THEN amount * 2 END AS high,
    CASE WHEN bound IS NULL THEN NULL WHEN property IN ('amount', 'revenue', 'valuation') THEN 'usd' WHEN property = 'capacity' THEN 'mw'
        WHEN property = 'ratio' THEN 'percent' WHEN term = 'staff' THEN 'count' ELSE 'gpus' END AS unit,
    bound,
    CASE WHEN joint THEN 'joint' ELSE 'single' END AS scope,
    CASE WHEN joint THEN source_id || '-j1' END AS joint_id,
    property = 'amount' AND share(i, 61) < 0.2 AS derived,
    CASE property
        WHEN 'status' THEN pick(['rumoured', 'announced', 'announced', 'loi', 'conditional', 'binding', 'binding', 'delivered', 'delivered', 'partly_paid', 'paid', 'paid'], i, 62)
        WHEN 'standing' THEN pick(['live', 'paused', 'withdrawn', 'denied'], i, 62)
        WHEN 'milestone' THEN CASE WHEN share(i, 62) < 0.3 THEN 'delivered' END END AS status,
    CASE WHEN property = 'opinion' THEN 'opinion' WHEN first THEN 'affirmed'
        ELSE pick(['affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed', 'affirmed',
            'reported', 'forecast', 'negated', 'hypothetical', 'question'], i, 63) END AS stance,
    CASE WHEN comment THEN 'A reader' WHEN share(i, 64) < 0.35 THEN 'Voice ' || dice(i, 65) % 2000 END AS speaker,
    CASE WHEN comment OR share(i, 64) < 0.2 THEN 'named' WHEN share(i, 64) < 0.24 THEN 'unnamed' WHEN source_tier = 1 THEN 'document' ELSE 'author' END AS attribution,
    CASE WHEN share(i, 66) < 0.14 THEN 'Wire ' || dice(i, 67) % 20 END AS origin,
    CASE precision WHEN 'none' THEN NULL WHEN 'day' THEN due WHEN 'about' THEN due WHEN 'month' THEN date_trunc('month', due)::DATE WHEN 'quarter' THEN date_trunc('quarter', due)::DATE
        WHEN 'half' THEN make_date(year(due), CASE WHEN month(due) < 7 THEN 1 ELSE 7 END, 1) ELSE make_date(year(due), 1, 1) END AS valid_from,
    CASE precision WHEN 'none' THEN NULL WHEN 'day' THEN due WHEN 'about' THEN due + 40 WHEN 'month' THEN last_day(due) WHEN 'quarter' THEN (date_trunc('quarter', due) + INTERVAL 3 MONTH)::DATE - 1
        WHEN 'half' THEN CASE WHEN month(due) < 7 THEN make_date(year(due), 6, 30) ELSE make_date(year(due), 12, 31) END ELSE make_date(year(due), 12, 31) END AS valid_to,
    precision,
    CASE WHEN comment THEN source_known_on + (i % 3)::INTEGER * (dice(source, 21) % 9)::INTEGER ELSE source_known_on END AS known_on,
    CASE WHEN comment THEN 6 ELSE source_tier END AS tier,
    CASE WHEN NOT coalesce(first, false) AND share(i, 68) < 0.002 THEN 'deprecated' ELSE 'normal' END AS rank,
    CASE WHEN NOT coalesce(first, false) AND share(i, 68) < 0.002 THEN 'a misprint' END AS rank_reason,
    'Of ' || name || ' it says that ' || sentence(i, 69) || '.' AS statement,
    CASE WHEN share(i, 74) < 0.38 THEN 'Compare ' || word(i, 75) || ' and ' || word(i, 76) || '.' END AS note,
    i AS nth, comment, source
FROM valued
ORDER BY i;

DROP TABLE said;

-- One to three paragraphs a claim; a comment stands in its own.
CREATE OR REPLACE TEMP TABLE made_evidence AS
WITH places AS (
    SELECT claim_id, nth, k, CASE WHEN comment THEN 33 + nth % 3 ELSE 2 + (dice(nth, 80) + k * 11) % 7 + 9 * ((dice(nth, 81) + k) % 3) END::INTEGER AS n
    FROM made_claims, range(3) AS r(k)
    WHERE k = 0 OR (NOT comment AND share(nth, 82) < CASE k WHEN 1 THEN 0.45 ELSE 0.13 END)
)
SELECT claim_id, n, printed(nth, 83) || ' pour ' || printed(nth + k, 84) || ' ' || dice(nth + k, 85) % 1000 AS quote
FROM places
ORDER BY nth, k;

-- A source that speaks of what an earlier one spoke of is linked to the latest of them.
CREATE OR REPLACE TEMP TABLE made_links AS
SELECT claim_id AS claim_a,
    CASE WHEN repeats THEN pick(['corroborates', 'corroborates', 'corroborates', 'corroborates', 'same_origin'], nth, 86) ELSE pick(['contradicts', 'contradicts', 'contradicts', 'supersedes'], nth, 86) END AS relation,
    earlier AS claim_b, CASE WHEN share(nth, 87) < 0.5 THEN 'The same ' || word(nth, 88) || '.' END AS note
FROM (
    SELECT claim_id, nth, share(nth, 89) < 0.6 AS repeats, last_value(claim_id) OVER (
        PARTITION BY coalesce(leg_id, deal_id, entity_id), property, term, object_id, unit, scope
        ORDER BY source RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier
    FROM made_claims
    WHERE property <> 'opinion'
)
WHERE earlier IS NOT NULL
ORDER BY nth;

CREATE OR REPLACE TEMP TABLE made_mechanisms AS
SELECT 'mechanism-' || m AS mechanism_id, 'Mechanism ' || m AS name, 'It is that ' || sentence(m, 90) || '; then ' || sentence(m, 95) || '.' AS text
FROM range(16) AS r(m)
ORDER BY m;

CREATE OR REPLACE TEMP TABLE made_mechanism_claims AS
SELECT 'mechanism-' || nth % 16 AS mechanism_id, claim_id FROM made_claims WHERE share(nth, 99) < 0.57 ORDER BY nth;
