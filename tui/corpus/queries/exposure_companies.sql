-- Whoever pays or is paid, those of the most claimed dollars first, then of the most legs
SELECT n.entity_id AS company
FROM (
    SELECT party, sum(coalesce(amount_high, amount_low, 0)) AS dollars, count(*) AS legs
    FROM (
        SELECT holder_parent_no AS party, amount_high, amount_low FROM exposure_versions
        WHERE known_from <= as_of() AND known_to > as_of() AND NOT delivery
        UNION ALL
        SELECT obligor_parent_no, amount_high, amount_low FROM exposure_versions
        WHERE known_from <= as_of() AND known_to > as_of() AND NOT delivery AND obligor_parent_no <> holder_parent_no
    )
    GROUP BY party
) AS p
JOIN entity_numbers AS n ON n.entity_no = p.party
ORDER BY p.dollars DESC, p.legs DESC, n.entity_id
