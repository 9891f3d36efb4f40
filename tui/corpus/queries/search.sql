-- Texts that hold every word: entities and deals first, then claims and paragraphs; what begins with it, then the newest
SELECT kind, source_id, n, claim_id, entity_id, deal_id, known_on, text
FROM texts
WHERE known_on <= as_of()
    AND contains(folded, fold($w1)) AND contains(folded, fold($w2)) AND contains(folded, fold($w3))
    AND contains(folded, fold($w4)) AND contains(folded, fold($w5)) AND contains(folded, fold($w6))
ORDER BY place, starts_with(folded, fold($w1)) DESC, known_on DESC, source_id, n, claim_id, entity_id, deal_id
