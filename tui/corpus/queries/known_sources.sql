-- The articles that can be read on the date of the dial
SELECT source_id FROM sources WHERE known_on <= as_of() ORDER BY source_id
