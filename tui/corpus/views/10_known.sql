-- The views that panes and the console read. They obey two dials, the variables as_of and lens.

-- The date of the dial, today where none is set: SET VARIABLE as_of = DATE '2025-10-07' sets it.
CREATE MACRO as_of() AS coalesce(getvariable('as_of')::DATE, current_date);
-- The lens of the dial, headline where none is set: SET VARIABLE lens = 'firm' sets it.
CREATE MACRO lens() AS coalesce(getvariable('lens')::VARCHAR, 'headline');

-- What the views known and beliefs show, for queries of a few claims: to put all in order takes longer than to find those.
CREATE MACRO known_now() AS TABLE
SELECT c.*, c.rowid AS place, s.publisher, coalesce(c.origin, s.publisher) AS first_publisher
FROM claims AS c
JOIN sources AS s ON s.source_id = c.source_id
WHERE c.known_on <= as_of();

-- What the view beliefs shows, with the legs by number and in no order.
CREATE MACRO beliefs_now() AS TABLE
SELECT * FROM versions WHERE known_from <= as_of() AND known_to > as_of();

-- Every claim that can be read on the date of the dial.
CREATE VIEW known AS
SELECT * EXCLUDE (place) FROM known_now()
ORDER BY claim_id;

-- The belief on each key on the date of the dial.
CREATE VIEW beliefs AS
SELECT * EXCLUDE (leg_no) FROM beliefs_now()
ORDER BY subject, property, term, object_id, unit, scope, claim_id;
