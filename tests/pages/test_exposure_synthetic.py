"""The sums of exposures of more legs than are read, made up, by an independent method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from tests.benchmarks.synthetic import write
from tui.context import LENSES, Context, Lens
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.network.leg import Leg
from tui.network.stress import LOST_IN_DOLLARS, Exposure, exposures, first_round
from tui.network.total import Total, total
from tui.pages.legs import told_legs

CLAIMS = 25_000
DAYS = [date(2019, 6, 30), date(2022, 12, 31), date(2026, 3, 5)]
MARKS = {"≥": "ge", "≤": "le", "≈": "about", "": "exact", "?": None}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = write(CLAIMS, tmp_path_factory.mktemp("made") / "made.duckdb", "duckdb")
    store = Store.open(path)
    yield store
    store.close()


def ask(store: Store, name: str, day: date, lens: Lens = "headline", **params: object) -> list[Row]:
    return store.run(named(name), Context(day, lens), params, limit=None).rows()


@cache
def legs(store: Store, day: date) -> list[Leg]:
    frame = store.run(named("legs"), Context(day), limit=None)
    return [told.leg for told in told_legs(frame) if not told.gone]


@cache
def between_two(store: Store, day: date) -> list[Exposure]:
    """Exposures by holder, obligor and class as the pure function groups them."""
    return exposures(legs(store, day))


def summed(every: list[Exposure], lens: Lens) -> dict[str, Total]:
    """The totals of each class in dollars."""
    own: dict[str, list[Leg]] = defaultdict(list)
    for each in every:
        own[each.exposure_class] += each.legs
    return {name: total(own[name], lens) for name in LOST_IN_DOLLARS}


def test_there_are_more_legs_than_are_read(made: Store) -> None:
    assert len(legs(made, DAYS[-1])) > 1_000


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", DAYS)
def test_sums_of_a_class_are_those_of_the_pure_function(made: Store, day: date, lens: Lens) -> None:
    # What is within one house stands on the diagonal: the pure function leaves it out.
    rows = ask(made, "exposure", day, lens)
    diagonal = defaultdict(list)
    for row in rows:
        if row["holder_parent"] == row["obligor_parent"] and not row["delivery"]:
            diagonal[row["class"]].append(row["dollars"])
    expected = summed(between_two(made, day), lens)
    found = {row["class"]: row for row in ask(made, "exposure_totals", day, lens)}
    for name in LOST_IN_DOLLARS:
        own = [dollars for dollars in diagonal[name] if dollars is not None]
        row, whole = found[name], expected[name]
        assert (row["dollars"] or 0) == (whole.dollars or 0) + sum(own)
        assert row["quantified"] == whole.quantified + len(own)
        assert row["legs"] == whole.legs + len(diagonal[name])
        if not own:
            assert row["mark"] == MARKS[whole.mark]


@pytest.mark.parametrize("day", DAYS)
def test_totals_never_rise_from_headline_to_paid(made: Store, day: date) -> None:
    by_lens = [
        {
            (row["group_id"], row["class"]): (row["dollars"] or 0, row["legs"])
            for row in ask(made, "exposure_totals", day, lens, by="holder", count=10_000)
        }
        for lens in LENSES
    ]
    for looser, firmer in pairwise(by_lens):
        assert looser.keys() == firmer.keys()
        assert all(looser[key][0] >= firmer[key][0] for key in looser)
        # The coverage is of the same legs in every lens.
        assert all(looser[key][1] == firmer[key][1] for key in looser)


@pytest.mark.parametrize("by", ["obligor", "holder", "parent"])
@pytest.mark.parametrize("lens", LENSES)
def test_gross_is_the_sum_of_its_cells_in_every_grouping(made: Store, by: str, lens: Lens) -> None:
    rows = ask(made, "exposure_totals", DAYS[-1], lens, by=by, count=1_000_000)
    parts = ("paid", "firm", "soft", "ceiling", "dollars", "legs", "quantified", "weighted")
    whole = {row["class"]: row for row in rows if row["group_id"] is None}
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["group_id"] is not None:
            for part in parts:
                sums[row["class"]][part] += row[part] or 0
    assert sums == {name: {part: row[part] or 0 for part in parts} for name, row in whole.items()}


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", DAYS)
def test_the_matrix_with_its_others_comes_to_the_ladder(made: Store, day: date, lens: Lens) -> None:
    cells = ask(made, "exposure_pairs", day, lens, most=26)
    (rung,) = [row for row in ask(made, "ladder", day, lens) if row["lens"] == lens]
    assert sum(row["dollars"] or 0 for row in cells) == rung["dollars"]
    assert sum(row["quantified"] for row in cells) == rung["quantified"]
    assert any(row["payer"] is None for row in cells)


@pytest.mark.parametrize("lens", LENSES)
def test_what_a_sum_is_made_of_adds_up_to_it(made: Store, lens: Lens) -> None:
    day = DAYS[-1]
    for row in ask(made, "exposure_totals", day, lens):
        if row["class"] not in LOST_IN_DOLLARS:
            continue
        every = ask(made, "exposure_claims", day, lens, only=row["class"])
        claims = [each for each in every if not each["gone"]]
        assert claims == every[: len(claims)]
        assert len(claims) == row["legs"] == claims[0]["legs"]
        adding = [each for each in claims if each["adds"] is not None]
        assert sum(each["adds"] for each in adding) == claims[0]["total"] == row["dollars"]
        assert len(adding) == row["quantified"] and claims[0]["total_mark"] == row["mark"]
        # Each by the claim that gives it: its low, its high, or what was funded.
        for each in adding:
            assert each["adds"] in (each["low"], each["high"])


def test_who_loses_if_anybody_fails_is_told_by_all_legs(made: Store) -> None:
    day = DAYS[-1]
    counts: dict[str, int] = defaultdict(int)
    for each in between_two(made, day):
        counts[each.obligor] += 1
    for obligor in sorted(counts, key=lambda name: (-counts[name], name))[:3]:
        whole = first_round(legs(made, day), obligor)
        own = ask(made, "exposure_legs", day, of="fails", entity=obligor)
        ids = {row["leg_id"] for row in own}
        assert {leg.leg_id for loss in whole.losses for leg in loss.exposure.legs} <= ids
        behind = ask(made, "exposure_behind", day, entity=obligor, skip=0)
        expected = [leg.leg_id for each in whole.behind for leg in each.legs]
        assert [row["leg_id"] for row in behind] == expected
        assert behind[0]["every_place"] == len(whole.behind)
