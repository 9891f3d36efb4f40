"""What two voices say of one thing in the shipped corpus: each pair of claims has its verdict."""

from datetime import date
from itertools import combinations

from tests.corpus.shipped import LATER, Row, ask, claims
from tui.corpus.program import work_out
from tui.corpus.store import Store

BELIEVED = ("affirmed", "reported", "forecast")
# From so many claims on, pairs that agree are no longer listed.
MANY = 20_000


def test_the_view_lists_each_pair_once_with_the_verdict_of_its_definition() -> None:
    links = ask("SELECT claim_a, relation::VARCHAR AS relation, claim_b FROM links")
    publisher = {
        row["source_id"]: row["publisher"]
        for row in ask("SELECT source_id, publisher FROM sources")
    }
    retelling = {
        row["claim_a"] for row in links if row["relation"] in ("same_origin", "corroborates")
    }
    overtaken = {
        (row["claim_b"], row["claim_a"]) for row in links if row["relation"] == "supersedes"
    }
    voiced = [
        row
        for row in claims()
        if row["rank"] != "deprecated"
        and row["tier"] <= 5
        and row["property"] != "opinion"
        and (
            row["stance"] == "negated"
            or (row["stance"] in BELIEVED and row["claim_id"] not in retelling)
        )
    ]
    voiced.sort(key=lambda row: (row["known_on"], row["claim_id"]))
    expected = {}
    for a, b in combinations(voiced, 2):
        thing = [(row["about"], row["property"], row["term"]) for row in (a, b)]
        voices = [(row["origin"] or publisher[row["source_id"]], row["speaker"]) for row in (a, b)]
        if thing[0] == thing[1] and voices[0] != voices[1]:
            pair = a["claim_id"], b["claim_id"]
            expected[pair] = _verdict(a, b, superseded=pair in overtaken)
    found = {(r["earlier"], r["later"]): r["verdict"] for r in ask("FROM conflicts", LATER)}
    assert found == expected
    assert {*expected.values()} == {"compatible", "not_comparable", "revision"}


def _verdict(a: Row, b: Row, *, superseded: bool) -> str:
    """As the design defines it; a relation to another thing has nothing to do with this one."""
    if a["unit"] != b["unit"] or a["scope"] != b["scope"]:
        return "not_comparable"
    agree = _overlap(a, b)
    if a["property"] in ("milestone", "price_move") and a["valid_from"] and b["valid_from"]:
        spans = sorted(
            [(row["valid_from"], row["valid_to"]) for row in (a, b)],
            key=lambda span: (span[0], -span[1].toordinal()),
        )
        if spans[1][1] <= spans[0][1]:
            return "not_comparable"
        agree = spans[1][0] <= spans[0][1]
    elif (a["stance"] == "negated") != (b["stance"] == "negated"):
        if a["status"] == b["status"] and a["object_id"] != b["object_id"]:
            return "not_comparable"
        agree = a["status"] != b["status"]
    elif a["property"] == "relation":
        return "compatible" if a["object_id"] == b["object_id"] else "not_comparable"
    elif a["property"] in ("status", "standing"):
        agree = a["status"] == b["status"]
    if agree:
        return "compatible"
    since = b["valid_from"] or b["known_on"]
    until = a["valid_to"] or a["valid_from"] or a["known_on"]
    return "revision" if superseded or since > until else "contradiction"


def _overlap(a: Row, b: Row) -> bool:
    ends = []
    for row in (a, b):
        hedge = 0.1 if row["bound"] == "about" else 0.0
        low = 0.0 if row["low"] is None else float(row["low"]) * (1 - hedge)
        high = float("inf") if row["high"] is None else float(row["high"]) * (1 + hedge)
        ends.append((low, high))
    return ends[0][0] <= ends[1][1] and ends[1][0] <= ends[0][1]


def test_of_very_many_claims_those_that_agree_are_left_out_and_the_others_are_not() -> None:
    store = Store.memory()
    store.script_file("schema.sql")
    store.script(
        f"""INSERT INTO sources SELECT lpad(i::VARCHAR, 3, '0'), 't', 'p' || i, NULL, NULL, 'en',
            'news', 3, day, day, 'stated', NULL, repeat('a', 64), NULL
        FROM (SELECT i, DATE '2025-01-01' + i::INTEGER * 30 AS day FROM range(3) AS r (i));
        INSERT INTO entities
        SELECT 'e' || i, 'E' || i, 'company', NULL, NULL, NULL FROM range({MANY}) AS r (i);
        INSERT INTO claims BY NAME
        SELECT s || '-' || i AS claim_id, lpad(s::VARCHAR, 3, '0') AS source_id,
            'e' || i AS entity_id, 'revenue' AS property, '' AS term, 1 + (i = 7 AND s = 2)::INTEGER
            AS low, 1 + (i = 7 AND s = 2)::INTEGER AS high, 'usd' AS unit, 'exact' AS bound,
            'single' AS scope, false AS derived, 'affirmed' AS stance, 'author' AS attribution,
            'none' AS precision, DATE '2025-01-01' + s::INTEGER * 30 AS known_on, 3 AS tier,
            'normal' AS rank, 'said' AS statement
        FROM range({MANY}) AS r (i), range(3) AS q (s) WHERE s <> 1 OR i < 5"""
    )
    work_out(store)
    # From the second day on more claims are known than that; of all pairs but one the two agree.
    found = store.rows("SELECT about, verdict, known_from FROM conflict_pairs ORDER BY about")
    assert found == [("e7", "revision", date(2025, 3, 2))]
