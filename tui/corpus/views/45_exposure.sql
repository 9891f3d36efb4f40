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
    CASE WHEN held_by_payee(kind) THEN payee_id ELSE payer_id END AS holder_id,
    CASE WHEN held_by_payee(kind) THEN payer_id ELSE payee_id END AS obligor_id,
    CASE WHEN held_by_payee(kind) THEN payee ELSE payer END AS holder_parent,
    CASE WHEN held_by_payee(kind) THEN payer ELSE payee END AS obligor_parent,
    class_of(kind) AS class,
    leg_no, leg_id, deal_id, kind, what, false AS delivery, status, standing, derived,
    paid, paid_mark,
    beyond(firm, paid) AS firm, mark_beyond(firm, firm_mark, paid, paid_mark) AS firm_mark,
    beyond(announced, firm) AS soft, mark_beyond(announced, announced_mark, firm, firm_mark) AS soft_mark,
    headline AS ceiling, headline_mark AS ceiling_mark, dollars, mark,
    CASE WHEN as_claimed THEN amount_low ELSE dollars END AS low, CASE WHEN as_claimed THEN amount_high WHEN paid_mark = 'ge' THEN NULL ELSE dollars END AS high,
    in_dollars, amount_low, amount_high, amount_bound, amount_claim, funded_claim, status_claim, standing_claim
FROM known_legs
UNION ALL BY NAME
SELECT payer_id AS holder_id, payee_id AS obligor_id, payer AS holder_parent, payee AS obligor_parent, 'capacity' AS class,
    leg_no, leg_id, deal_id, kind, what, true AS delivery, status, standing, derived, false AS in_dollars, status_claim, standing_claim
FROM legs_now()
WHERE kind = 'purchase' AND leg_no IN (
    SELECT leg_no FROM leg_units WHERE property = 'capacity' AND unit = 'mw' AND known_from <= as_of() AND known_to > as_of());

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

-- Who loses (holder) if another fails (obligor), a row a leg: what is paid, firm beyond that, soft beyond that, the ceiling of it
-- all. What a purchase is to deliver is a second row, held by the customer, in no dollars.
CREATE VIEW exposure AS
SELECT e.* EXCLUDE (leg_no), r.dual_role, r.pays_in_shares
FROM exposures() AS e
JOIN roles_of_holders() AS r ON r.holder_parent = e.holder_parent AND r.obligor_parent = e.obligor_parent
ORDER BY e.obligor_id, e.class, e.ceiling DESC NULLS LAST, e.holder_id, e.leg_id, e.delivery;

-- The rows of exposure in numbers, for what chooses or adds up many, in no order: those of one entity, with its units
-- (what it holds, what others hold of it, or, with no side, both), or, with no entity, all. Each side is looked up by the
-- number of the parent, beside which a table keeps its rows.
CREATE MACRO exposures_of(of_entity, on_side) AS TABLE
WITH keys AS MATERIALIZED (
    SELECT n.entity_no AS picked, unnest([n.entity_no, p.entity_no]) AS parent_no
    FROM entity_numbers AS n
    JOIN entities AS e ON e.entity_id = n.entity_id
    LEFT JOIN entity_numbers AS p ON p.entity_id = e.parent_id AND e.kind = 'unit'
    WHERE n.entity_id = of_entity
),
there AS NOT MATERIALIZED (
    SELECT * FROM exposure_versions
    WHERE of_entity IS NULL AND known_from <= as_of() AND known_to > as_of()
    UNION ALL
    SELECT x.* FROM exposure_versions AS x JOIN keys AS k ON k.parent_no = x.holder_parent_no
    WHERE of_entity IS NOT NULL AND on_side IS DISTINCT FROM 'obligor' AND x.known_from <= as_of() AND x.known_to > as_of()
        AND k.picked IN (x.holder_no, x.holder_parent_no)
    UNION ALL
    SELECT x.* FROM exposure_by_obligor AS x JOIN keys AS k ON k.parent_no = x.obligor_parent_no
    WHERE of_entity IS NOT NULL AND on_side IS DISTINCT FROM 'holder' AND x.known_from <= as_of() AND x.known_to > as_of()
        AND k.picked IN (x.obligor_no, x.obligor_parent_no) AND (on_side IS NOT NULL OR k.picked NOT IN (x.holder_no, x.holder_parent_no))
)
SELECT *, CASE WHEN as_claimed THEN amount_low ELSE dollars END AS low, CASE WHEN as_claimed THEN amount_high WHEN paid_mark = 'ge' THEN NULL ELSE dollars END AS high
FROM (
    SELECT *, dollars IN (CASE WHEN lens() IN ('headline', 'announced') THEN coalesce(amount_high, amount_low) END,
        CASE WHEN lens() IN ('announced', 'firm') OR (lens() = 'paid' AND status = 'paid') THEN amount_low END) AS as_claimed
    FROM (
        SELECT *,
            CASE lens() WHEN 'headline' THEN headline WHEN 'announced' THEN announced WHEN 'firm' THEN firm WHEN 'paid' THEN paid END AS dollars,
            CASE lens() WHEN 'headline' THEN headline_mark WHEN 'announced' THEN announced_mark
                WHEN 'firm' THEN firm_mark WHEN 'paid' THEN paid_mark END AS mark
        FROM there
    )
);

