-- Claims of different voices that cannot both hold, contradictions first
WITH listed AS MATERIALIZED (
    -- What is read of them is read for those that are asked for.
    SELECT * FROM conflict_pairs
    WHERE known_from <= as_of() AND verdict IN ('contradiction', 'revision')
    ORDER BY verdict, known_from DESC, earlier, later
    LIMIT $count::BIGINT
),
told AS MATERIALIZED (
    SELECT claim_id, statement FROM known_now() WHERE claim_id IN (SELECT earlier FROM listed UNION ALL SELECT later FROM listed)
)
SELECT k.verdict, k.known_from, coalesce(g.what || ' ' || p.name || '-' || r.name, d.title, n.name, k.about) AS about,
    k.property::VARCHAR AS property, k.term,
    k.earlier, a.statement AS earlier_statement, k.earlier_voice, k.later, b.statement AS later_statement, k.later_voice
FROM listed AS k
JOIN told AS a ON a.claim_id = k.earlier
JOIN told AS b ON b.claim_id = k.later
LEFT JOIN (SELECT * FROM legs WHERE leg_id IN (SELECT about FROM listed)) AS g ON g.leg_id = k.about
LEFT JOIN entities AS p ON p.entity_id = g.payer_id
LEFT JOIN entities AS r ON r.entity_id = g.payee_id
LEFT JOIN (SELECT * FROM deals WHERE deal_id IN (SELECT about FROM listed)) AS d ON d.deal_id = k.about
LEFT JOIN entities AS n ON n.entity_id = k.about
ORDER BY k.verdict, k.known_from DESC, k.earlier, k.later
