-- Who tells of a leg, from when on: a row a claim of the leg, or of its deal's status or standing.
CREATE TABLE leg_tellers AS
WITH told AS (
    SELECT c.leg_id, c.deal_id, c.property, c.claim_id, c.source_id, coalesce(c.origin, s.publisher) AS first_publisher, c.tier, c.known_on,
        CASE WHEN s.known_on = c.known_on THEN s.known_basis END AS known_basis
    FROM claims AS c
    JOIN sources AS s ON s.source_id = c.source_id
    WHERE c.tier <= 5 AND c.rank <> 'deprecated'
)
SELECT g.leg_no, t.claim_id, t.source_id, t.first_publisher, t.tier, t.known_on, t.known_basis
FROM told AS t
JOIN leg_numbers AS g ON g.leg_id = t.leg_id
UNION ALL
SELECT g.leg_no, t.claim_id, t.source_id, t.first_publisher, t.tier, t.known_on, t.known_basis
FROM told AS t
JOIN leg_numbers AS g ON g.deal_id = t.deal_id
WHERE t.property IN ('status', 'standing')
ORDER BY leg_no, known_on, claim_id;
