-- Claims of different voices that cannot both hold, contradictions first
SELECT k.verdict, k.known_from, coalesce(g.what || ' ' || p.name || '-' || r.name, d.title, n.name, k.about) AS about,
    k.property::VARCHAR AS property, k.term,
    k.earlier, a.statement AS earlier_statement, k.earlier_voice, k.later, b.statement AS later_statement, k.later_voice
FROM conflicts AS k
JOIN known AS a ON a.claim_id = k.earlier
JOIN known AS b ON b.claim_id = k.later
LEFT JOIN legs AS g ON g.leg_id = k.about
LEFT JOIN entities AS p ON p.entity_id = g.payer_id
LEFT JOIN entities AS r ON r.entity_id = g.payee_id
LEFT JOIN deals AS d ON d.deal_id = k.about
LEFT JOIN entities AS n ON n.entity_id = k.about
WHERE k.verdict IN ('contradiction', 'revision')
ORDER BY k.verdict, k.known_from DESC, k.earlier, k.later
