-- Capital loops: every closed chain of legs between companies, the smallest leg first
-- Kept are the loops in cash alone ($medium cash: of their legs those in cash) or all others (not_cash), with dollars on every
-- arrow, on some or on no arrow ($dollars), of $least to $most companies, with each word of a text in a company's name.
WITH named AS (
    SELECT map(list(entity_id ORDER BY entity_id), list(name ORDER BY entity_id)) AS names FROM entities
),
arrows AS (
    SELECT payer, payee, count(*) AS legs, count(CASE WHEN in_dollars THEN dollars END) AS quantified,
        sum(CASE WHEN in_dollars THEN dollars END)::BIGINT AS dollars, bool_or(medium = 'cash') AS in_cash, bool_or(deal_id = $deal::VARCHAR) AS of_deal
    FROM current_legs
    WHERE NOT gone AND kind NOT IN ('capacity', 'guarantee') AND ($medium::VARCHAR IS DISTINCT FROM 'cash' OR medium = 'cash')
    GROUP BY payer, payee
),
closed AS (
    SELECT l.companies, l.length, min(a.dollars) AS smallest, sum(a.quantified)::BIGINT AS quantified, sum(a.legs)::BIGINT AS legs,
        count(*) - count(a.dollars) AS without_dollars
    FROM (SELECT companies, length, unnest(range(1, length + 1)) AS i FROM loops) AS l
    JOIN arrows AS a ON a.payer = l.companies[l.i] AND a.payee = l.companies[l.i % l.length + 1]
    GROUP BY l.companies, l.length
    HAVING count(*) = l.length
        AND ($medium::VARCHAR IS DISTINCT FROM 'not_cash' OR NOT bool_and(a.in_cash)) AND ($deal::VARCHAR IS NULL OR bool_or(a.of_deal))
),
told AS (
    SELECT c.*, list_transform(c.companies, lambda company: n.names[company]) AS called FROM closed AS c, named AS n
)
SELECT array_to_string(called, ' > ') AS chain, smallest, length, quantified, legs
FROM told
WHERE ($entity::VARCHAR IS NULL OR list_contains(companies, $entity::VARCHAR))
    AND ($through::VARCHAR IS NULL OR list_contains(companies, $through::VARCHAR))
    AND ($least::BIGINT IS NULL OR length >= $least::BIGINT) AND ($most::BIGINT IS NULL OR length <= $most::BIGINT)
    AND ($text::VARCHAR IS NULL OR list_bool_and(list_transform(
        string_split(fold($text::VARCHAR), ' '), lambda word: contains(fold(array_to_string(called, ' ')), word))))
    AND CASE $dollars::VARCHAR WHEN 'every' THEN without_dollars = 0 WHEN 'some' THEN without_dollars BETWEEN 1 AND length - 1
        WHEN 'no' THEN without_dollars = length ELSE true END
-- A loop with an arrow without dollars stands below those without one.
ORDER BY smallest IS NULL, without_dollars, smallest DESC, length, companies
