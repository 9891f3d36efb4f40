-- Whether a text holds these words, as a search compares them; a word that is null is in every text.
CREATE MACRO holds(t, one, two, three) AS
    contains(fold(t), fold(coalesce(one, ''))) AND contains(fold(t), fold(coalesce(two, ''))) AND contains(fold(t), fold(coalesce(three, '')));

-- The same of a text that is folded.
CREATE MACRO holds_folded(t, one, two, three) AS
    contains(t, fold(coalesce(one, ''))) AND contains(t, fold(coalesce(two, ''))) AND contains(t, fold(coalesce(three, '')));

-- A number to order by: from the least on, or from the greatest.
CREATE MACRO turned(n, reverse) AS CASE WHEN reverse THEN -n ELSE n END;

-- Who has these words, whole and in one piece, in its name or an alias.
CREATE MACRO entities_named(words) AS TABLE
SELECT entity_no
FROM entity_numbers
WHERE entity_id IN (
    SELECT entity_id
    FROM (SELECT entity_id, name AS spelled FROM entities UNION ALL SELECT entity_id, alias FROM aliases)
    WHERE contains(' ' || replace(fold(spelled), '''', ' ') || ' ', ' ' || replace(fold(words), '''', ' ') || ' ')
);

-- The legs known on that date of whose parties one is called so.
CREATE MACRO legs_named(words) AS TABLE
SELECT n.leg_id, n.deal_id
FROM leg_parties AS p
JOIN leg_numbers AS n ON n.leg_no = p.leg_no
WHERE p.known_from <= as_of() AND (p.payer_no IN (FROM entities_named(words)) OR p.payee_no IN (FROM entities_named(words)));
