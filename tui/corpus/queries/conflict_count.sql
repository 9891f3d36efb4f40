-- How many pairs of claims cannot both hold, and how many articles are known
SELECT (SELECT count(*) FROM conflicts WHERE verdict IN ('contradiction', 'revision')) AS conflicts,
    (SELECT count(*) FROM sources WHERE known_on <= as_of()) AS articles
