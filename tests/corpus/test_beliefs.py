"""How a belief is chosen and what each lens counts: the rules, on rows made for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from tui.corpus.program import work_out
from tui.corpus.store import Store

BILLION = 10**9
FIRST, SECOND = "2025-01-10", "2025-02-10"

Claim = Callable[..., str]


class Corpus:
    """Two companies, one deal of two legs, and the claims that a test makes."""

    def __init__(self) -> None:
        self.store = Store.memory()
        self.store.script_file("schema.sql")
        self.store.script(
            f"""
            INSERT INTO sources BY NAME SELECT s AS source_id, 'a title' AS title, s AS publisher,
                'en' AS language, 'news' AS kind, 3 AS tier, DATE '{FIRST}' AS known_on,
                'stated' AS known_basis, s AS sha256 FROM unnest(['a', 'b', 'c']) AS t (s);
            INSERT INTO entities BY NAME SELECT e AS entity_id, e AS name, 'company' AS kind
                FROM unnest(['maker', 'lab']) AS t (e);
            INSERT INTO deals BY NAME
                SELECT 'deal' AS deal_id, 'a deal' AS title, 'none' AS relation;
            INSERT INTO legs BY NAME SELECT 'leg' AS leg_id, 'deal' AS deal_id, 'maker' AS payer_id,
                'lab' AS payee_id, 'equity' AS kind, 'cash' AS medium, 'equity' AS what;
            INSERT INTO legs BY NAME SELECT 'back' AS leg_id, 'deal' AS deal_id, 'lab' AS payer_id,
                'maker' AS payee_id, 'purchase' AS kind, 'cash' AS medium, 'chips' AS what;
            """
        )
        self.count = 0

    def claim(self, **cells: object) -> str:
        """A claim on the leg, unless told otherwise; its id."""
        self.count += 1
        row: dict[str, object] = {
            "claim_id": f"c{self.count:02}",
            "source_id": "a",
            "leg_id": None if "deal_id" in cells else "leg",
            "deal_id": None,
            "property": "amount",
            "term": "",
            "low": None,
            "high": None,
            "unit": None,
            "bound": None,
            "scope": "single",
            "derived": False,
            "status": None,
            "stance": "affirmed",
            "attribution": "author",
            "precision": "none",
            "known_on": FIRST,
            "tier": 3,
            "rank": "normal",
            "statement": "said",
        } | cells
        names = ", ".join(row)
        marks = ", ".join(f"${name}" for name in row)
        self.store.rows(f"INSERT INTO claims ({names}) VALUES ({marks})", row)
        return str(row["claim_id"])

    def usd(self, low: float | None, high: float | None, **cells: object) -> str:
        """An amount in billions."""
        bound = "up_to" if low is None else "at_least" if high is None else "exact"
        if low is not None and high is not None and low != high:
            bound = "range"
        ends = {
            "low": None if low is None else int(low * BILLION),
            "high": None if high is None else int(high * BILLION),
        }
        return self.claim(**({"unit": "usd", "bound": bound} | ends | cells))

    def status(self, status: str, **cells: object) -> str:
        return self.claim(**({"property": "status", "status": status} | cells))

    def standing(self, standing: str, **cells: object) -> str:
        return self.claim(**({"property": "standing", "status": standing} | cells))

    def link(self, later: str, relation: str, earlier: str) -> None:
        self.store.rows(
            "INSERT INTO links VALUES ($a, $r, $b, NULL)", {"a": later, "r": relation, "b": earlier}
        )

    def built(self) -> Corpus:
        work_out(self.store)
        return self

    def believed(self, leg: str = "leg", prop: str = "amount") -> list[tuple[str, date, date]]:
        """Which claim was believed of a leg, from when to when."""
        return self.store.rows(
            "SELECT claim_id, known_from, known_to FROM versions"
            " WHERE leg_id = $leg AND property = $prop ORDER BY known_from",
            {"leg": leg, "prop": prop},
        )

    def lenses(self, leg: str = "leg") -> tuple[float | None, ...]:
        """The leg's billions in the four lenses, at the end."""
        (row,) = self.store.rows(
            "SELECT headline, announced, firm, paid FROM leg_versions"
            " WHERE leg_id = $leg AND known_to = DATE '9999-12-31'",
            {"leg": leg},
        )
        return tuple(None if value is None else value / BILLION for value in row)


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


