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
    max(known_on) AS newest, list(DISTINCT source_id ORDER BY source_id) AS told_by, count(*) AS claims
FROM leg_tellers
WHERE known_on <= as_of()
GROUP BY leg_id
ORDER BY leg_id;

-- The ladder: the sum of the legs in each lens, its printed bound, and how many legs it counts.
CREATE VIEW coverage AS
WITH counted AS MATERIALIZED (
    SELECT headline, announced, firm, paid, headline_mark, announced_mark, firm_mark, paid_mark, gone
    FROM leg_versions
    WHERE known_from <= as_of() AND known_to > as_of() AND in_dollars AND NOT (gone AND headline IS NULL)
),
rungs AS (
    SELECT 1 AS rung, 'headline' AS lens, sum(headline)::BIGINT AS dollars,
        CASE WHEN bool_or(headline_mark = 'ge') THEN 'ge' WHEN bool_or(headline_mark = 'le') THEN 'le'
            WHEN bool_or(headline_mark = 'about') THEN 'about' WHEN count(headline) > 0 THEN 'exact' END AS mark,
        count(headline) AS quantified, count(*) FILTER (WHERE NOT gone) AS legs
    FROM counted
    UNION ALL
    SELECT 2 AS rung, 'announced' AS lens, sum(announced)::BIGINT AS dollars,
        CASE WHEN bool_or(announced_mark = 'ge') THEN 'ge' WHEN bool_or(announced_mark = 'le') THEN 'le'
            WHEN bool_or(announced_mark = 'about') THEN 'about' WHEN count(announced) > 0 THEN 'exact' END AS mark,
        count(announced) AS quantified, count(*) FILTER (WHERE NOT gone) AS legs
    FROM counted
    UNION ALL
    SELECT 3 AS rung, 'firm' AS lens, sum(firm)::BIGINT AS dollars,
        CASE WHEN bool_or(firm_mark = 'ge') THEN 'ge' WHEN bool_or(firm_mark = 'le') THEN 'le'
            WHEN bool_or(firm_mark = 'about') THEN 'about' WHEN count(firm) > 0 THEN 'exact' END AS mark,
        count(firm) AS quantified, count(*) FILTER (WHERE NOT gone) AS legs
    FROM counted
    UNION ALL
    SELECT 4 AS rung, 'paid' AS lens, sum(paid)::BIGINT AS dollars,
        CASE WHEN bool_or(paid_mark = 'ge') THEN 'ge' WHEN bool_or(paid_mark = 'le') THEN 'le'
            WHEN bool_or(paid_mark = 'about') THEN 'about' WHEN count(paid) > 0 THEN 'exact' END AS mark,
        count(paid) AS quantified, count(*) FILTER (WHERE NOT gone) AS legs
    FROM counted
)
SELECT * FROM rungs
ORDER BY rung;

-- The same without an order, for views that group them: to sort all legs takes longer than to add them up.
CREATE MACRO legs_now() AS TABLE
SELECT *,
    CASE lens() WHEN 'headline' THEN headline WHEN 'announced' THEN announced WHEN 'firm' THEN firm WHEN 'paid' THEN paid END AS dollars,
    CASE lens() WHEN 'headline' THEN headline_mark WHEN 'announced' THEN announced_mark
        WHEN 'firm' THEN firm_mark WHEN 'paid' THEN paid_mark END AS mark
FROM leg_versions
WHERE known_from <= as_of() AND known_to > as_of() AND NOT gone;

-- One row a payer, payee and kind, in the lens; a unit counts as its parent.
CREATE VIEW flows AS
SELECT payer AS payer_id, payee AS payee_id, kind, sum(dollars)::BIGINT AS dollars,
    CASE WHEN bool_or(mark = 'ge') THEN 'ge' WHEN bool_or(mark = 'le') THEN 'le'
        WHEN bool_or(mark = 'about') THEN 'about' WHEN count(dollars) > 0 THEN 'exact' END AS mark,
    count(dollars) AS quantified, count(*) AS legs, list(leg_id ORDER BY leg_id) AS leg_ids
FROM legs_now()
GROUP BY payer, payee, kind
ORDER BY payer_id, payee_id, kind;

