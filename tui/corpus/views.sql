-- The views that panes and the console read. They obey two dials, the variables as_of and lens.

CREATE MACRO as_of() AS coalesce(getvariable('as_of')::DATE, current_date);
CREATE MACRO lens() AS coalesce(getvariable('lens')::VARCHAR, 'headline');

-- Every claim that can be read on the date of the dial.
CREATE VIEW known AS
SELECT c.*, s.publisher, coalesce(c.origin, s.publisher) AS first_publisher
FROM claims AS c
JOIN sources AS s ON s.source_id = c.source_id
WHERE c.known_on <= as_of()
ORDER BY c.claim_id;

-- The belief on each key on the date of the dial.
CREATE VIEW beliefs AS
SELECT * FROM versions
WHERE known_from <= as_of() AND known_to > as_of()
ORDER BY subject, property, term, object_id, unit, scope, claim_id;

-- Every leg known on the date of the dial, with its dollars in the lens and in each of the four.
CREATE VIEW current_legs AS
SELECT v.*,
    CASE lens() WHEN 'headline' THEN headline WHEN 'announced' THEN announced WHEN 'firm' THEN firm WHEN 'paid' THEN paid END AS dollars,
    CASE lens() WHEN 'headline' THEN headline_mark WHEN 'announced' THEN announced_mark
        WHEN 'firm' THEN firm_mark WHEN 'paid' THEN paid_mark END AS mark
FROM leg_versions AS v
WHERE v.known_from <= as_of() AND v.known_to > as_of()
ORDER BY v.leg_id;

-- How many origins stand behind each leg, the best tier among them, the newest day, the articles.
CREATE VIEW leg_evidence AS
SELECT leg_id, count(DISTINCT first_publisher) AS origins, min(tier) AS best_tier,
    max(known_on) AS newest, list(DISTINCT source_id ORDER BY source_id) AS told_by, count(DISTINCT claim_id) AS claims
FROM (
    SELECT c.leg_id, c.first_publisher, c.tier, c.known_on, c.source_id, c.claim_id
    FROM known AS c WHERE c.leg_id IS NOT NULL AND c.tier <= 5 AND c.rank <> 'deprecated'
    UNION ALL
    SELECT g.leg_id, c.first_publisher, c.tier, c.known_on, c.source_id, c.claim_id
    FROM known AS c JOIN legs AS g ON g.deal_id = c.deal_id
    WHERE c.property IN ('status', 'standing') AND c.tier <= 5 AND c.rank <> 'deprecated'
)
GROUP BY leg_id
ORDER BY leg_id;

-- The ladder: the sum of the legs in each lens, its printed bound, and how many legs it counts.
CREATE VIEW coverage AS
WITH counted AS (
    SELECT * FROM current_legs WHERE in_dollars AND NOT (gone AND headline IS NULL)
),
rungs AS (
    SELECT 1 AS rung, 'headline' AS lens, headline AS dollars, headline_mark AS mark, gone FROM counted
    UNION ALL SELECT 2, 'announced', announced, announced_mark, gone FROM counted
    UNION ALL SELECT 3, 'firm', firm, firm_mark, gone FROM counted
    UNION ALL SELECT 4, 'paid', paid, paid_mark, gone FROM counted
)
SELECT names.rung, names.lens, sum(r.dollars)::BIGINT AS dollars,
    CASE WHEN bool_or(r.mark = 'ge') THEN 'ge' WHEN bool_or(r.mark = 'le') THEN 'le'
        WHEN bool_or(r.mark = 'about') THEN 'about' WHEN count(r.dollars) > 0 THEN 'exact' END AS mark,
    count(r.dollars) AS quantified,
    count(*) FILTER (WHERE NOT r.gone) AS legs
FROM (VALUES (1, 'headline'), (2, 'announced'), (3, 'firm'), (4, 'paid')) AS names (rung, lens)
LEFT JOIN rungs AS r ON r.rung = names.rung
GROUP BY names.rung, names.lens
ORDER BY names.rung;

