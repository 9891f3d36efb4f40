-- Texts that hold every word: entities and deals first, then claims and paragraphs, the newest first
WITH matching AS MATERIALIZED (
    -- Found first and read then: to sort a hundred thousand texts would take longer than to find them.
    SELECT nth, place, starts_with(folded, fold($w1)) AS begins
    FROM texts
    WHERE known_on <= as_of()
        AND contains(folded, fold($w1))
        AND ($w2 = '' OR contains(folded, fold($w2))) AND ($w3 = '' OR contains(folded, fold($w3)))
        AND ($w4 = '' OR contains(folded, fold($w4))) AND ($w5 = '' OR contains(folded, fold($w5)))
        AND ($w6 = '' OR contains(folded, fold($w6)))
),
hits AS (
    SELECT * FROM matching
    ORDER BY place, begins DESC, nth
    LIMIT $count::BIGINT OFFSET $skip::BIGINT
)
SELECT t.kind, t.source_id, t.n, t.claim_id, t.entity_id, t.deal_id, t.known_on, t.text, (SELECT count(*) FROM matching) AS total
FROM hits
JOIN texts AS t ON t.nth = hits.nth
ORDER BY hits.place, hits.begins DESC, t.nth