-- Who loses (holder) if another fails (obligor), a row a leg, in no order. paid, firm beyond it and soft
-- beyond that are parts; the ceiling is the headline lens, which alone counts what is paused, rumoured or
-- derived. low and high are what the leg lies between in the lens, null an open end. What a purchase is to
-- deliver is a second row, held by the customer, in no dollars. A parent is the company that a unit counts as.
CREATE MACRO exposures() AS TABLE
WITH known_legs AS (
    SELECT *, dollars IN (CASE WHEN lens() IN ('headline', 'announced') THEN coalesce(amount_high, amount_low) END,
        CASE WHEN lens() IN ('announced', 'firm') OR (lens() = 'paid' AND status = 'paid') THEN amount_low END) AS as_claimed
    FROM legs_now()
)
SELECT
    CASE WHEN kind IN ('purchase', 'warrant', 'capacity') THEN payee_id ELSE payer_id END AS holder_id,
    CASE WHEN kind IN ('purchase', 'warrant', 'capacity') THEN payer_id ELSE payee_id END AS obligor_id,
    CASE WHEN kind IN ('purchase', 'warrant', 'capacity') THEN payee ELSE payer END AS holder_parent,
    CASE WHEN kind IN ('purchase', 'warrant', 'capacity') THEN payer ELSE payee END AS obligor_parent,
    CASE kind WHEN 'purchase' THEN 'sales' WHEN 'equity' THEN 'equity' WHEN 'cloud_credit' THEN 'equity'
        WHEN 'warrant' THEN 'shares' WHEN 'capacity' THEN 'capacity' ELSE 'credit' END AS class,
    leg_id, deal_id, kind, what, false AS delivery, status, standing, derived,
    paid, paid_mark,
    nullif(firm - coalesce(paid, 0), 0) AS firm,
    CASE WHEN firm > coalesce(paid, 0) THEN CASE
        WHEN paid IS NULL OR paid_mark = 'exact' THEN firm_mark
        WHEN paid_mark = 'ge' AND firm_mark = 'exact' THEN 'le' ELSE 'about' END END AS firm_mark,
    nullif(announced - coalesce(firm, 0), 0) AS soft,
    CASE WHEN announced > coalesce(firm, 0) THEN CASE
        WHEN firm IS NULL OR firm_mark = 'exact' THEN announced_mark
        WHEN firm_mark = 'ge' AND announced_mark IN ('exact', 'le') THEN 'le' ELSE 'about' END END AS soft_mark,
    headline AS ceiling, headline_mark AS ceiling_mark, dollars, mark,
    CASE WHEN as_claimed THEN amount_low ELSE dollars END AS low, CASE WHEN as_claimed THEN amount_high ELSE dollars END AS high,
    in_dollars, amount_low, amount_high, amount_bound, amount_claim, funded_claim, status_claim, standing_claim
FROM known_legs
UNION ALL BY NAME
SELECT payer_id AS holder_id, payee_id AS obligor_id, payer AS holder_parent, payee AS obligor_parent, 'capacity' AS class,
    leg_id, deal_id, kind, what, true AS delivery, status, standing, derived, false AS in_dollars, status_claim, standing_claim
FROM legs_now()
WHERE kind = 'purchase' AND leg_id IN (
    SELECT leg_id FROM leg_units WHERE property = 'capacity' AND unit = 'mw' AND known_from <= as_of() AND known_to > as_of());

