"""The loop pane under the pilot: its views, the scrubbing, large networks that never block keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager

import pytest
from textual.pilot import Pilot

from tests.pages.large import write_large
from tests.panes.conftest import screen, wait_for
from tui.pages.loop import found as loop_found
from tui.pages.loop.page import LoopPage
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
        await wait_for(pilot, has(pilot, "‖ ≤100 equity, frame"), "‖ ≤100 equity, frame")


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
        await pilot.press("f", "l", "escape")
        await wait_for(pilot, has(pilot, "cash only"), "the filter in the title")
        assert not has(pilot, "12 closed")()
        await pilot.press("F")
        await wait_for(pilot, has(pilot, "12 closed"), "all loops again")


async def test_a_slash_keeps_loops_by_company(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05") as pilot:
        await wait_for(pilot, has(pilot, "12 closed"), "all loops")
        await pilot.press("slash", *"oracle")
        await wait_for(pilot, has(pilot, "filter oracle"), "what is typed")
        await wait_for(pilot, has(pilot, "1 closed"), "the loop through it")
        await pilot.press("escape")
        await wait_for(pilot, has(pilot, "12 closed"), "all loops again")


async def test_x_shows_what_leaves_and_y_copies_it(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07") as pilot:
        await wait_for(pilot, has(pilot, "▌1 Nvidia"), "the loops")
        await pilot.press("x")
        await wait_for(pilot, has(pilot, "flowchart LR"), "Mermaid of the loop")
        await pilot.press("l")
        await wait_for(pilot, has(pilot, "digraph caploop"), "DOT")
        await pilot.press("l", "v", "y")
        await wait_for(pilot, has(pilot, "sent to the terminal"), "the copy")
        copied = pilot.app.clipboard
        assert copied.splitlines()[1].startswith("1,Nvidia > OpenAI > Nvidia,2,100000000000,")
        await pilot.press("escape")
        await wait_for(pilot, has(pilot, "▌1 Nvidia"), "the loops again")
        await pilot.press("m", "x", "x")
        await wait_for(pilot, has(pilot, "Marked "), "the marked claims")


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
        await wait_for(pilot, lambda: not pane.busy, "the end of it")


async def test_a_list_cut_short_at_the_start_is_read_to_its_end(
    explorer: Explorer, large: str
) -> None:
    async with explorer(as_of="2026-03-05", data=large) as pilot:
        shown = pilot.app.screen.query_one(Pane).shown
        assert shown is not None
        opened = pilot.app.main.opened
        assert opened is not None
        assert opened.ahead["legs", shown.context].truncated
        await wait_for(pilot, has(pilot, " closed · by smallest leg"), "the list")
        assert len(shown.frames["legs"]) == 1_500


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
