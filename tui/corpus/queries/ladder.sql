-- The ladder: dollars and coverage in each of the four lenses
FROM coverage
ORDER BY rung
