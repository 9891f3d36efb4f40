"""The loop pane under the pilot: its views, the scrubbing, large networks that never block keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager

import pytest
from textual.pilot import Pilot

from tests.pages.large import write_large
from tests.panes.conftest import screen, wait_for
from tui.pages import loop_found
from tui.pages.loop import LoopPage
from tui.panes.base import Pane

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def has(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in row for row in screen(pilot))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """More legs than are worked out between two keys."""
    return str(write_large(tmp_path_factory.mktemp("large") / "large.duckdb", 1_500, 500))


async def test_v_goes_round_the_views_and_back_returns(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03") as pilot:
        await wait_for(pilot, has(pilot, "▌1 Nvidia"), "the loops")
        for title in ("Network ", "Through time ", "Not closed ", "Loops "):
            await pilot.press("v")
            await wait_for(pilot, has(pilot, title), title)
        await pilot.press("V")
        await wait_for(pilot, has(pilot, "Not closed "), "the view before")


async def test_scrubbing_changes_the_ring_and_keeps_the_loop(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", size=(120, 40)) as pilot:
        await wait_for(pilot, has(pilot, "✗ ≤100 equity, frame, withdrawn"), "what vanished")
        await pilot.press("[")
        await wait_for(pilot, has(pilot, "‖ ≤100 equity, frame"), "the paused framework")
        await pilot.press("[")
        await wait_for(pilot, has(pilot, "· ≤100 equity, frame, announced"), "the announcement")
        await pilot.press("v", "v")
        await wait_for(pilot, has(pilot, "▌2025-12-31~"), "the date in the table")
        await pilot.press("]")
        await wait_for(pilot, has(pilot, "▌2026-02-03"), "the next date")
        assert has(pilot, "‖ ≤100 equity, frame")()


async def test_a_cell_of_the_matrix_opens_its_evidence(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03") as pilot:
        await wait_for(pilot, has(pilot, "▌1 Nvidia"), "the loops")
        await pilot.press("v")
        await wait_for(pilot, has(pilot, "2 legs, 2 back"), "the pair under the cursor")
        await pilot.press("enter", "j", "e")
        await wait_for(pilot, has(pilot, "≈20"), "the evidence of the second leg")
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "2 legs, 2 back"), "the matrix again")


async def test_a_filter_and_its_end(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05") as pilot:
        await wait_for(pilot, has(pilot, "12 closed"), "all loops")
        await pilot.press("f")
        await wait_for(pilot, has(pilot, "cash only"), "the filter in the title")
        assert not has(pilot, "12 closed")()
        await pilot.press("F")
        await wait_for(pilot, has(pilot, "12 closed"), "all loops again")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The network's numbers are only worked out once the event is set, or nobody waits for them."""
    let_go, whole = threading.Event(), loop_found.complete

    def slow(found: loop_found.Found, cancelled: Callable[[], bool] = lambda: False) -> object:
        while not let_go.wait(0.01) and not cancelled():
            pass
        return whole(found, cancelled)

    monkeypatch.setattr(loop_found, "complete", slow)
    yield let_go
    let_go.set()


async def test_keys_work_while_the_numbers_are_worked_out(
    explorer: Explorer, large: str, held: threading.Event
) -> None:
    async with explorer(as_of="2026-03-05", data=large) as pilot:
        await wait_for(pilot, has(pilot, "numbers of the network: being worked out"), "the list")
        pane = pilot.app.screen.query_one(Pane)
        assert pane.busy
        await pilot.press("j")
        await wait_for(pilot, has(pilot, "Loop 2 "), "the next loop")
        held.set()
        await wait_for(pilot, has(pilot, "recycled, at most"), "the numbers")
        assert not pane.busy


async def test_esc_stops_the_work(explorer: Explorer, large: str, held: threading.Event) -> None:
    async with explorer(as_of="2026-03-05", data=large) as pilot:
        await wait_for(pilot, has(pilot, "numbers of the network: being worked out"), "the list")
        await pilot.press("escape")
        await wait_for(pilot, has(pilot, "numbers of the network: stopped"), "the end of it")
        assert not pilot.app.screen.query_one(Pane).busy


async def test_work_of_another_date_is_dropped(
    explorer: Explorer, large: str, held: threading.Event
) -> None:
    async with explorer(as_of="2026-03-05", data=large) as pilot:
        await wait_for(pilot, has(pilot, "numbers of the network: being worked out"), "the list")
        pane = pilot.app.screen.query_one(Pane)
        page, shown, before = pane.page, pane.shown, pane._worker
        assert isinstance(page, LoopPage)
        assert shown is not None
        first = shown.frames["legs"]
        await pilot.press("[")
        await wait_for(
            pilot,
            lambda: shown.frames["legs"] is not first and pane._worker not in (None, before),
            "work on the legs of the date before",
        )
        held.set()
        await wait_for(pilot, has(pilot, "recycled, at most"), "the numbers")
        found = page.found(shown)
        assert found is not None
        assert found.frame is shown.frames["legs"]
