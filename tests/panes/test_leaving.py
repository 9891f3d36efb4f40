"""What is not seen any more leaves the processors to what is, and goes on when it is seen again."""

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
from tui.corpus.frame import Frame, QueryError
from tui.corpus.job import Job, Task
from tui.corpus.query import Query
from tui.corpus.store import PANE_ROWS, Store
from tui.pages.loop.finder import legs_ask
from tui.pages.page import Shown
from tui.panes.base import Pane
from tui.screens.main import MainScreen

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.mark.parametrize("leave", [("2",), ("e",)], ids=["another pane", "a card"])
async def test_a_pane_that_is_left_stops_asking_and_goes_on_when_it_is_seen_again(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, leave: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tui.screens.quiet.IDLE_SECONDS", 3600)
    let_go, held = threading.Event(), list[Job]()
    start = Store.start

    def slow(store: Store, query: Query, *given: Any, **how: Any) -> Job:
        if query.name != "gaps" or let_go.is_set():
            return start(store, query, *given, **how)

        def wait(_: object) -> Frame:
            while not (held and held[0].cancelled) and not let_go.wait(0.01):
                pass
            raise QueryError("it was to be cancelled", "")

        held.append(Task(store._connection.cursor(), wait, how.get("done")))
        return held[0]

    monkeypatch.setattr(Store, "start", slow)
    async with explorer(pane="exposure", as_of="2026-02-03") as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        exposure = main.body.front
        try:
            await wait_for(pilot, lambda: held, "the query")
            await pilot.press(*leave)
            await wait_for(pilot, lambda: main.body.front is not exposure, "something else")
            assert held[0].cancelled
            assert not exposure.busy
        finally:
            let_go.set()
        await wait_for(pilot, lambda: not main.body.front.busy, "all of it")
        await pilot.press("escape" if leave == ("e",) else "3")
        await wait_for(pilot, lambda: main.body.front is exposure, "the pane")
        await wait_for(pilot, lambda: not exposure.busy, "its rows")
        assert "gaps" in exposure.shown.frames  # type: ignore[union-attr]
        assert any("by obligor" in row for row in screen(pilot))


def test_the_legs_of_many_companies_are_asked_for_whole_at_once() -> None:
    context = Context(date(2026, 2, 3))
    few = {f"c{n}": f"Company {n}" for n in range(PANE_ROWS)}
    assert not legs_ask(Shown(context, names=few)).whole
    assert legs_ask(Shown(context, names={**few, "another": "Another"})).whole


async def test_escape_where_nothing_runs_keeps_what_is_about_to_begin(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.quiet.IDLE_SECONDS", 3600)
    async with explorer(pane="loop", as_of="2026-02-03") as pilot:
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        await wait_for(pilot, lambda: not main.body.front.busy, "the first pane")
        begin: list[Callable[[], object]] = []
        with monkeypatch.context() as patch:
            patch.setattr(Pane, "call_after_refresh", lambda _, then: begin.append(then))
            await pilot.press("3")
            await wait_for(pilot, lambda: begin and main.body.front.busy, "the list")
            exposure = main.body.front
            assert isinstance(exposure, Pane) and exposure.shown is not None
            assert "gaps" not in exposure.shown.frames
            await pilot.press("escape")
        begin[-1]()
        await wait_for(pilot, lambda: not exposure.busy, "its rows")
        assert "gaps" in exposure.shown.frames
