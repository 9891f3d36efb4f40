-- Beliefs that hang on one origin, or on nothing better than a blog.
CREATE VIEW fragile AS
SELECT b.subject, b.property, b.term, b.claim_id, o.origins, o.best_tier, c.statement
FROM beliefs AS b
JOIN claims AS c ON c.claim_id = b.claim_id
JOIN (
    SELECT coalesce('leg:' || leg_id, 'deal:' || deal_id, 'entity:' || entity_id) AS subject, property, term,
        object_id, unit, scope, count(DISTINCT first_publisher) AS origins, min(tier) AS best_tier
    FROM known
    WHERE tier <= 5 AND rank <> 'deprecated' AND stance IN ('affirmed', 'reported', 'forecast')
    GROUP BY ALL
) AS o ON o.subject = b.subject AND o.property = b.property AND o.term = b.term
    AND o.object_id IS NOT DISTINCT FROM b.object_id AND o.unit IS NOT DISTINCT FROM b.unit AND o.scope = b.scope
WHERE NOT b.via_deal AND (o.origins = 1 OR o.best_tier >= 5)
ORDER BY b.subject, b.property, b.term, b.object_id, b.unit, b.claim_id;
