-- Claims that speak of the same thing have the same key: in the order of keys, so that what else is said is found at once.
-- Different things may have one, seldom. Status and standing are one thing here.
CREATE TABLE claim_keys AS
SELECT (hash(leg_id, deal_id, entity_id, object_id, term, CASE WHEN property = 'standing' THEN 'status' ELSE property END) & 4294967295)::UINTEGER AS key,
    rowid AS place
FROM claims
ORDER BY key, place;
