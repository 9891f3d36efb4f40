-- The matrix of all exposures: who pays whom, or of one class who holds what of whom, among the largest and all others
WITH there AS MATERIALIZED (
    SELECT CASE WHEN $only::VARCHAR IS NOT NULL OR class IN ('equity', 'credit') THEN holder_parent_no ELSE obligor_parent_no END AS paying,
        CASE WHEN $only::VARCHAR IS NOT NULL OR class IN ('equity', 'credit') THEN obligor_parent_no ELSE holder_parent_no END AS paid_to,
        CASE WHEN $only::VARCHAR IS NOT NULL OR in_dollars THEN dollars END AS dollars,
        CASE WHEN $only::VARCHAR IS NOT NULL OR in_dollars THEN mark END AS mark,
        -- From the least firm up, as tui/network/leg.py has them.
        list_position(['denied', 'withdrawn', 'paused', '', 'rumoured', 'announced', 'loi', 'conditional', 'binding', 'delivered', 'partly_paid', 'paid'],
            CASE WHEN standing = 'live' THEN coalesce(status::VARCHAR, '') ELSE standing::VARCHAR END) AS firmness,
        leg_no
    FROM exposures_of($entity::VARCHAR, NULL)
    WHERE ($deal::VARCHAR IS NULL OR deal_id = $deal::VARCHAR)
        AND CASE WHEN $only::VARCHAR IS NULL THEN NOT delivery ELSE class = $only::exposure_class END
),
parties AS (
    SELECT party, sum(dollars) AS dollars, count(*) AS legs
    FROM (
        SELECT paying AS party, dollars FROM there
        UNION ALL
        SELECT paid_to, dollars FROM there WHERE paid_to <> paying
    )
    GROUP BY party
),
largest AS MATERIALIZED (
    SELECT party, row_number() OVER (ORDER BY coalesce(dollars, 0) DESC, legs DESC, party) AS place
    FROM parties
    QUALIFY place < $most::BIGINT OR count(*) OVER () <= $most::BIGINT
),
cells AS (
    SELECT a.place AS down, b.place AS across, any_value(a.party) AS paying, any_value(b.party) AS paid_to,
        sum(t.dollars)::BIGINT AS dollars, max(t.mark) AS mark, count(t.dollars) AS quantified, count(*) AS legs,
        min(t.firmness) AS firmness, min(t.leg_no) AS leg_no
    FROM there AS t
    LEFT JOIN largest AS a ON a.party = t.paying
    LEFT JOIN largest AS b ON b.party = t.paid_to
    GROUP BY a.place, b.place
)
SELECT p.entity_id AS payer, r.entity_id AS payee, c.down, c.across, c.dollars, c.mark::VARCHAR AS mark, c.quantified, c.legs,
    ['denied', 'withdrawn', 'paused', '', 'rumoured', 'announced', 'loi', 'conditional', 'binding', 'delivered', 'partly_paid', 'paid'][c.firmness] AS least,
    n.leg_id, (SELECT count(*) FROM parties) AS parties
FROM cells AS c
JOIN leg_numbers AS n ON n.leg_no = c.leg_no
LEFT JOIN entity_numbers AS p ON p.entity_no = c.paying
LEFT JOIN entity_numbers AS r ON r.entity_no = c.paid_to
ORDER BY c.down NULLS LAST, c.across NULLS LAST
