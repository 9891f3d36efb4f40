-- Of which class an exposure is that comes of a leg of some kind, and whether the payee holds it: then it waits for the payer.
CREATE MACRO class_of(kind) AS CASE kind WHEN 'purchase' THEN 'sales' WHEN 'equity' THEN 'equity' WHEN 'cloud_credit' THEN 'equity'
    WHEN 'warrant' THEN 'shares' WHEN 'capacity' THEN 'capacity' ELSE 'credit' END;
-- Whether the payee of a leg of some kind is the one that loses if the other fails.
CREATE MACRO held_by_payee(kind) AS kind IN ('purchase', 'warrant', 'capacity');

-- What a rung of the ladder has beyond the one below it, and the bound that this difference prints.
CREATE MACRO beyond(rung, below) AS nullif(rung - coalesce(below, 0), 0);
-- The bound that this difference prints.
CREATE MACRO mark_beyond(rung, mark, below, below_mark) AS CASE WHEN rung > coalesce(below, 0) THEN CASE
    WHEN below IS NULL OR below_mark = 'exact' THEN mark
    WHEN below_mark = 'ge' AND mark IN ('exact', 'le') THEN 'le' ELSE 'about' END END;

-- Each in the order in which they are put: of a sum the loosest mark is that of its parts.
CREATE TYPE exposure_class AS ENUM ('capacity', 'credit', 'equity', 'sales', 'shares');
CREATE TYPE mark AS ENUM ('exact', 'about', 'le', 'ge');

-- Entities by number, in the order of their names.
CREATE TABLE entity_numbers AS
SELECT (row_number() OVER (ORDER BY entity_id))::INTEGER AS entity_no, entity_id, name FROM entities ORDER BY entity_id;

-- Who loses if whom fails, from when to when, of each leg that is not gone. What a purchase is to deliver is a second
-- row, without dollars. First what has dollars: the largest are among few. In both parts the rows of one holder lie beside
-- each other.
CREATE TABLE exposure_versions AS
WITH sides AS (
    SELECT leg_no, class_of(kind) AS class, false AS delivery, status, standing, headline, announced, firm, paid,
        headline_mark, announced_mark, firm_mark, paid_mark, amount_low, amount_high, known_from, known_to,
        CASE WHEN held_by_payee(kind) THEN payee_id ELSE payer_id END AS holder_id,
        CASE WHEN held_by_payee(kind) THEN payer_id ELSE payee_id END AS obligor_id,
        CASE WHEN held_by_payee(kind) THEN payee ELSE payer END AS holder_parent,
        CASE WHEN held_by_payee(kind) THEN payer ELSE payee END AS obligor_parent,
        leg_id, deal_id, what, derived, in_dollars, amount_bound, amount_claim, funded_claim, status_claim, standing_claim
    FROM leg_versions
    WHERE NOT gone
    UNION ALL BY NAME
    SELECT v.leg_no, 'capacity' AS class, true AS delivery, v.status, v.standing, greatest(v.known_from, u.since) AS known_from, v.known_to,
        v.payer_id AS holder_id, v.payee_id AS obligor_id, v.payer AS holder_parent, v.payee AS obligor_parent,
        v.leg_id, v.deal_id, v.what, v.derived, false AS in_dollars, v.status_claim, v.standing_claim
    FROM leg_versions AS v
    -- A key that was once believed always has a belief.
    JOIN (
        SELECT leg_no, min(known_from) AS since FROM leg_units WHERE property = 'capacity' AND unit = 'mw' GROUP BY leg_no
    ) AS u ON u.leg_no = v.leg_no AND u.since < v.known_to
    WHERE v.kind = 'purchase' AND NOT v.gone
)
SELECT s.leg_no, s.class::exposure_class AS class, s.delivery, s.status, s.standing, h.entity_no AS holder_no, o.entity_no AS obligor_no,
    i.entity_no AS holder_parent_no, p.entity_no AS obligor_parent_no, s.holder_id, s.obligor_id, s.holder_parent, s.obligor_parent,
    h.name AS holder, o.name AS obligor, s.headline, s.announced, s.firm, s.paid,
    s.headline_mark::mark AS headline_mark, s.announced_mark::mark AS announced_mark, s.firm_mark::mark AS firm_mark, s.paid_mark::mark AS paid_mark,
    s.amount_low, s.amount_high, s.known_from, s.known_to, s.in_dollars, s.derived,
    s.leg_id, s.deal_id, s.what, s.amount_bound, s.amount_claim, s.funded_claim, s.status_claim, s.standing_claim
FROM sides AS s
JOIN entity_numbers AS h ON h.entity_id = s.holder_id
JOIN entity_numbers AS o ON o.entity_id = s.obligor_id
JOIN entity_numbers AS i ON i.entity_id = s.holder_parent
JOIN entity_numbers AS p ON p.entity_id = s.obligor_parent
ORDER BY s.headline IS NULL, i.entity_no, s.known_from, s.leg_no, s.delivery;

-- The same rows, those of one obligor beside each other.
CREATE TABLE exposure_by_obligor AS
SELECT * FROM exposure_versions ORDER BY headline IS NULL, obligor_parent_no, known_from, leg_no, delivery;