def test_later_news_wins_whatever_its_tier(corpus: Corpus) -> None:
    first = corpus.usd(5, 5, tier=1)
    second = corpus.usd(7, 7, tier=5, known_on=SECOND, source_id="b")
    assert corpus.built().believed() == [
        (first, date(2025, 1, 10), date(2025, 2, 10)),
        (second, date(2025, 2, 10), date(9999, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("loser", "winner"),
    [
        ({"tier": 2}, {"rank": "preferred", "tier": 5}),
        ({"tier": 4}, {"tier": 2}),
        ({"low": 6}, {"low": 5}),
        ({"low": 5}, {"low": None}),
        ({"claim_id": "z"}, {"claim_id": "y"}),
    ],
    ids=["preferred before tier", "better tier", "lower low", "no low before a low", "claim_id"],
)
def test_of_one_day_one_claim_is_believed(
    corpus: Corpus, loser: dict[str, object], winner: dict[str, object]
) -> None:
    corpus.usd(**({"low": 5, "high": 9, "source_id": "b"} | loser))
    wins = corpus.usd(**({"low": 5, "high": 9} | winner))
    assert [row[0] for row in corpus.built().believed()] == [wins]


def test_a_legs_own_status_stands_before_its_deals_of_the_same_day(corpus: Corpus) -> None:
    of_deal = corpus.status("announced", deal_id="deal", tier=1)
    of_leg = corpus.status("binding")
    built = corpus.built()
    assert [row[0] for row in built.believed("leg", "status")] == [of_leg]
    assert [row[0] for row in built.believed("back", "status")] == [of_deal]


def test_a_deals_later_standing_takes_all_its_legs(corpus: Corpus) -> None:
    corpus.status("announced")
    corpus.status("announced", leg_id="back")
    gone = corpus.standing("withdrawn", deal_id="deal", known_on=SECOND)
    built = corpus.built()
    for leg in ("leg", "back"):
        assert [row[0] for row in built.believed(leg, "standing")] == [gone]


@pytest.mark.parametrize("relation", ["same_origin", "corroborates"])
def test_a_retelling_does_not_compete(corpus: Corpus, relation: str) -> None:
    first = corpus.usd(None, 100)
    flat = corpus.usd(100, 100, known_on=SECOND, source_id="b")
    corpus.link(flat, relation, first)
    assert [row[0] for row in corpus.built().believed()] == [first]


@pytest.mark.parametrize("relation", ["supersedes", "contradicts", "derived_from"])
def test_other_links_let_it_compete(corpus: Corpus, relation: str) -> None:
    first = corpus.usd(None, 100)
    later = corpus.usd(20, 20, known_on=SECOND, source_id="b")
    corpus.link(later, relation, first)
    assert [row[0] for row in corpus.built().believed()] == [first, later]


@pytest.mark.parametrize(
    "cells",
    [
        {"stance": "negated"},
        {"stance": "hypothetical"},
        {"stance": "question"},
        {"stance": "opinion"},
        {"rank": "deprecated", "rank_reason": "stale"},
        {"tier": 6},
    ],
    ids=lambda cells: str(next(iter(cells.values()))),
)
def test_what_is_not_claimed_is_not_believed(corpus: Corpus, cells: dict[str, object]) -> None:
    first = corpus.usd(5, 5)
    corpus.usd(9, 9, known_on=SECOND, source_id="b", **cells)
    assert [row[0] for row in corpus.built().believed()] == [first]


def test_a_joint_or_aggregate_amount_is_in_no_sum(corpus: Corpus) -> None:
    corpus.status("paid")
    corpus.usd(2, None, scope="joint", joint_id="j", bound="order_of_magnitude")
    corpus.usd(50, 50, scope="aggregate")
    built = corpus.built()
    assert built.lenses() == (None, None, None, None)
    rows = built.store.rows("SELECT dollars, quantified, legs FROM coverage ORDER BY rung")
    assert rows == [(None, 0, 1)] * 4


# status, standing, low, high -> headline, announced, firm, paid, in billions.
LENSES = [
    ("rumoured", "live", 20, 20, (20, None, None, None)),
    ("announced", "live", None, 100, (100, 100, None, None)),
    ("loi", "live", 8, 12, (12, 12, None, None)),
    ("conditional", "live", 5, None, (5, 5, None, None)),
    ("binding", "live", 8, 12, (12, 12, 8, None)),
    ("delivered", "live", 8, 8, (8, 8, 8, None)),
    ("paid", "live", 13, 13, (13, 13, 13, 13)),
    ("announced", "paused", None, 100, (100, None, None, None)),
    ("binding", "paused", 8, 8, (8, 8, 8, None)),
    ("announced", "withdrawn", None, 100, (None, None, None, None)),
    ("paid", "withdrawn", 13, 13, (13, 13, 13, 13)),
    ("paid", "denied", 13, 13, (None, None, None, None)),
]


@pytest.mark.parametrize(("status", "standing", "low", "high", "wanted"), LENSES)
def test_what_each_lens_counts(
    corpus: Corpus,
    status: str,
    standing: str,
    low: float | None,
    high: float | None,
    wanted: tuple[float | None, ...],
) -> None:
    corpus.status(status)
    corpus.usd(low, high)
    if standing != "live":
        corpus.standing(standing, known_on=SECOND)
    assert corpus.built().lenses() == wanted


def test_a_derived_amount_is_in_no_rung_below_headline(corpus: Corpus) -> None:
    corpus.status("announced")
    corpus.usd(350, 350, derived=True)
    assert corpus.built().lenses() == (350, None, None, None)


def test_what_was_funded_is_paid_and_lifts_the_rungs_above(corpus: Corpus) -> None:
    corpus.status("announced")
    corpus.usd(None, 10)
    corpus.usd(12, 12, property="funded")
    assert corpus.built().lenses() == (12, 12, 12, 12)


def test_totals_never_rise_from_headline_to_paid() -> None:
    # Every combination of status, standing, bounds, derived and funded, one leg each.
    statuses = [
        "rumoured",
        "announced",
        "loi",
        "conditional",
        "binding",
        "delivered",
        "partly_paid",
        "paid",
    ]
    standings = ["live", "paused", "withdrawn", "denied"]
    ends = [(None, 9), (9, None), (9, 9), (4, 9)]
    corpus = Corpus()
    for at, (status, standing, (low, high), derived, funded) in enumerate(
        product(statuses, standings, ends, [False, True], [None, 3])
    ):
        leg = f"leg{at:04}"
        corpus.store.rows(
            "INSERT INTO legs VALUES ($leg, 'deal', 'maker', 'lab', 'equity', 'cash', 'equity')",
            {"leg": leg},
        )
        corpus.status(status, leg_id=leg, claim_id=f"{leg}s")
        corpus.standing(standing, leg_id=leg, claim_id=f"{leg}t")
        corpus.usd(low, high, leg_id=leg, derived=derived, claim_id=f"{leg}a")
        if funded:
            corpus.usd(funded, funded, leg_id=leg, property="funded", claim_id=f"{leg}f")
    corpus.built()
    rows = corpus.store.rows("SELECT headline, announced, firm, paid FROM leg_versions")
    assert len(rows) == 8 * 4 * 4 * 2 * 2
    for row in rows:
        known = [value or 0 for value in row]
        assert known == sorted(known, reverse=True)
    totals = [row[0] for row in corpus.store.rows("SELECT dollars FROM coverage ORDER BY rung")]
    assert totals == sorted(totals, reverse=True)


def test_a_leg_is_there_from_its_first_claim_of_any_kind(corpus: Corpus) -> None:
    corpus.claim(property="condition")
    corpus.usd(5, 5, known_on=SECOND)
    rows = corpus.built().store.rows(
        "SELECT known_from, headline FROM leg_versions WHERE leg_id = 'leg' ORDER BY known_from"
    )
    assert rows == [(date(2025, 1, 10), None), (date(2025, 2, 10), 5 * BILLION)]