-- What a holder is to its obligor beside: it invests in the one that it sells to (both fall together), or it
-- pays it in its own shares (their price is the obligor's means to pay). In no order.
CREATE MACRO roles_of_holders() AS TABLE
SELECT holder_parent, obligor_parent,
    bool_or(class IN ('equity', 'credit')) AND bool_or(class = 'sales') AS dual_role, bool_or(class = 'gives') AS pays_in_shares
FROM (
    SELECT holder_parent, obligor_parent, class FROM exposures()
    UNION ALL
    SELECT payer, payee, 'gives' FROM legs_now() WHERE kind = 'warrant'
)
GROUP BY holder_parent, obligor_parent;

CREATE VIEW exposure AS
SELECT e.*, r.dual_role, r.pays_in_shares
FROM exposures() AS e
JOIN roles_of_holders() AS r ON r.holder_parent = e.holder_parent AND r.obligor_parent = e.obligor_parent
ORDER BY e.obligor_id, e.class, e.ceiling DESC NULLS LAST, e.holder_id, e.leg_id, e.delivery;

-- One row a vendor and a customer that it puts money into: V is the share of the customer's purchases
-- that the vendor funded at most, M the purchases per dollar put in (metrics: V from min(I_low, P_high) / P_high
-- to min(I_high, P_low) / P_low, M from P_low / I_high to P_high / I_low). A null end is open or unknown; all
-- four are null until something put in and something bought have dollars. A unit counts as its parent.
CREATE VIEW dyads AS
WITH bounded AS (
    SELECT payer, payee, kind, dollars, amount_low, amount_high,
        dollars IN (CASE WHEN lens() IN ('headline', 'announced') THEN coalesce(amount_high, amount_low) END,
            CASE WHEN lens() IN ('announced', 'firm') OR (lens() = 'paid' AND status = 'paid') THEN amount_low END) AS as_claimed
    FROM legs_now()
    WHERE in_dollars
),
sums AS (
    SELECT payer, payee, kind <> 'purchase' AS funding,
        sum(CASE WHEN as_claimed THEN amount_low ELSE dollars END)::BIGINT AS low,
        CASE WHEN count(*) = count(CASE WHEN as_claimed THEN amount_high ELSE dollars END)
            THEN sum(CASE WHEN as_claimed THEN amount_high ELSE dollars END)::BIGINT END AS high,
        sum(dollars)::BIGINT AS dollars, count(dollars) AS quantified, count(*) AS legs
    FROM bounded
    GROUP BY ALL
),
pairs AS (
    SELECT i.payer AS vendor_id, i.payee AS customer_id,
        i.dollars AS funded, CASE WHEN i.dollars IS NOT NULL THEN i.low END AS funded_low, i.high AS funded_high,
        b.dollars AS bought, CASE WHEN b.dollars IS NOT NULL THEN b.low END AS bought_low, b.high AS bought_high,
        i.quantified AS funded_quantified, i.legs AS funded_legs,
        coalesce(b.quantified, 0) AS bought_quantified, coalesce(b.legs, 0) AS bought_legs,
        i.dollars IS NOT NULL AND b.dollars IS NOT NULL AS both_known
    FROM sums AS i
    LEFT JOIN sums AS b ON b.payer = i.payee AND b.payee = i.payer AND NOT b.funding
    WHERE i.funding
)
SELECT vendor_id, customer_id, funded, funded_low, funded_high, bought, bought_low, bought_high,
    CASE WHEN both_known AND (funded_low > 0 OR funded_high = 0) AND bought_high > 0
        THEN least(funded_low, bought_high) / bought_high END AS vendor_funded_share_low,
    CASE WHEN both_known AND funded_high IS NOT NULL AND bought_low > 0
        THEN least(funded_high, bought_low) / bought_low END AS vendor_funded_share_high,
    CASE WHEN both_known AND (bought_low > 0 OR bought_high = 0) AND funded_high > 0
        THEN bought_low / funded_high END AS purchase_multiple_low,
    CASE WHEN both_known AND funded_low > 0 THEN bought_high / funded_low END AS purchase_multiple_high,
    funded_quantified, funded_legs, bought_quantified, bought_legs
FROM pairs
ORDER BY vendor_funded_share_high DESC NULLS LAST, funded DESC NULLS LAST, vendor_id, customer_id;

-- What each must find outside the network: cash out (equity, debt, purchase, lease) less cash in, not below 0.
-- The mark says which way it may err: ge upwards (an outgoing leg without dollars, an incoming one that is at
-- most, or mixed), le downwards, unknown both; a gap of 0 cannot be less. null: it pays, and no payment has dollars.
CREATE VIEW gaps AS
WITH cash AS (
    SELECT leg_id, payer, payee, payer_kind, payee_kind, dollars, mark, coalesce(mark = 'le', false) AS at_most,
        dollars IS NULL OR mark = 'ge' AS at_least, medium = 'mixed' AND coalesce(dollars, 0) > 0 AS mixed, coalesce(mark = 'about', false) AS about
    FROM legs_now()
    WHERE kind IN ('equity', 'debt', 'purchase', 'lease') AND medium IN ('cash', 'mixed') AND payer <> payee
),
sides AS (
    SELECT payer AS entity_id, payer_kind AS kind, true AS out, leg_id, dollars, mark, at_least AS more, at_most OR mixed AS less, about FROM cash
    UNION ALL
    SELECT payee, payee_kind, false, leg_id, dollars, mark, at_most OR mixed, at_least, about FROM cash
),
sums AS (
    SELECT entity_id, kind, sum(dollars) FILTER (WHERE out) AS pays, sum(dollars) FILTER (WHERE NOT out) AS is_paid,
        CASE WHEN bool_or(mark = 'ge' AND out) THEN 'ge' WHEN bool_or(mark = 'le' AND out) THEN 'le'
            WHEN bool_or(mark = 'about' AND out) THEN 'about' WHEN count(dollars) FILTER (WHERE out) > 0 THEN 'exact' END AS pays_mark,
        CASE WHEN bool_or(mark = 'ge' AND NOT out) THEN 'ge' WHEN bool_or(mark = 'le' AND NOT out) THEN 'le'
            WHEN bool_or(mark = 'about' AND NOT out) THEN 'about' WHEN count(dollars) FILTER (WHERE NOT out) > 0 THEN 'exact' END AS paid_mark,
        count(dollars) FILTER (WHERE out) AS pays_quantified, count(*) FILTER (WHERE out) AS pays_legs,
        count(dollars) FILTER (WHERE NOT out) AS paid_quantified, count(*) FILTER (WHERE NOT out) AS paid_legs,
        bool_or(more) AS more, bool_or(less) AS less, bool_or(about) AS about, list(leg_id ORDER BY out DESC, leg_id) AS leg_ids
    FROM sides
    GROUP BY entity_id, kind
),
balances AS (
    SELECT *, CASE WHEN pays_legs = 0 THEN 0 WHEN pays_quantified > 0 THEN greatest(0, pays - coalesce(is_paid, 0)) END AS gap
    FROM sums
)
SELECT entity_id, kind, pays::BIGINT AS pays, pays_mark, is_paid::BIGINT AS is_paid, paid_mark, gap::BIGINT AS gap,
    CASE WHEN pays_legs = 0 THEN 'exact' WHEN gap IS NULL OR (more AND less AND gap > 0) THEN 'unknown' WHEN more THEN 'ge'
        WHEN less AND gap > 0 THEN 'le' WHEN about AND gap > 0 THEN 'about' ELSE 'exact' END AS mark,
    pays_quantified, pays_legs, paid_quantified, paid_legs, leg_ids
FROM balances
ORDER BY gap DESC NULLS LAST, entity_id;

-- Promised dates that have passed on the date of the dial with no claim of delivery.
CREATE VIEW overdue AS
SELECT b.subject, b.leg_id, b.deal_id, b.entity_id, b.term, b.valid_from, b.valid_to, b.precision,
    date_diff('day', b.valid_to, as_of()) AS days_overdue, b.claim_id, b.source_id, c.statement
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
WHERE b.property = 'milestone' AND b.valid_to < as_of()
    AND coalesce(b.status, 'announced') NOT IN ('delivered', 'withdrawn')
ORDER BY b.valid_to, b.claim_id;

-- Claims of different voices about one thing, and whether both can hold, once both are known.
CREATE VIEW conflicts AS
SELECT * FROM conflict_pairs
WHERE known_from <= as_of()
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
SELECT payer AS payer_id, payee AS payee_id, count(*) AS legs,
    sum(CASE WHEN in_dollars THEN dollars END)::BIGINT AS dollars,
    count(CASE WHEN in_dollars THEN dollars END) AS quantified,
    list(leg_id ORDER BY leg_id) AS leg_ids
FROM current_legs
WHERE NOT gone AND kind NOT IN ('capacity', 'guarantee')
    AND payer_kind = 'company' AND payee_kind = 'company' AND payer <> payee
GROUP BY payer, payee
ORDER BY payer, payee;

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
