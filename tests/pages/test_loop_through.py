"""All loops through one entity, where there are too many to list every one of a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import perm
from pathlib import Path

import pytest

from tests.pages.large import write_large
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.network.search import MOST_LOOPS
from tui.pages.loop.choice import Choice
from tui.pages.loop.found import AT_ONCE
from tui.pages.loop.page import LoopPage
from tui.pages.page import Shown, Surface
from tui.pages.settle import settle

ONE, OTHER = "c00000", "c00001"


@pytest.fixture(params=[11, 12], scope="module")
def companies(request: pytest.FixtureRequest) -> int:
    """Everybody pays everybody: 110 edges are worked out on the spot, 132 are not."""
    return int(request.param)


@pytest.fixture(scope="module")
def dense(companies: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    edges = companies * (companies - 1)
    assert (edges <= AT_ONCE) == (companies == 11)
    path: Path = tmp_path_factory.mktemp("dense") / "dense.duckdb"
    store = Store.open(write_large(path, edges, companies))
    yield store
    store.close()


def of_length(companies: int, length: int) -> int:
    """Loops of so many companies where everybody pays everybody."""
    return perm(companies, length) // length


def with_one(companies: int, length: int) -> int:
    """Those of them that one company is part of."""
    return perm(companies - 1, length - 1)


def title(page: LoopPage, shown: Shown) -> str:
    """The title, with what it has no room for."""
    rows = [plain(line).partition("│")[0] for line in page.lines(shown, Surface(160, 20, FULL))]
    return f"{rows[0]} {rows[1] if 'not listed:' in rows[1] else ''}"


def test_one_company_has_more_of_its_loops_listed(dense: Store, companies: int) -> None:
    context = Context(date(2026, 3, 5))
    page, shown = LoopPage(), Shown(context)
    settle(page, shown, dense)
    every = sum(of_length(companies, length) for length in (2, 3, 4))
    assert every + of_length(companies, 5) > MOST_LOOPS
    assert len(page.loops(shown)) == every
    assert "loops of 5 to 6 companies, too many to list" in title(page, shown)
    # Where the title has no room for it, it stands below; and no number is cut from the title.
    narrow = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert narrow[0].endswith(f" {every:,} listed, not all · by smallest leg · 1 of {every:,}")
    assert narrow[1] == " not listed: loops of 5 to 6 companies, too many to list"
    page.find("nobody of that name")
    narrow = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert " 0 listed, not all" in narrow[0] and narrow[1].startswith(" not listed: loops of 5")
    page.find("")
    if companies == 11:
        shown.context = replace(context, entity=ONE)
    else:
        page.choice = Choice(through=ONE)
    settle(page, shown, dense)
    own = sum(with_one(companies, length) for length in (2, 3, 4, 5))
    assert own + with_one(companies, 6) > MOST_LOOPS
    loops = page.loops(shown)
    assert len(loops) == own
    assert all(ONE in loop.nodes for loop in loops)
    assert f" {own:,} listed" in title(page, shown)
    assert "loops of 6 companies, too many to list" in title(page, shown)
    # Through another one, another lens, or nobody it is another list.
    shown.context = replace(context, lens="paid", entity=OTHER)
    page.choice = Choice()
    settle(page, shown, dense)
    assert len(page.loops(shown)) == own
    assert all(OTHER in loop.nodes for loop in page.loops(shown))
    assert {loop.edges[0].lens for loop in page.loops(shown)} == {"paid"}
    shown.context = context
    settle(page, shown, dense)
    assert len(page.loops(shown)) == every


def test_a_search_that_is_not_waited_for_lists_what_there_is(dense: Store, companies: int) -> None:
    page, shown = LoopPage(), Shown(Context(date(2026, 3, 5)))
    shown.frames["legs"] = dense.run(named("legs"), shown.context, limit=None)
    while (work := page.work(shown)) is not None:
        work.take(work.run(lambda: False))
    shown.context = replace(shown.context, entity=ONE)
    work = page.work(shown)
    assert work is not None
    work.take(work.run(lambda: True))
    assert page.work(shown) is None
    listed = page.loops(shown)
    assert 0 < len(listed) <= sum(with_one(companies, length) for length in (2, 3, 4))
    assert "listed through" in title(page, shown) and ", not " in title(page, shown)
