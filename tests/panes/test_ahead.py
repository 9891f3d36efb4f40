"""Reading ahead: the dates beside are there before a key asks for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.context import Context
from tui.corpus.frame import Frame
from tui.corpus.job import Job, Task
from tui.corpus.opening import open_corpus
from tui.corpus.query import Query, query
from tui.corpus.store import Store
from tui.pages.page import Ask
from tui.panes.ahead import Ahead, Request, beside
from tui.panes.base import Pane
from tui.screens.main import MainScreen
from tui.screens.quiet import MANY_CLAIMS

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
FOREVER = query(
    "SELECT sum(hash(a.range + b.range)) FROM range(1000000) AS a, range(1000000) AS b", "f"
)
BEFORE, BETWEEN, LATEST = date(2025, 12, 31), date(2026, 2, 3), date(2026, 3, 5)


def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, date]]:
    """Every query that is started from now on, with its date."""
    seen: list[tuple[str, date]] = []
    start = Store.start

    def counted(store: Store, query: Query, context: Context, *rest: Any, **how: Any) -> Job:
        seen.append((query.name, context.as_of))
        return start(store, query, context, *rest, **how)

    monkeypatch.setattr(Store, "start", counted)
    return seen


@pytest.mark.parametrize("pane", ["sources", "timeline", "exposure", "loop"])
async def test_a_step_to_a_date_beside_asks_nothing(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    async with explorer(pane=pane, as_of=BETWEEN.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        front = main.body.front
        assert isinstance(front, Pane)

        def kept() -> bool:
            own = [ask.query for (ask, _), _ in front._asked.values()]
            there = [[query in own for query in read(main, day)] for day in (BEFORE, LATEST)]
            return bool(own) and all(sum(mine) >= len(own) for mine in there)

        await wait_for(pilot, kept, "the dates beside")
        await wait_for(pilot, lambda: "ahead" not in running(), "the reading to end")
        await pilot.pause()
        seen = started(monkeypatch)
        # On the earlier date 000 is not known, and the pane reads another article.
        await pilot.press("left_square_bracket")
        await wait_for(pilot, lambda: main.context.as_of == BEFORE, "the date")
        assert not front.busy
        assert [query for query in seen if query[1] == BEFORE] == []
        await wait_for(
            pilot, lambda: any(BEFORE.isoformat() in row for row in screen(pilot)), "its rows"
        )


async def test_the_dates_beside_are_found_among_any_number(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if a pane took no more rows than there are dates before this one.
    monkeypatch.setattr("tui.panes.ahead.PANE_ROWS", 1)
    async with explorer(pane="sources", as_of=BETWEEN.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        front = main.body.front
        assert isinstance(front, Pane)

        def kept() -> bool:
            return all("paragraphs" in read(main, day) for day in (BEFORE, LATEST))

        await wait_for(pilot, kept, "the dates beside")


LISTS = {"1": "sources", "2": "timeline", "3": "exposure", "4": "legs"}


@pytest.mark.parametrize("pane", ["sources", "timeline", "exposure", "loop", "console"])
async def test_what_the_other_panes_list_is_there_before_their_keys(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    monkeypatch.setattr("tui.screens.quiet.MANY_CLAIMS", 0)
    async with explorer(pane=pane, as_of=BETWEEN.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await wait_for(pilot, lambda: set(LISTS.values()) <= set(read(main, BETWEEN)), "the lists")
        await wait_for(pilot, lambda: "ahead" not in running(), "the reading to end")
        seen = started(monkeypatch)
        for key in LISTS:
            await pilot.press(*(("escape", key) if pane == "console" else (key,)))
            await wait_for(pilot, lambda: not main.body.front.busy, "the pane")
        assert main.pane_name == "loop"
        assert {query for query, _ in seen}.isdisjoint(LISTS.values())


async def test_of_few_claims_no_other_pane_is_read_ahead(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.quiet.LONGER_SECONDS", 0)
    counted: list[int] = []
    run = Store.run

    def watched(store: Store, query: Query, *given: Any, **how: Any) -> Frame:
        frame = run(store, query, *given, **how)
        if query.name == "claims":
            counted.append(frame.rows()[0]["claims"])
        return frame

    monkeypatch.setattr(Store, "run", watched)
    async with explorer(pane="timeline", as_of=BETWEEN.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await wait_for(pilot, lambda: counted and "ahead" not in running(), "the reading to end")
        assert counted[0] < MANY_CLAIMS
        assert "timeline" in read(main, BEFORE)
        assert set(LISTS.values()) & set(read(main, BETWEEN)) == {"timeline"}


async def test_a_pane_that_was_seen_is_read_ahead_under_other_dials(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.quiet.MANY_CLAIMS", 0)
    async with explorer(pane="timeline", as_of=BETWEEN.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await pilot.press("3")
        await wait_for(pilot, lambda: not main.body.front.busy, "the pane")
        await pilot.press("left_square_bracket")
        await wait_for(pilot, lambda: {"timeline", "exposure"} <= set(read(main, BEFORE)))
        await wait_for(pilot, lambda: "ahead" not in running(), "the reading to end")
        seen = started(monkeypatch)
        await pilot.press("2")
        await wait_for(pilot, lambda: not main.body.front.busy, "the pane")
        assert ("timeline", BEFORE) not in seen


def read(main: MainScreen, day: date) -> list[str]:
    """The queries whose frames of a date are kept."""
    return [ask.query for ask, context in main.body.kept._kept if context.as_of == day]  # type: ignore[misc]


def running() -> set[str]:
    """The names of the threads that run."""
    return {thread.name for thread in threading.enumerate()}


@pytest.fixture
def store(cache: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    return open_corpus(None).store


def test_what_is_wanted_now_ends_the_reading_ahead(store: Store) -> None:
    read: list[Request] = []

    def keep(request: Request, _: Frame) -> None:
        read.append(request)
        ahead.stop()

    ahead = Ahead(keep)
    requests = [(Ask("legs"), Context(day)) for day in (BEFORE, BETWEEN, LATEST)]
    ahead.start(store, requests, ())
    finish()
    assert read == requests[:1]


def test_what_is_kept_is_not_read_again(store: Store) -> None:
    read: list[Request] = []
    requests = [(Ask("legs"), Context(day)) for day in (BEFORE, BETWEEN, LATEST)]
    ahead = Ahead(lambda request, _: read.append(request))
    ahead.start(store, requests, requests[:2])
    finish()
    assert read == requests[2:]


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name == "ahead":
            thread.join()


def test_the_dates_beside_are_those_that_the_keys_lead_to() -> None:
    known = [BEFORE, BETWEEN, LATEST]
    assert beside(BETWEEN, known) == [BEFORE, LATEST]
    assert beside(BEFORE, known) == [BETWEEN]
    # After the newest, one step back leads to the date before it.
    assert beside(date(2026, 4, 1), known) == [BETWEEN]
    assert beside(BEFORE, []) == []


async def test_what_is_left_for_what_is_kept_is_not_said_to_load(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer(pane="timeline", as_of=LATEST.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        front = main.body.front
        assert isinstance(front, Pane)
        await wait_for(pilot, lambda: not front.busy and any("Deals" in r for r in screen(pilot)))
        here, let_go = main.context, threading.Event()

        def never(store: Store, *_: Any, **how: Any) -> Job:
            return Task(store._connection.cursor(), lambda _: let_go.wait())  # type: ignore[arg-type]

        def loading() -> bool:
            return any("loading" in row for row in screen(pilot))

        monkeypatch.setattr(Store, "start", never)
        try:
            front.turn(here.at(date(2025, 10, 6)))
            await wait_for(pilot, loading, "the sign of a slow query")
            front.turn(here)
            await wait_for(pilot, lambda: not loading(), "the sign to go")
        finally:
            let_go.set()


@pytest.mark.parametrize(
    ("key", "first", "listed", "rest"),
    [
        ("1", "sources", "newest first", {"paragraphs", "paragraph_claims"}),
        ("2", "timeline", "latest news first", {"timeline_claims"}),
        ("3", "exposure", "by obligor", {"aggregates", "gaps"}),
    ],
)
async def test_the_list_is_seen_before_the_rest_is_asked_for(
    explorer: Explorer,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    first: str,
    listed: str,
    rest: set[str],
) -> None:
    monkeypatch.setattr("tui.screens.quiet.IDLE_SECONDS", 3600)
    async with explorer(pane="loop", as_of=BETWEEN.isoformat()) as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await wait_for(pilot, lambda: not main.body.front.busy, "the first pane")
        seen: dict[str, bool] = {}
        start = Store.start

        def watched(store: Store, query: Query, *given: Any, **how: Any) -> Job:
            seen.setdefault(query.name, any(listed in row for row in screen(pilot)))
            return start(store, query, *given, **how)

        monkeypatch.setattr(Store, "start", watched)
        await pilot.press(key)
        await wait_for(pilot, lambda: rest <= set(seen) and not main.body.front.busy, "the pane")
        assert not seen[first]
        assert all(seen[query] for query in rest)


async def test_the_first_pane_alone_says_what_is_read_before_there_is_a_screen(
    explorer: Explorer,
) -> None:
    for pane, legs in (("loop", True), ("exposure", False), ("console", False)):
        async with explorer(pane=pane, as_of=BETWEEN.isoformat()) as pilot:
            main = pilot.app.screen
            assert isinstance(main, MainScreen)
            assert main.opened is not None
            read_first = {name for name, _ in main.opened.ahead}
            assert ("legs" in read_first) is legs
            assert {"ladder", "news", "conflict_count"} <= read_first


async def test_a_key_ends_what_is_read_ahead(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.quiet.LONGER_SECONDS", 0)
    monkeypatch.setattr("tui.screens.quiet.MANY_CLAIMS", 0)
    asked: list[Job] = []
    start = Store.start

    def slow(store: Store, query: Query, *given: Any, **how: Any) -> Job:
        # Nobody waits for its rows but the thread that reads ahead.
        if query.name != "timeline" or "done" in how:
            return start(store, query, *given, **how)
        asked.append(start(store, FOREVER, *given))
        return asked[-1]

    monkeypatch.setattr(Store, "start", slow)
    async with explorer(pane="loop", as_of=BETWEEN.isoformat()) as pilot:
        await wait_for(pilot, lambda: asked, "the reading ahead")
        await pilot.press("j")
        await wait_for(pilot, lambda: asked[0].cancelled, "its end")
        # It is begun anew when it is quiet again.
        await wait_for(pilot, lambda: len(asked) > 1, "another")
        asked[-1].cancel()