-- One row a payer, payee and kind, in the lens.
CREATE VIEW flows AS
SELECT payer_id, payee_id, kind, sum(dollars)::BIGINT AS dollars,
    CASE WHEN bool_or(mark = 'ge') THEN 'ge' WHEN bool_or(mark = 'le') THEN 'le'
        WHEN bool_or(mark = 'about') THEN 'about' WHEN count(dollars) > 0 THEN 'exact' END AS mark,
    count(dollars) AS quantified, count(*) AS legs
FROM current_legs
WHERE NOT gone
GROUP BY payer_id, payee_id, kind
ORDER BY payer_id, payee_id, kind;

-- Who loses (holder) if another fails (obligor), a row a leg. Hard is paid and firm, then soft, then the ceiling.
CREATE VIEW exposure AS
WITH sided AS (
    SELECT *,
        CASE WHEN kind IN ('purchase', 'warrant', 'capacity') THEN payee_id ELSE payer_id END AS holder_id,
        CASE WHEN kind IN ('purchase', 'warrant', 'capacity') THEN payer_id ELSE payee_id END AS obligor_id,
        CASE kind WHEN 'purchase' THEN 'sales' WHEN 'equity' THEN 'equity' WHEN 'cloud_credit' THEN 'equity'
            WHEN 'warrant' THEN 'shares' WHEN 'capacity' THEN 'capacity' ELSE 'credit' END AS class
    FROM current_legs
    WHERE NOT gone
),
dual AS (
    SELECT holder_id, obligor_id
    FROM sided
    GROUP BY holder_id, obligor_id
    HAVING bool_or(class IN ('equity', 'credit')) AND bool_or(class = 'sales')
)
SELECT
    s.holder_id, s.obligor_id, s.class, s.leg_id, s.deal_id, s.what, s.status, s.standing,
    s.paid,
    nullif(s.firm - coalesce(s.paid, 0), 0) AS firm,
    nullif(s.announced - coalesce(s.firm, 0), 0) AS soft,
    s.headline AS ceiling, s.headline_mark AS mark, s.paid_mark, s.firm_mark, s.announced_mark, s.in_dollars,
    -- Invests in the one it sells to: both sides fall together.
    d.holder_id IS NOT NULL AS dual_role,
    e.origins, e.best_tier, e.newest
FROM sided AS s
LEFT JOIN dual AS d ON d.holder_id = s.holder_id AND d.obligor_id = s.obligor_id
LEFT JOIN leg_evidence AS e ON e.leg_id = s.leg_id
ORDER BY s.obligor_id, s.class, s.headline DESC NULLS LAST, s.holder_id, s.leg_id;

-- One row a pair: who invests in whom it sells to. V is the share of the purchase that the vendor funded, M purchases per dollar put in.
-- The interval follows metrics: V from min(I_low, P_high) / P_high to min(I_high, P_low) / P_low.
CREATE VIEW dyads AS
WITH put_in AS (
    SELECT payer_id AS vendor_id, payee_id AS customer_id,
        sum(dollars)::BIGINT AS funded_high,
        sum(CASE WHEN dollars IS NOT NULL THEN least(coalesce(amount_low, 0), dollars) END)::BIGINT AS funded_low,
        count(dollars) AS funded_quantified, count(*) AS funded_legs
    FROM current_legs
    WHERE kind IN ('equity', 'debt', 'cloud_credit') AND NOT gone
    GROUP BY payer_id, payee_id
),
bought AS (
    SELECT payee_id AS vendor_id, payer_id AS customer_id,
        sum(dollars)::BIGINT AS bought_high,
        sum(CASE WHEN dollars IS NOT NULL THEN least(coalesce(amount_low, 0), dollars) END)::BIGINT AS bought_low,
        count(dollars) AS bought_quantified, count(*) AS bought_legs
    FROM current_legs
    WHERE kind IN ('purchase', 'lease') AND NOT gone
    GROUP BY payee_id, payer_id
)
SELECT i.vendor_id, i.customer_id, i.funded_low, i.funded_high, b.bought_low, b.bought_high,
    CASE WHEN b.bought_high > 0 THEN least(i.funded_low, b.bought_high) / b.bought_high END AS vendor_funded_share_low,
    CASE WHEN b.bought_low > 0 THEN least(i.funded_high, b.bought_low) / b.bought_low END AS vendor_funded_share_high,
    CASE WHEN i.funded_high > 0 THEN b.bought_low / i.funded_high END AS purchase_multiple_low,
    CASE WHEN i.funded_low > 0 THEN b.bought_high / i.funded_low END AS purchase_multiple_high,
    i.funded_quantified, i.funded_legs, coalesce(b.bought_quantified, 0) AS bought_quantified, coalesce(b.bought_legs, 0) AS bought_legs
