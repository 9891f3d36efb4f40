-- What stands against a claim, and what it follows, repeats or overtakes
SELECT CASE WHEN l.claim_a = $claim THEN l.relation::VARCHAR ELSE
        CASE l.relation WHEN 'supersedes' THEN 'superseded by' WHEN 'corroborates' THEN 'corroborated by'
            WHEN 'same_origin' THEN 'retold by' WHEN 'derived_from' THEN 'gives' ELSE 'contradicted by' END END AS relation,
    c.claim_id, c.source_id, (SELECT min(n) FROM evidence AS e WHERE e.claim_id = c.claim_id) AS n,
    c.known_on, c.statement, c.status::VARCHAR AS status, c.property::VARCHAR AS property, c.stance::VARCHAR AS stance,
    c.tier, l.note
FROM links AS l
JOIN known AS c ON c.claim_id = CASE WHEN l.claim_a = $claim THEN l.claim_b ELSE l.claim_a END
WHERE (l.claim_a = $claim OR l.claim_b = $claim)
    -- The link itself is known when its later claim is.
    AND l.claim_a IN (SELECT claim_id FROM known)
ORDER BY l.relation, c.known_on DESC, c.claim_id
