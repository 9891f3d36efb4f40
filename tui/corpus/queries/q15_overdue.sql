-- Which promised dates have passed without a word of delivery?
SELECT o.days_overdue, o.valid_to AS due, o.precision::VARCHAR AS precision, o.subject, o.term, o.standing::VARCHAR AS standing, o.statement, o.source_id, o.claim_id
FROM overdue AS o
ORDER BY o.days_overdue DESC, o.claim_id
