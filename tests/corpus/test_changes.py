"""Every verb of what changed, on a corpus in which each leg does what its verb says."""

from __future__ import annotations

from datetime import date

import pytest

from tui.context import Context
from tui.corpus.program import work_out
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.legs import size_of
from tui.pages.news import news_line

LEG = "INSERT INTO legs VALUES ('{0}', 'd', 'a', 'b', 'equity', 'cash', 'equity');"
CLAIM = (
    "INSERT INTO claims (claim_id, source_id, leg_id, property, term, low, high, unit, bound,"
    " scope, derived, status, stance, attribution, precision, known_on, tier, rank, statement)"
    " VALUES"
    " ('{source}-{leg}-{property}', '{source}', '{leg}', '{property}', '', {low}, {high}, {unit},"
    " {bound}, 'single', false, {status}, 'affirmed', 'author', 'none', '{day}', 4, 'normal', 's');"
)
# The third source says nothing of any leg.
DAYS = {"1": "2025-01-01", "2": "2025-02-01", "3": "2025-02-20"}
UNITS = {"amount": ("'usd'", 10**9), "capacity": ("'mw'", 1000), "stake": ("'percent'", 1)}


def size(leg: str, source: str, property_: str, number: int) -> str:
    """So many billions, gigawatts or percent; below zero: up to as many."""
    unit, times = UNITS[property_]
    high = str(abs(number) * times)
    low, bound = ("NULL", "'up_to'") if number < 0 else (high, "'exact'")
    return CLAIM.format(
        **{"source": source, "leg": leg, "property": property_, "low": low, "high": high},
        **{"unit": unit, "bound": bound, "status": "NULL", "day": DAYS[source]},
    )


def status(leg: str, source: str, word: str, property_: str = "status") -> str:
    return CLAIM.format(
        **{"source": source, "leg": leg, "property": property_, "low": "NULL", "high": "NULL"},
        **{"unit": "NULL", "bound": "NULL", "status": f"'{word}'", "day": DAYS[source]},
    )


# A leg is named by its verb, and by what it is counted in where that is not dollars.
VERBS = {
    "appeared": [("2", "status", "announced")],
    "raised": [("1", "amount", 4), ("2", "amount", 5)],
    "lowered": [("1", "amount", 5), ("2", "amount", 4)],
    "sized": [("1", "status", "announced"), ("2", "amount", 4)],
    "firmed up": [("1", "status", "announced"), ("2", "status", "binding")],
    "weakened": [("1", "status", "binding"), ("2", "status", "announced")],
    "clarified": [("1", "status", "announced"), ("2", "status", "loi")],
    "paused": [("1", "status", "announced"), ("2", "standing", "paused")],
    "denied": [("1", "status", "announced"), ("2", "standing", "denied")],
    "vanished": [("1", "status", "announced"), ("2", "standing", "withdrawn")],
    "revived": [("1", "standing", "paused"), ("2", "standing", "live")],
    "restated": [("1", "amount", 4), ("2", "amount", -4)],
    "unchanged": [("1", "status", "announced")],
    "raised.gw": [("1", "capacity", 1), ("2", "capacity", 6)],
    "lowered.stake": [("1", "stake", -15), ("2", "stake", -10)],
    "restated.stake": [("1", "stake", -10), ("2", "stake", 10)],
    "sized.gw": [("1", "status", "announced"), ("2", "capacity", 6)],
    "sized.dollars": [("1", "capacity", 6), ("2", "amount", 4)],
    "unchanged.gw": [("1", "capacity", 6)],
}


FIGURE = (
    "INSERT INTO claims (claim_id, source_id, {about}_id, property, term, low, high, unit, bound,"
    " scope, derived, stance, attribution, valid_from, valid_to, precision, known_on, tier, rank,"
    " statement)"
    " VALUES ('{source}-{about}-{term}', '{source}', '{subject}', '{property}', '{term}', {value},"
    " {value}, {unit}, {bound}, 'single', false, 'affirmed', 'author', {day}, {day}, '{precision}',"
    " '{known}', 4, 'normal', 's');"
)


