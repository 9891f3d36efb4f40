-- Which sources disagree about the size of something?
SELECT k.verdict, k.about, k.property::VARCHAR AS property, k.term, a.unit::VARCHAR AS unit,
    a.low AS earlier_low, a.high AS earlier_high, a.source_id AS earlier_source, k.earlier_voice,
    b.low AS later_low, b.high AS later_high, b.source_id AS later_source, k.later_voice,
    -- How far apart they are where both are numbers of one unit.
    CASE WHEN a.unit = b.unit AND least(coalesce(a.high, a.low), coalesce(b.high, b.low)) > 0
        THEN round(100 * abs(coalesce(b.high, b.low) - coalesce(a.high, a.low)) / least(coalesce(a.high, a.low), coalesce(b.high, b.low)), 1)
    END AS gap_percent, k.earlier, k.later
FROM conflicts AS k
JOIN known AS a ON a.claim_id = k.earlier
JOIN known AS b ON b.claim_id = k.later
WHERE k.property IN ('amount', 'funded', 'stake', 'capacity', 'units', 'valuation', 'revenue') AND k.verdict <> 'compatible'
ORDER BY k.verdict, k.about, k.property, k.term, k.earlier, k.later
