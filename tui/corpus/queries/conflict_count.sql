-- How many pairs of claims contradict each other, and how many articles are known
SELECT (SELECT count(*) FROM conflicts WHERE known_from <= as_of() AND verdict = 'contradiction') AS contradictions,
    (SELECT count(*) FROM sources WHERE known_on <= as_of()) AS articles