def figure(source: str, about: str, property_: str, term: str, value: int | str | None) -> str:
    """A figure of company `a` or deal `d`: billions, the day of a milestone, or no number."""
    dated = isinstance(value, str)
    return FIGURE.format(
        **{"source": source, "about": about, "subject": "a" if about == "entity" else "d"},
        **{"property": property_, "term": term, "known": DAYS[source]},
        value=value * 10**9 if isinstance(value, int) else "NULL",
        unit="NULL" if dated else "'usd'",
        bound="NULL" if dated else "'unspecified'" if value is None else "'exact'",
        day=f"'{value}'" if dated else "NULL",
        precision="day" if dated else "none",
    )


# A figure is named by its term: what it does on 1 February.
FIGURES = {
    "raised": [("1", "entity", "valuation", 4), ("2", "entity", "valuation", 5)],
    "lowered": [("1", "entity", "revenue", 5), ("2", "entity", "revenue", 4)],
    "sized": [("1", "deal", "amount", None), ("2", "deal", "amount", 4)],
    "appeared": [("2", "entity", "revenue", 7)],
    "restated": [
        ("1", "deal", "milestone", "2025-06-01"),
        ("2", "deal", "milestone", "2025-09-01"),
    ],
    "same": [("1", "entity", "valuation", 4), ("2", "entity", "valuation", 4)],
    "later": [("1", "entity", "valuation", 4), ("3", "entity", "valuation", 9)],
    "unsaid": [("2", "entity", "revenue", None)],
}


@pytest.fixture(scope="module")
def verbs() -> Store:
    """A corpus in which each leg, named by its verb, does what the verb says on 1 February."""
    store = Store.memory()
    store.script_file("schema.sql")
    source = (
        "INSERT INTO sources VALUES ('{0}', 't', 'p', NULL, NULL, 'en', 'news', 4, NULL, '{1}',"
    )
    script = [source.format(*each) + " 'stated', NULL, '0', NULL);" for each in DAYS.items()]
    script += [
        f"INSERT INTO entities VALUES ('{e}', '{e}', 'company', NULL, NULL, NULL);" for e in "ab"
    ]
    script.append("INSERT INTO deals VALUES ('d', 'd', 'none', NULL, NULL, NULL);")
    for verb, claims in VERBS.items():
        script.append(LEG.format(verb))
        for source_id, property_, value in claims:
            script.append(
                size(verb, source_id, property_, int(value))
                if property_ in UNITS
                else status(verb, source_id, str(value), property_)
            )
    script += [
        figure(source_id, about, property_, term, value)
        for term, told in FIGURES.items()
        for source_id, about, property_, value in told
    ]
    store.script("\n".join(script))
    work_out(store)
    return store


@pytest.mark.parametrize("leg", VERBS)
def test_every_verb(verbs: Store, leg: str) -> None:
    values = {"from": date(2025, 1, 15), "to": date(2025, 2, 15), "unchanged": True}
    frame = verbs.run(named("changes"), Context(date(2025, 3, 1)), values)
    row = next(row for row in frame.rows() if row["leg_id"] == leg)
    verb = leg.split(".")[0]
    assert row["change"] == verb
    # Only the source of February made a change.
    assert row["changed_by"] == (None if verb == "unchanged" else "2")


@pytest.mark.parametrize(
    ("leg", "before", "after"),
    [
        ("raised.gw", "1 GW", "6 GW"),
        ("lowered.stake", "≤15%", "≤10%"),
        ("sized.dollars", "6 GW", "4"),
        ("unchanged.gw", "6 GW", "6 GW"),
        ("paused", "?", "?"),
    ],
)
def test_a_leg_without_dollars_is_told_in_what_it_is_counted_in(
    verbs: Store, leg: str, before: str, after: str
) -> None:
    values = {"from": date(2025, 1, 15), "to": date(2025, 2, 15), "unchanged": True}
    frame = verbs.run(named("changes"), Context(date(2025, 3, 1)), values)
    row = next(row for row in frame.rows() if row["leg_id"] == leg)
    assert [size_of(row, FULL, side) for side in ("_before", "_after")] == [before, after]


