-- Legs by number: to join by name takes several times as long.
CREATE TABLE leg_numbers AS
SELECT (row_number() OVER (ORDER BY leg_id))::INTEGER AS leg_no, leg_id, deal_id FROM legs ORDER BY leg_id;