-- Of them those of a deal, of a class, and those that have every word in their names or in what they are for.
CREATE MACRO exposures_kept(of_entity, on_side, of_deal, of_class, with_words) AS TABLE
SELECT * FROM exposures_of(of_entity, on_side)
WHERE (of_deal IS NULL OR deal_id = of_deal) AND (of_class IS NULL OR class = of_class)
    AND (with_words IS NULL OR list_bool_and(list_transform(string_split(fold(with_words), ' '), lambda word: contains(fold(
        concat_ws(' ', holder, obligor, class, what, CASE WHEN holder_parent_no = obligor_parent_no THEN 'inside' END)), word))));

-- What counts of the unpaid part of an exposure, in percent by its status or standing: null is in full; delivered and partly
-- paid weigh as binding.
CREATE MACRO weight_of(status, standing, binding, conditional, loi, announced, rumoured, paused) AS
    coalesce(CASE standing WHEN 'live' THEN
        CASE status WHEN 'binding' THEN binding WHEN 'delivered' THEN binding WHEN 'partly_paid' THEN binding WHEN 'conditional' THEN conditional
            WHEN 'loi' THEN loi WHEN 'announced' THEN announced WHEN 'rumoured' THEN rumoured END
        WHEN 'paused' THEN paused END, 100);

-- What is paid of an exposure and the weighted rest up to its ceiling (EAD = drawn + CCF * undrawn, Basel CRE20), in whole
-- dollars.
CREATE MACRO weighed(ceiling, drawn, weight) AS
    CASE WHEN ceiling IS NULL THEN drawn ELSE coalesce(drawn, 0) + ((ceiling - coalesce(drawn, 0)) * weight + 50) // 100 END;

-- Its bound. What is paid counts in full: where more of it may be paid than is known, the number is open upwards.
CREATE MACRO weighed_mark(ceiling_mark, drawn, drawn_mark, status, standing, weight) AS CASE
    WHEN weight = 0 THEN CASE WHEN drawn IS NULL AND standing = 'live' AND status = 'partly_paid' THEN 'ge'::mark ELSE coalesce(drawn_mark, 'exact'::mark) END
    WHEN weight < 100 AND (drawn_mark = 'ge' OR (drawn IS NULL AND standing = 'live' AND status = 'partly_paid'))
        THEN CASE ceiling_mark WHEN 'le' THEN 'about'::mark ELSE 'ge'::mark END
    WHEN weight < 100 AND ceiling_mark = 'exact' THEN coalesce(drawn_mark, 'exact'::mark)
    ELSE ceiling_mark END;
