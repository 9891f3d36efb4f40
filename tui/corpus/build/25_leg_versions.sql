-- What was believed of each leg, from when until when: its dollars in each lens and the claims behind them.
CREATE TABLE leg_versions AS
WITH parts AS (
    SELECT leg_no, property, known_from, claim_id, low, high, bound, derived, status, row_number() OVER () AS nth
    FROM versions
    WHERE leg_no IS NOT NULL
        AND (property IN ('status', 'standing')
            OR (property IN ('amount', 'funded') AND unit = 'usd' AND scope = 'single' AND term = ''))
),
-- A leg is there from its first competing claim of any property.
turns AS (
    SELECT leg_no, known_from, max(nth) FILTER (WHERE property = 'amount') AS a, max(nth) FILTER (WHERE property = 'funded') AS f,
        max(nth) FILTER (WHERE property = 'status') AS st, max(nth) FILTER (WHERE property = 'standing') AS sd
    FROM (
        SELECT leg_no, known_from, property, nth FROM parts
        UNION ALL
        SELECT leg_no, min(known_from), NULL, NULL FROM versions WHERE leg_no IS NOT NULL GROUP BY leg_no
    )
    GROUP BY leg_no, known_from
),
spans AS (
    SELECT leg_no, known_from, lead(known_from, 1, DATE '9999-12-31') OVER w AS known_to,
        last_value(a IGNORE NULLS) OVER w AS a, last_value(f IGNORE NULLS) OVER w AS f,
        last_value(st IGNORE NULLS) OVER w AS st, last_value(sd IGNORE NULLS) OVER w AS sd
    FROM turns
    WINDOW w AS (PARTITION BY leg_no ORDER BY known_from)
),
joined AS (
    SELECT s.leg_no, s.known_from, s.known_to,
        a.low AS amount_low, a.high AS amount_high, a.bound AS amount_bound, coalesce(a.derived, false) AS derived, a.claim_id AS amount_claim,
        f.low AS funded_low, f.high AS funded_high, f.bound AS funded_bound, f.claim_id AS funded_claim,
        st.status AS status, st.claim_id AS status_claim, coalesce(sd.status, 'live') AS standing, sd.claim_id AS standing_claim
    FROM spans AS s
    LEFT JOIN parts AS a ON a.nth = s.a
    LEFT JOIN parts AS f ON f.nth = s.f
    LEFT JOIN parts AS st ON st.nth = s.st
    LEFT JOIN parts AS sd ON sd.nth = s.sd
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
    m.leg_no, n.leg_id, g.deal_id, g.payer_id, g.payee_id, g.kind, g.medium, g.what,
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
JOIN leg_numbers AS n ON n.leg_no = m.leg_no
JOIN legs AS g ON g.leg_id = n.leg_id
JOIN entities AS p ON p.entity_id = g.payer_id
JOIN entities AS r ON r.entity_id = g.payee_id
ORDER BY roundness(m.known_from, m.known_to) DESC, round_day(m.known_from, m.known_to), m.known_from, m.leg_no;