FROM put_in AS i
LEFT JOIN bought AS b ON b.vendor_id = i.vendor_id AND b.customer_id = i.customer_id
ORDER BY vendor_funded_share_high DESC NULLS LAST, i.funded_high DESC NULLS LAST, i.vendor_id, i.customer_id;

-- What each must find outside the network: cash out less cash in. ge: a missing outgoing leg; le: a missing incoming one; both: unknown.
CREATE VIEW gaps AS
WITH sides AS (
    SELECT payer_id AS entity_id, dollars AS pays, NULL::BIGINT AS is_paid, dollars IS NULL AS pays_unknown, false AS paid_unknown
    FROM current_legs WHERE in_dollars AND NOT gone AND kind <> 'cloud_credit'
    UNION ALL
    SELECT payee_id, NULL, dollars, false, dollars IS NULL
    FROM current_legs WHERE in_dollars AND NOT gone AND kind <> 'cloud_credit'
)
SELECT s.entity_id, sum(pays)::BIGINT AS pays, sum(is_paid)::BIGINT AS is_paid,
    CASE WHEN count(pays) > 0 THEN greatest(0, sum(pays) - coalesce(sum(is_paid), 0))::BIGINT END AS gap,
    CASE WHEN bool_or(pays_unknown) AND bool_or(paid_unknown) THEN 'unknown' WHEN bool_or(pays_unknown) THEN 'ge'
        WHEN bool_or(paid_unknown) THEN 'le' ELSE 'exact' END AS mark,
    count(pays) AS pays_quantified, count(pays) + count(*) FILTER (WHERE pays_unknown) AS pays_legs,
    count(is_paid) AS paid_quantified, count(is_paid) + count(*) FILTER (WHERE paid_unknown) AS paid_legs
FROM sides AS s
JOIN entities AS e ON e.entity_id = s.entity_id AND e.kind <> 'class'
GROUP BY s.entity_id
ORDER BY gap DESC NULLS LAST, s.entity_id;

-- Promised dates that have passed on the date of the dial with no claim of delivery.
CREATE VIEW overdue AS
SELECT b.subject, b.leg_id, b.deal_id, b.entity_id, b.term, b.valid_from, b.valid_to, b.precision,
    date_diff('day', b.valid_to, as_of()) AS days_overdue, b.claim_id, b.source_id, c.statement
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
WHERE b.property = 'milestone' AND b.valid_to < as_of()
    AND coalesce(b.status, 'announced') NOT IN ('delivered', 'withdrawn')
ORDER BY b.valid_to, b.claim_id;

