-- Every text that can be found, folded once: a search of 100,000 paragraphs has to keep up with typing.
-- Folded part by part: the dot between them is no ASCII.
CREATE TABLE ordered_texts AS
WITH met AS (
    SELECT entity_id, min(known_from) AS known_from FROM versions WHERE entity_id IS NOT NULL GROUP BY ALL
    UNION ALL SELECT object_id, min(known_from) FROM versions WHERE object_id IS NOT NULL GROUP BY ALL
    UNION ALL SELECT unnest([g.payer_id, g.payee_id]), v.known_from
    FROM (SELECT leg_id, min(known_from) AS known_from FROM versions WHERE leg_id IS NOT NULL GROUP BY ALL) AS v JOIN legs AS g ON g.leg_id = v.leg_id
    UNION ALL SELECT unnest([g.payer_id, g.payee_id]), v.known_from
    FROM (SELECT deal_id, min(known_from) AS known_from FROM versions WHERE deal_id IS NOT NULL GROUP BY ALL) AS v JOIN legs AS g ON g.deal_id = v.deal_id
),
first_met AS (SELECT entity_id, min(known_from) AS known_on FROM met GROUP BY ALL),
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
told AS (
    SELECT 1 AS place, 'entity' AS kind, NULL::VARCHAR AS source_id, NULL::INTEGER AS n, NULL::VARCHAR AS claim_id,
        e.entity_id, NULL::VARCHAR AS deal_id, m.known_on,
        concat_ws(' · ', e.name, e.ticker, a.aliases, e.note) AS text,
        concat_ws(' · ', fold(e.name), fold(e.ticker), fold(a.aliases), fold(e.note)) AS folded
    FROM entities AS e
    JOIN first_met AS m ON m.entity_id = e.entity_id
    LEFT JOIN named AS a ON a.entity_id = e.entity_id
    UNION ALL
    SELECT 2, 'deal', NULL, NULL, NULL, NULL, d.deal_id, s.known_from, concat_ws(' · ', d.title, d.note), concat_ws(' · ', fold(d.title), fold(d.note))
    FROM deals AS d
    JOIN struck AS s ON s.deal_id = d.deal_id
)
FROM told
ORDER BY place, known_on DESC, source_id, n, claim_id, entity_id, deal_id;

-- Claims by eighths of their days, the last first: all at once would be more than the memory holds.
CREATE TEMP TABLE eighths AS SELECT known_on, ntile(8) OVER (ORDER BY known_on DESC) AS eighth FROM (SELECT DISTINCT known_on FROM claims);
CREATE TEMP MACRO told_in(part) AS TABLE
WITH met AS MATERIALIZED (
    SELECT claim_id, source_id, known_on, statement, speaker FROM claims WHERE known_on IN (SELECT known_on FROM eighths WHERE eighth = part)
),
quoted AS (
    -- A list sorted by itself: an ordered string_agg takes half as long again.
    SELECT claim_id, found[1].n AS n, array_to_string(list_transform(found, lambda e: e.quote), ' · ') AS quotes
    FROM (SELECT claim_id, list_sort(list({'n': n, 'quote': quote})) AS found FROM evidence WHERE claim_id IN (SELECT claim_id FROM met) GROUP BY claim_id)
)
SELECT 3 AS place, 'claim' AS kind, c.source_id, q.n, c.claim_id, NULL, NULL, c.known_on, concat_ws(' · ', c.statement, c.speaker, q.quotes),
    concat_ws(' · ', fold(c.statement), fold(c.speaker), fold(q.quotes))
FROM met AS c
LEFT JOIN quoted AS q ON q.claim_id = c.claim_id
ORDER BY known_on DESC, source_id, n, claim_id;
INSERT INTO ordered_texts FROM told_in(1);
INSERT INTO ordered_texts FROM told_in(2);
INSERT INTO ordered_texts FROM told_in(3);
INSERT INTO ordered_texts FROM told_in(4);
INSERT INTO ordered_texts FROM told_in(5);
INSERT INTO ordered_texts FROM told_in(6);
INSERT INTO ordered_texts FROM told_in(7);
INSERT INTO ordered_texts FROM told_in(8);
DROP MACRO TABLE told_in;
DROP TABLE eighths;

INSERT INTO ordered_texts
SELECT 4, 'paragraph', p.source_id, p.n, NULL, NULL, NULL,
    -- A comment can be younger than its article.
    CASE WHEN p.role = 'comment' THEN greatest(s.known_on, coalesce(p.voice_on, s.known_on)) ELSE s.known_on END AS known_on,
    concat_ws(' · ', p.digest, p.voice), concat_ws(' · ', fold(p.digest), fold(p.voice))
FROM paragraphs AS p
JOIN sources AS s ON s.source_id = p.source_id
WHERE p.role <> 'skipped'
ORDER BY known_on DESC, source_id, n;

-- Every text that can be found, newest first, and its place among all.
-- Which place a text has among all is where it stands: to number them would keep to one core.
CREATE VIEW texts AS SELECT *, rowid AS nth FROM ordered_texts;
