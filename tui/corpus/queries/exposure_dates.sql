-- What was paid, firm, announced and at most there on each known date up to now
SELECT known_from AS day, paid, paid_mark, firm, firm_mark, announced, announced_mark, headline, headline_mark,
    headline_quantified AS quantified, legs
FROM ladder_days
WHERE known_from <= as_of() AND legs > 0
ORDER BY known_from
