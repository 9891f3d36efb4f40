-- Texts that hold every word: entities and deals first, then claims and paragraphs, newest article first
SELECT kind, source_id, n, claim_id, entity_id, deal_id, known_on, text
FROM texts
WHERE known_on <= as_of()
    AND contains(folded, fold($w1)) AND contains(folded, fold($w2)) AND contains(folded, fold($w3))
    AND contains(folded, fold($w4)) AND contains(folded, fold($w5)) AND contains(folded, fold($w6))
ORDER BY place, known_on DESC, source_id, n, claim_id, entity_id, deal_id
