-- Claims of different voices about one thing, and whether both can hold, once both are known.
CREATE VIEW conflicts AS
SELECT * FROM conflict_pairs
WHERE known_from <= as_of()
ORDER BY known_from, about, property, term, earlier, later;