-- Claims of different voices about one thing, and whether both can hold.
CREATE VIEW conflicts AS
WITH voiced AS (
    SELECT *, coalesce(leg_id, deal_id, entity_id) AS about,
        first_publisher || coalesce(' · ' || speaker, '') AS voice,
        CASE WHEN bound = 'about' THEN low * 0.9 ELSE coalesce(low, 0) END AS floor,
        CASE WHEN bound = 'about' THEN high * 1.1 ELSE coalesce(high, 1e18) END AS ceiling
    FROM known
    WHERE rank <> 'deprecated' AND tier <= 5 AND property <> 'opinion'
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

-- Beliefs that hang on one origin, or on nothing better than a blog.
CREATE VIEW fragile AS
SELECT b.subject, b.property, b.term, b.claim_id, o.origins, o.best_tier, c.statement
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
JOIN (
    SELECT coalesce('leg:' || leg_id, 'deal:' || deal_id, 'entity:' || entity_id) AS subject, property, term,
        object_id, unit, scope, count(DISTINCT first_publisher) AS origins, min(tier) AS best_tier
    FROM known
    WHERE tier <= 5 AND rank <> 'deprecated' AND stance IN ('affirmed', 'reported', 'forecast')
    GROUP BY ALL
) AS o ON o.subject = b.subject AND o.property = b.property AND o.term = b.term
    AND o.object_id IS NOT DISTINCT FROM b.object_id AND o.unit IS NOT DISTINCT FROM b.unit AND o.scope = b.scope
WHERE NOT b.via_deal AND (o.origins = 1 OR o.best_tier >= 5)
ORDER BY b.subject, b.property, b.term, b.object_id, b.unit, b.claim_id;

-- What was known of each leg on two dates, where the two differ.
CREATE MACRO belief_diff(from_date, to_date) AS TABLE
WITH before AS (
    SELECT * FROM leg_versions WHERE known_from <= from_date::DATE AND known_to > from_date::DATE
),
after AS (
    SELECT * FROM leg_versions WHERE known_from <= to_date::DATE AND known_to > to_date::DATE
)
SELECT coalesce(b.leg_id, a.leg_id) AS leg_id,
    coalesce(b.deal_id, a.deal_id) AS deal_id, coalesce(b.payer_id, a.payer_id) AS payer_id,
    coalesce(b.payee_id, a.payee_id) AS payee_id, coalesce(b.kind, a.kind) AS kind, coalesce(b.what, a.what) AS what,
    b.status AS status_before, b.standing AS standing_before, b.amount_low AS low_before, b.amount_high AS high_before, b.amount_bound AS bound_before,
    a.status AS status_after, a.standing AS standing_after, a.amount_low AS low_after, a.amount_high AS high_after, a.amount_bound AS bound_after,
    CASE
        WHEN b.leg_id IS NULL THEN 'appeared'
        WHEN a.standing = 'denied' AND b.standing <> 'denied' THEN 'denied'
        WHEN a.standing = 'withdrawn' AND b.standing <> 'withdrawn' THEN 'vanished'
        WHEN a.standing = 'paused' AND b.standing <> 'paused' THEN 'paused'
        WHEN a.standing <> b.standing THEN 'revived'
        WHEN b.amount_claim IS NULL AND a.amount_claim IS NOT NULL THEN 'sized'
        WHEN coalesce(a.amount_high, a.amount_low) > coalesce(b.amount_high, b.amount_low) THEN 'raised'
        WHEN coalesce(a.amount_high, a.amount_low) < coalesce(b.amount_high, b.amount_low) THEN 'lowered'
        WHEN a.status IN ('announced', 'loi') AND b.status IN ('announced', 'loi') AND a.status <> b.status THEN 'clarified'
        WHEN a.status > b.status THEN 'firmed up'
        WHEN a.status < b.status THEN 'weakened'
        ELSE 'restated' END AS change,
    coalesce(a.derived, b.derived) AS derived, a.amount_claim, a.status_claim, a.standing_claim, a.known_from
FROM after AS a
FULL JOIN before AS b ON b.leg_id = a.leg_id
WHERE b.leg_id IS NULL OR a.status IS DISTINCT FROM b.status OR a.standing <> b.standing
    OR a.amount_low IS DISTINCT FROM b.amount_low OR a.amount_high IS DISTINCT FROM b.amount_high
    OR a.amount_bound IS DISTINCT FROM b.amount_bound
ORDER BY coalesce(a.headline, b.headline) DESC NULLS LAST, leg_id;

-- Who pays whom among companies, in legs that may close a loop; a unit counts as its parent.
CREATE VIEW edges AS
WITH sided AS (
    SELECT CASE WHEN p.kind = 'unit' THEN coalesce(p.parent_id, p.entity_id) ELSE p.entity_id END AS payer_id,
        CASE WHEN r.kind = 'unit' THEN coalesce(r.parent_id, r.entity_id) ELSE r.entity_id END AS payee_id,
        l.leg_id, l.in_dollars, l.dollars, l.mark
    FROM current_legs AS l
    JOIN entities AS p ON p.entity_id = l.payer_id
    JOIN entities AS r ON r.entity_id = l.payee_id
    WHERE NOT l.gone AND l.kind NOT IN ('capacity', 'guarantee')
        AND p.kind IN ('company', 'unit') AND r.kind IN ('company', 'unit')
)
SELECT payer_id, payee_id, count(*) AS legs,
    sum(CASE WHEN in_dollars THEN dollars END)::BIGINT AS dollars,
    count(CASE WHEN in_dollars THEN dollars END) AS quantified,
    list(leg_id ORDER BY leg_id) AS leg_ids
FROM sided
WHERE payer_id <> payee_id
GROUP BY payer_id, payee_id
ORDER BY payer_id, payee_id;

-- Every closed chain of 2 to 6 companies, once, begun at the company first by id; smallest is the least edge in dollars.
CREATE VIEW loops AS
WITH e AS (SELECT payer_id AS a, payee_id AS b, dollars AS d, legs AS m, quantified AS q FROM edges)
SELECT length, companies, smallest, legs, quantified
FROM (
    SELECT 2 AS length, [e1.a, e2.a] AS companies, least(e1.d, e2.d) AS smallest, e1.m + e2.m AS legs, e1.q + e2.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a AND e2.b = e1.a
    UNION ALL
    SELECT 3 AS length, [e1.a, e2.a, e3.a] AS companies, least(e1.d, e2.d, e3.d) AS smallest, e1.m + e2.m + e3.m AS legs, e1.q + e2.q + e3.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a AND e3.b = e1.a
    UNION ALL
    SELECT 4 AS length, [e1.a, e2.a, e3.a, e4.a] AS companies, least(e1.d, e2.d, e3.d, e4.d) AS smallest, e1.m + e2.m + e3.m + e4.m AS legs, e1.q + e2.q + e3.q + e4.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a
    JOIN e AS e4 ON e4.a = e3.b AND e4.a > e1.a AND e4.a <> e2.a AND e4.a <> e3.a AND e4.b = e1.a
    UNION ALL
    SELECT 5 AS length, [e1.a, e2.a, e3.a, e4.a, e5.a] AS companies, least(e1.d, e2.d, e3.d, e4.d, e5.d) AS smallest, e1.m + e2.m + e3.m + e4.m + e5.m AS legs, e1.q + e2.q + e3.q + e4.q + e5.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a
    JOIN e AS e4 ON e4.a = e3.b AND e4.a > e1.a AND e4.a <> e2.a AND e4.a <> e3.a
    JOIN e AS e5 ON e5.a = e4.b AND e5.a > e1.a AND e5.a <> e2.a AND e5.a <> e3.a AND e5.a <> e4.a AND e5.b = e1.a
    UNION ALL
    SELECT 6 AS length, [e1.a, e2.a, e3.a, e4.a, e5.a, e6.a] AS companies, least(e1.d, e2.d, e3.d, e4.d, e5.d, e6.d) AS smallest, e1.m + e2.m + e3.m + e4.m + e5.m + e6.m AS legs, e1.q + e2.q + e3.q + e4.q + e5.q + e6.q AS quantified
    FROM e AS e1
    JOIN e AS e2 ON e2.a = e1.b AND e2.a > e1.a
    JOIN e AS e3 ON e3.a = e2.b AND e3.a > e1.a AND e3.a <> e2.a
    JOIN e AS e4 ON e4.a = e3.b AND e4.a > e1.a AND e4.a <> e2.a AND e4.a <> e3.a
    JOIN e AS e5 ON e5.a = e4.b AND e5.a > e1.a AND e5.a <> e2.a AND e5.a <> e3.a AND e5.a <> e4.a
    JOIN e AS e6 ON e6.a = e5.b AND e6.a > e1.a AND e6.a <> e2.a AND e6.a <> e3.a AND e6.a <> e4.a AND e6.a <> e5.a AND e6.b = e1.a
)
ORDER BY length, companies;
