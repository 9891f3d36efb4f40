"""Large networks: found in time, cancellable, and told what is left out."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from tests.pages.large import write_large
from tui.context import Context
from tui.corpus.frame import Frame
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.network.circulation import MOST_EDGES
from tui.network.leg import loop_legs
from tui.network.loops import edges_of
from tui.network.search import find_loops
from tui.pages.legs import told_rows
from tui.pages.loop.found import complete, find
from tui.pages.loop.late import LateLegs, legs_of
from tui.pages.loop.page import LoopPage
from tui.pages.loop.pairs import Pairs
from tui.pages.page import Ask, Shown, Surface, Work
from tui.pages.settle import settle

CONTEXT = Context(date(2026, 3, 5))
TRIES = 9


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """50,000 edges among 19,000 companies."""
    path = write_large(tmp_path_factory.mktemp("large") / "large.duckdb", 50_000, 19_000)
    store = Store.open(path)
    yield store
    store.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """More edges than are worked out on the spot, few enough to compare."""
    path = write_large(tmp_path_factory.mktemp("small") / "small.duckdb", 6_000, 1_500)
    store = Store.open(path)
    yield store
    store.close()


def legs(store: Store) -> Frame:
    return store.run(named("legs"), CONTEXT, limit=None)


def test_50_000_edges_are_listed_within_a_second(large: Store) -> None:
    frame = legs(large)
    assert len(frame) == 50_000
    # The least of some, in this thread's own time: other programs are not what is measured, and a
    # busy machine makes any one of them longer.
    seconds = [math.inf]
    while min(seconds) >= 1.0 and len(seconds) <= TRIES:
        began = time.thread_time()
        found = find(frame, "headline")
        seconds.append(time.thread_time() - began)
    assert found.loops
    assert found.search.complete
    assert min(seconds) < 1.0


def test_the_loops_of_a_large_network_are_those_of_all_its_legs(small: Store) -> None:
    frame = legs(small)
    found = find(frame, "firm")
    told = told_rows(frame.rows())
    every = find_loops(edges_of(loop_legs([each.leg for each in told]), "firm"))
    assert found.loops == tuple(loop.from_funder() for loop in every.loops)
    assert found.search.left_out == every.left_out
    whole = complete(found)
    assert set(found.legs) < set(whole.legs) == {each.leg.leg_id for each in told}
    assert {leg_id: whole.legs[leg_id] for leg_id in found.legs} == dict(found.legs)


def test_the_page_asks_for_all_legs_and_leaves_the_work_to_a_thread(small: Store) -> None:
    page, shown = LoopPage(), Shown(CONTEXT)
    assert page.wants(shown)["legs"] == Ask.of("legs")
    shown.frames["legs"] = small.run(named("legs"), CONTEXT)
    assert shown.frames["legs"].truncated
    assert page.wants(shown)["legs"] == Ask("legs", whole=True)
    assert page.work(shown) is None
    assert page.loops(shown) == []
    shown.frames["legs"] = legs(small)
    first = page.work(shown)
    assert isinstance(first, Work)
    assert page.loops(shown) == []
    again = page.work(shown)
    assert again is not None
    assert again.key == first.key
    first.take(first.run(lambda: False))
    assert page.loops(shown)
    second = page.work(shown)
    assert isinstance(second, Work)
    assert second.key != first.key
    text = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert " the numbers of the network: being worked out" in text
    second.take(second.run(lambda: False))
    assert page.work(shown) is None


def test_work_that_is_not_waited_for_says_so(small: Store) -> None:
    page, shown = LoopPage(), Shown(CONTEXT)
    shown.frames["legs"] = legs(small)
    for _ in range(2):
        work = page.work(shown)
        assert work is not None
        work.take(work.run(lambda: True))
    assert page.work(shown) is None
    found = page.found(shown)
    assert found is not None
    assert not found.search.complete
    assert found.stopped
    assert "best connected of" in found.search.left_out


def test_who_stops_the_work_does_not_wait_for_it(small: Store) -> None:
    found = find(legs(small), "headline")

    def longest() -> float:
        """The longest time between two questions, as a share of all the time."""
        asked = [time.thread_time()]

        def never() -> bool:
            asked.append(time.thread_time())
            return False

        complete(found, never)
        return max(later - sooner for sooner, later in pairwise(asked)) / (asked[-1] - asked[0])

    # To collect what other tests have left takes as long as it takes.
    gc.disable()
    try:
        # The least of three: any one of them may be held up by the machine.
        assert min(longest() for _ in range(3)) < 1 / 5
    finally:
        gc.enable()


def test_what_was_stopped_at_once_still_knows_every_leg(small: Store) -> None:
    frame = legs(small)
    stopped = complete(find(frame, "headline"), lambda: True)
    assert stopped.stopped
    assert len(stopped.legs) == len(frame)


def test_above_2_000_edges_on_loops_the_pane_says_that_c_is_not_computed(small: Store) -> None:
    page, shown = LoopPage(), Shown(CONTEXT)
    settle(page, shown, small)
    for height in (20, 40):
        rows = [plain(line) for line in page.lines(shown, Surface(80, height, FULL))]
        assert any(f"edges lie on some loop, computed up to {MOST_EDGES:,}" in row for row in rows)
    assert any(row.split()[:3] == ["recycled,", "at", "most"] and "?" in row for row in rows)
    page.view = "matrix"
    rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert " 15 of 25 rows, of most dollars of 1," in rows[0]
    rows = [plain(line) for line in page.lines(shown, Surface(80, 60, FULL))]
    assert " 25, of most dollars of 1," in rows[0]
    loop = page.chosen(shown)
    assert loop is not None
    seen = Pairs.of(page.found(shown).legs.values(), CONTEXT).nodes
    there = sum({edge.payer, edge.payee} <= set(seen) for edge in loop.edges)
    assert there < len(loop.edges)
    assert f" loop in bold {there} of {len(loop.edges)} arrows ·" in rows[0]


def test_the_reader_who_waits_is_told_how_far_it_is(small: Store) -> None:
    page, shown = LoopPage(), Shown(CONTEXT)
    shown.frames["legs"] = legs(small)
    first = page.work(shown)
    assert first is not None
    first.take(first.run(lambda: False))
    second = page.work(shown)
    assert second is not None
    said: list[str] = []

    def look() -> bool:
        rows = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
        said.extend(row for row in rows if "numbers of the network" in row)
        return False

    second.run(look)
    assert " the numbers of the network: being worked out: headline, 1 of 4 lenses" in said
    assert " the numbers of the network: being worked out: paid, 4 of 4 lenses" in said


def test_legs_that_were_not_even_read_are_counted(small: Store) -> None:
    frame = legs(small)
    assert "legs of fewest dollars" not in find(frame, "headline").search.left_out
    short = replace(frame, source=frame.data.with_columns(left_out=pl.lit(1_234)))
    search = find(short, "headline").search
    assert not search.complete
    assert search.left_out.endswith("the 1,234 legs of fewest dollars")


def test_legs_from_columns_are_those_of_the_rows(small: Store) -> None:
    data = legs(small).data
    every = told_rows(data.iter_rows(named=True))
    assert legs_of(data) == [told.leg for told in every]
    late = LateLegs(data)
    assert len(late) == len(every)
    assert all(late[told.leg.leg_id] == told for told in every[::97])
