-- Who pays whom, from when to when, in numbers: of each leg what sums over the network ask for. A unit counts as its parent.
CREATE TABLE flow_versions AS
SELECT v.leg_no, p.entity_no AS payer_no, r.entity_no AS payee_no, v.payer_kind, v.payee_kind, v.kind, v.medium, v.gone, v.in_dollars,
    v.headline, v.announced, v.firm, v.paid, v.headline_mark::mark AS headline_mark, v.announced_mark::mark AS announced_mark,
    v.firm_mark::mark AS firm_mark, v.paid_mark::mark AS paid_mark, v.known_from, v.known_to
FROM leg_versions AS v
JOIN entity_numbers AS p ON p.entity_id = v.payer
JOIN entity_numbers AS r ON r.entity_id = v.payee
ORDER BY roundness(v.known_from, v.known_to) DESC, round_day(v.known_from, v.known_to), v.known_from, v.leg_no;
