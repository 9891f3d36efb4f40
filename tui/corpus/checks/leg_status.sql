-- Every leg has a status of its own or of its deal, or the deal's note has the words "no status:" and why.
WITH firm AS (
    SELECT leg_id, deal_id
    FROM claims
    WHERE property = 'status' AND rank <> 'deprecated' AND tier <= 5
        AND stance IN ('affirmed', 'reported', 'forecast')
)
SELECT 'legs.csv' AS file, g.line, 'leg ' || g.leg_id || ' has no status claim' AS message
FROM legs AS g
LEFT JOIN deals AS d ON d.deal_id = g.deal_id
WHERE g.leg_id NOT IN (SELECT leg_id FROM firm WHERE leg_id IS NOT NULL)
    AND g.deal_id NOT IN (SELECT deal_id FROM firm WHERE deal_id IS NOT NULL)
    AND NOT coalesce(contains(d.note, 'no status:'), false)
