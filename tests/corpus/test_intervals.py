"""What is worked out when a corpus is loaded is, on every day, what its claims say by themselves.

The marks of legs and the ladder are worked out here a second time, in Python and day by day, from
claims made up at random: one row a claim, no interval and no window.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from tests.corpus.shipped import DATA
from tui.corpus.load import read_corpus
from tui.corpus.program import work_out
from tui.corpus.store import Store
from tui.corpus.tables import tables

FIRST = date(2024, 1, 1)
Row = dict[str, Any]


def made(seed: int) -> Store:
    """A corpus of the shipped names in which claims about legs are made up at random."""
    at = random.Random(seed)
    frames = read_corpus(DATA).frames
    store = Store.memory()
    store.script_file("schema.sql")
    for table in tables():
        if table.name in ("entities", "deals", "legs"):
            store.insert(table.name, frames[table.name].drop("line"))
    store.script("UPDATE deals SET relation_claim = NULL")
    for n in range(6):
        store.script(
            "INSERT INTO sources BY NAME SELECT"
            f" '{n:03}' AS source_id, 't' AS title, 'paper {n % 4}' AS publisher, 'en' AS language,"
            f" 'news' AS kind, {1 + n % 5} AS tier, DATE '{FIRST}' AS known_on,"
            " 'stated' AS known_basis, 'x' AS sha256"
        )
    legs = [leg for (leg,) in store.rows("SELECT leg_id FROM legs ORDER BY leg_id")][:12]
    for n in range(150):
        name = at.choice(("amount", "funded", "status", "standing"))
        low = at.randrange(1, 9)
        word = at.choice(("announced", "loi", "binding", "paid"))
        if name == "standing":
            word = at.choice(("live", "paused", "withdrawn", "denied"))
        figure = f"{low}, {low + at.randrange(3)}, 'usd', '{at.choice(('exact', 'about'))}', NULL"
        value = figure if name in ("amount", "funded") else f"NULL, NULL, NULL, NULL, '{word}'"
        origin = at.choice(("NULL", "'paper 1'", "'agency'"))
        store.script(
            "INSERT INTO claims (claim_id, source_id, leg_id, property, term, low, high, unit,"
            " bound, status, scope, derived, stance, attribution, origin, precision, known_on,"
            " tier, rank, statement)"
            f" VALUES ('c{n:03}', '{at.randrange(6):03}', '{at.choice(legs)}', '{name}',"
            f" '', {value}, 'single', {at.random() < 0.1}, '{at.choice(('affirmed', 'negated'))}',"
            f" 'author', {origin}, 'none', DATE '{FIRST + timedelta(at.randrange(25))}',"
            f" {at.randrange(1, 7)}, '{at.choice(('normal', 'normal', 'deprecated'))}', 's')"
        )
    work_out(store)
    return store


def rows(store: Store, sql: str) -> list[Row]:
    """The rows of a query by column."""
    cursor = store.cursor(None).execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("seed", range(4))
def test_marks_on_a_day_are_counted_from_its_claims(seed: int) -> None:
    store = made(seed)
    claims = rows(
        store,
        "SELECT c.*, coalesce(c.origin, s.publisher) AS voice, n.leg_no FROM claims AS c"
        " JOIN sources AS s USING (source_id) JOIN leg_numbers AS n ON n.leg_id = c.leg_id"
        " WHERE c.tier <= 5 AND c.rank <> 'deprecated'",
    )
    marks = rows(store, "FROM leg_marks")
    for offset in range(-1, 27):
        day = FIRST + timedelta(offset)
        told: dict[int, list[Row]] = defaultdict(list)
        for claim in claims:
            if claim["known_on"] <= day:
                told[claim["leg_no"]].append(claim)
        expected = {
            (
                leg,
                len({claim["voice"] for claim in of_leg}),
                min(claim["tier"] for claim in of_leg),
                max(claim["known_on"] for claim in of_leg),
                len(of_leg),
            )
            for leg, of_leg in told.items()
        }
        columns = ("leg_no", "origins", "best_tier", "known_from", "claims")
        now = [mark for mark in marks if mark["known_from"] <= day < mark["known_to"]]
        assert {tuple(mark[name] for name in columns) for mark in now} == expected
        assert len(now) == len(expected)


@pytest.mark.parametrize("seed", range(4))
def test_the_ladder_of_a_day_is_added_up_from_its_legs(seed: int) -> None:
    store = made(seed)
    legs = rows(store, "FROM leg_versions")
    ladder = rows(store, "FROM ladder_days")
    assert ladder
    for offset in range(-1, 27):
        day = FIRST + timedelta(offset)
        there = [leg for leg in legs if leg["known_from"] <= day < leg["known_to"]]
        counted = [leg for leg in there if leg["in_dollars"] and not leg["gone"]]
        found = [row for row in ladder if row["known_from"] <= day < row["known_to"]]
        assert len(found) == (1 if there else 0)
        for row in found:
            assert row["legs"] == len(counted)
            for lens in ("headline", "announced", "firm", "paid"):
                dollars = [leg[lens] for leg in counted if leg[lens] is not None]
                assert row[lens] == (sum(dollars) if dollars else None)
                assert row[f"{lens}_quantified"] == len(dollars)


@pytest.mark.parametrize("seed", range(4))
def test_beliefs_of_a_leg_are_the_best_claims_of_its_latest_day(seed: int) -> None:
    store = made(seed)
    claims = rows(
        store,
        "FROM claims WHERE tier <= 5 AND rank <> 'deprecated' AND stance = 'affirmed'",
    )
    legs = rows(store, "FROM leg_versions")
    of = {"amount": "amount_claim", "funded": "funded_claim"}
    of |= {"status": "status_claim", "standing": "standing_claim"}
    for offset in range(-1, 27):
        day = FIRST + timedelta(offset)
        expected: dict[str, dict[str, str]] = defaultdict(dict)
        for name in of:
            keys: dict[str, list[Row]] = defaultdict(list)
            for claim in claims:
                if claim["property"] == name and claim["known_on"] <= day:
                    keys[claim["leg_id"]].append(claim)
            for leg, told in keys.items():
                newest = [c for c in told if c["known_on"] == max(t["known_on"] for t in told)]
                best = min(newest, key=lambda c: (c["tier"], c["low"] or 0, c["claim_id"]))
                expected[leg][of[name]] = best["claim_id"]
        now = [leg for leg in legs if leg["known_from"] <= day < leg["known_to"]]
        assert {leg["leg_id"] for leg in now} == set(expected)
        for leg in now:
            for column in of.values():
                assert leg[column] == expected[leg["leg_id"]].get(column)