@pytest.mark.parametrize("leg", VERBS)
def test_the_turns_of_a_deal_say_the_same(verbs: Store, leg: str) -> None:
    verb = leg.split(".")[0]
    frame = verbs.run(named("deal_turns"), Context(date(2025, 3, 1)), {"deal": "d"})
    turns = [row for row in frame.rows() if row["leg_id"] == leg]
    told = [(str(row["known_on"]), row["change"], row["source_id"]) for row in turns]
    first = [("2025-01-01", "appeared", "1")] * (verb != "appeared")
    assert told == [("2025-02-01", verb, "2")] * (verb != "unchanged") + first
    if leg == "sized.dollars":
        assert [size_of(turns[0], FULL, side) for side in ("_before", "")] == ["6 GW", "4"]
    # As of a date before, nothing of February is there.
    early = verbs.run(named("deal_turns"), Context(date(2025, 1, 15)), {"deal": "d"})
    assert [row["change"] for row in early.rows() if row["leg_id"] == leg] == [
        "appeared" for _ in first
    ]


def test_the_header_names_the_source_of_a_date_that_changed_no_leg(verbs: Store) -> None:
    def line(day: date) -> str:
        context = Context(day)
        return plain(news_line(verbs.run(named("news"), context).rows(), context, {}, FULL))

    assert line(date(2025, 2, 15)).startswith("new 2 ✗ a → b denied; ✗ a → b withdrawn")
    assert line(date(2025, 2, 20)) == line(date(2025, 3, 1)) == "new 3 changed no leg"
    assert line(date(2024, 12, 31)).startswith("nothing is known yet on this date")


def test_dates_in_the_wrong_order_are_put_right(verbs: Store) -> None:
    day, later = date(2025, 1, 15), date(2025, 2, 15)
    context = Context(date(2025, 3, 1))
    right = verbs.run(named("changes"), context, {"from": day, "to": later}).rows()
    assert right == verbs.run(named("changes"), context, {"from": later, "to": day}).rows()
    assert {row["change"] for row in right} == {leg.split(".")[0] for leg in VERBS} - {"unchanged"}


def test_figures_in_no_sum_are_listed_by_what_became_of_them(verbs: Store) -> None:
    values = {"from": date(2025, 1, 15), "to": date(2025, 2, 15)}
    rows = verbs.run(named("changes_figures"), Context(date(2025, 3, 1)), values).rows()
    # What stayed, what changed later only, and what is new without a number are no news.
    listed = {row["term"]: row["change"] for row in rows}
    assert listed == {term: term for term in FIGURES if term not in ("same", "later", "unsaid")}
    raised = next(row for row in rows if row["change"] == "raised")
    assert (raised["high_before"], raised["high_after"]) == (4 * 10**9, 5 * 10**9)
    assert (raised["claim_before"], raised["claim_id"]) == ("1-entity-raised", "2-entity-raised")
    moved = next(row for row in rows if row["change"] == "restated")
    days = moved["valid_from_before"], moved["valid_from_after"]
    assert days == (date(2025, 6, 1), date(2025, 9, 1))


@pytest.mark.parametrize(
    ("pick", "terms"),
    [({"deal": "d"}, {"sized", "restated"}), ({"entity": "b"}, set())],
)
def test_a_pick_keeps_its_own_figures(verbs: Store, pick: dict[str, str], terms: set[str]) -> None:
    values = {"from": date(2025, 1, 15), "to": date(2025, 2, 15), **pick}
    rows = verbs.run(named("changes_figures"), Context(date(2025, 3, 1)), values).rows()
    assert {row["term"] for row in rows} == terms
