-- Tables worked out once, after the files are loaded: what holds from when to when, so that a day is one filter.
-- Rules: a claim competes for a key; the latest day's best claim is the belief until the next.

-- Where a row that holds from one day until another stands in its table. What still holds comes first; of the rest
-- all that hold on one day lie together, as in an interval tree: a row belongs to the roundest day that it holds on.

-- A day as a number.
CREATE MACRO day_number(d) AS d - DATE '1970-01-01';
-- How round the roundest day is that a row holds on; 99 for what still holds.
CREATE MACRO roundness(held_from, held_to) AS CASE WHEN held_to < DATE '9999-12-31'
    THEN floor(log2(xor(day_number(held_from) - 1, day_number(held_to) - 1)))::INTEGER ELSE 99 END;
-- The roundest day that a row holds on.
CREATE MACRO round_day(held_from, held_to) AS CASE WHEN held_to < DATE '9999-12-31'
    THEN ((day_number(held_to) - 1) >> roundness(held_from, held_to)) << roundness(held_from, held_to) ELSE 0 END;
