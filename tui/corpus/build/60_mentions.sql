-- Which claims speak of a leg, a deal or an entity: in the order of names, so that those of one are found at once; and
-- the place of each among the claims, which is found sooner than its id, and the first paragraph that says so.
CREATE TABLE mentions AS
SELECT about, claim_id, place, n
FROM (
    -- In one go: the claims put aside for four branches would fill the memory.
    SELECT unnest([c.leg_id, c.deal_id, c.entity_id, c.object_id]) AS about, c.claim_id, s.place, s.n
    FROM claims AS c
    JOIN claim_starts AS s ON s.place = c.rowid
)
WHERE about IS NOT NULL
ORDER BY about, claim_id;
