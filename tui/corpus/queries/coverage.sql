-- Legs with and without dollars in each lens, by kind
SELECT kind::VARCHAR AS kind, count(*) AS legs, count(headline) AS headline, count(announced) AS announced,
    count(firm) AS firm, count(paid) AS paid
FROM flows_now()
WHERE NOT gone
GROUP BY kind
ORDER BY kind
