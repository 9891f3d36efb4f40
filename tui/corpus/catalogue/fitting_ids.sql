-- The ids of a kind that fit what is typed, the best first: those that begin so, those of which a word does, from three characters on those that have it inside
SELECT id, stands_for
FROM (
    SELECT entity_id AS id, name AS stands_for FROM entities WHERE $kind = 'entity_id'
    UNION ALL SELECT deal_id, title FROM deals WHERE $kind = 'deal_id'
    UNION ALL SELECT leg_id, payer_id || ' → ' || payee_id || ', ' || what FROM legs WHERE $kind = 'leg_id'
    UNION ALL SELECT source_id, publisher FROM sources WHERE $kind = 'source_id'
    UNION ALL SELECT known_on::VARCHAR, left(string_agg(DISTINCT publisher, ', ' ORDER BY publisher), 200) FROM sources WHERE $kind = 'known_on' GROUP BY known_on
)
-- Whatever fits has it somewhere: most ids are looked at once.
WHERE contains(lower(id), lower($typed))
    AND (length($typed) > 2 OR starts_with(lower(id), lower($typed)) OR contains(lower(id), '_' || lower($typed)))
ORDER BY CASE WHEN starts_with(lower(id), lower($typed)) THEN 0 WHEN contains(lower(id), '_' || lower($typed)) THEN 1 ELSE 2 END, id
LIMIT $most
