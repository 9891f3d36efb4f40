-- What a leg is counted in beside dollars: gigawatts, shares, a count.
CREATE TABLE leg_units AS
SELECT leg_no, leg_id, property, term, unit, low, high, bound, claim_id, known_from, known_to
FROM versions
WHERE leg_no IS NOT NULL AND property IN ('stake', 'capacity', 'units') AND scope = 'single'
ORDER BY roundness(known_from, known_to) DESC, round_day(known_from, known_to), known_from, leg_no, property, term, unit, claim_id;
