-- A link goes from the later claim to the earlier one.
SELECT 'links.csv' AS file, l.line,
    CASE WHEN a.claim_id = b.claim_id THEN 'claim ' || a.claim_id || ' is linked to itself'
        ELSE 'claim_a ' || a.claim_id || ' is known on ' || a.known_on || ', before claim_b '
            || b.claim_id || ' on ' || b.known_on END AS message
FROM links AS l
JOIN claims AS a ON a.claim_id = l.claim_a
JOIN claims AS b ON b.claim_id = l.claim_b
WHERE a.claim_id = b.claim_id OR a.known_on < b.known_on
