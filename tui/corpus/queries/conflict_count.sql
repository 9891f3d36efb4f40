-- How many pairs of claims cannot both hold, and how many articles are known
SELECT (SELECT coalesce(max(conflicts), 0) FROM conflict_days WHERE known_from <= as_of()) AS conflicts,
    (SELECT count(*) FROM sources WHERE known_on <= as_of()) AS articles
