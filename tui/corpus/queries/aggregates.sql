-- What somebody says of an entity in all: in no sum, beside what its legs identify of it
WITH said AS MATERIALIZED (
    SELECT b.*, n.entity_no
    FROM beliefs_now() AS b
    JOIN entity_numbers AS n ON n.entity_id = b.entity_id
    WHERE b.property = 'amount' AND b.scope = 'aggregate'
),
sides AS MATERIALIZED (
    SELECT leg_no, payer_no AS entity_no, 'pays' AS term
    FROM flow_versions
    WHERE in_dollars AND NOT gone AND known_from <= as_of() AND known_to > as_of() AND payer_no IN (SELECT entity_no FROM said)
    UNION ALL
    SELECT leg_no, payee_no, 'receives'
    FROM flow_versions
    WHERE in_dollars AND NOT gone AND known_from <= as_of() AND known_to > as_of() AND payee_no IN (SELECT entity_no FROM said)
),
identified AS (
    SELECT n.entity_no, n.term, sum(l.dollars)::BIGINT AS dollars,
        CASE WHEN bool_or(l.mark = 'ge') THEN 'ge' WHEN bool_or(l.mark = 'le') THEN 'le'
            WHEN bool_or(l.mark = 'about') THEN 'about' WHEN count(l.dollars) > 0 THEN 'exact' END AS mark,
        count(l.dollars) AS quantified, count(*) AS legs, list(l.leg_id ORDER BY l.leg_id) AS leg_ids,
        -- What is binding or firmer of it, at its lowest.
        sum(l.firm)::BIGINT AS firm,
        count(*) FILTER (WHERE l.status IN ('binding', 'delivered', 'partly_paid', 'paid') AND l.standing = 'live') AS firm_legs,
        CASE WHEN count(l.firm) = 0 THEN NULL
            WHEN count(*) FILTER (WHERE l.status IN ('binding', 'delivered', 'partly_paid', 'paid') AND l.standing = 'live' AND l.firm IS NULL) > 0 THEN 'ge'
            WHEN bool_or(l.firm IS NOT NULL AND l.amount_bound = 'about') THEN 'about' ELSE 'exact' END AS firm_mark
    FROM sides AS n
    JOIN every_leg_now() AS l ON l.leg_no = n.leg_no
    GROUP BY n.entity_no, n.term
)
SELECT b.entity_id, e.name AS entity, b.term, b.low, b.high, b.bound::VARCHAR AS bound, b.unit::VARCHAR AS unit,
    i.dollars AS identified, i.mark, coalesce(i.quantified, 0) AS quantified, coalesce(i.legs, 0) AS legs, i.leg_ids,
    i.firm, i.firm_mark, coalesce(i.firm_legs, 0) AS firm_legs,
    b.claim_id, c.source_id, v.n, c.speaker, c.attribution::VARCHAR AS attribution, c.origin, c.statement, b.known_from
FROM said AS b
JOIN entities AS e ON e.entity_id = b.entity_id
JOIN (SELECT * FROM claims WHERE claim_id IN (SELECT claim_id FROM said)) AS c ON c.claim_id = b.claim_id
LEFT JOIN (SELECT claim_id, min(n) AS n FROM evidence WHERE claim_id IN (SELECT claim_id FROM said) GROUP BY claim_id) AS v ON v.claim_id = c.claim_id
LEFT JOIN identified AS i ON i.entity_no = b.entity_no AND i.term = b.term
ORDER BY coalesce(b.high, b.low) DESC NULLS LAST, b.entity_id, b.term, b.claim_id
