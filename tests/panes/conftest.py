"""The real app under Textual's pilot, at a date, waited for by condition."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import pytest
import textual.app
import textual.pilot
from textual.pilot import Pilot

from tui.app import CaploopApp
from tui.context import Context, Lens
from tui.corpus.background import Opening
from tui.screens.body import Look
from tui.widgets.sheet import Sheet

PATIENCE = 90.0


async def settled(*_: float) -> None:
    """Wait until the app has done what there is to do, but for what other threads do.

    Textual's own pilot asks whether the process uses the processor: on a busy machine it seems to
    rest in the middle of a key, and the next one goes where the keys went before.
    """
    loop = asyncio.get_running_loop()
    for seconds in (0.02, 0.02, 0):  # the screen draws 60 times a second
        while loop._ready:  # type: ignore[attr-defined]  # asyncio's
            await asyncio.sleep(0)
        await asyncio.sleep(seconds)


assert textual.app.wait_for_idle is textual.pilot.wait_for_idle  # type: ignore[attr-defined]
textual.app.wait_for_idle = textual.pilot.wait_for_idle = settled  # type: ignore[attr-defined]


async def wait_for(pilot: Pilot[None], condition: Callable[[], object], what: str = "") -> None:
    """Wait until a condition holds; fails after a while with what was waited for."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > PATIENCE:
            raise AssertionError(
                f"waited {PATIENCE:.0f} s for {what or condition}:\n" + "\n".join(screen(pilot))
            )
        await pilot.pause()
        await asyncio.sleep(0.01)


def screen(pilot: Pilot[None]) -> list[str]:
    """The text on screen, row by row."""
    rows: list[str] = []
    for sheet in pilot.app.screen.query(Sheet):
        if sheet.display and sheet.region.height:
            rows += sheet.text
    return rows


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cache for the built corpus of all pilot tests."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def explorer(cache: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Opens the app: `async with explorer(as_of='2025-10-07', pane='loop') as pilot`."""
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    # On a busy machine what can be stopped may take longer than the program gives it.
    monkeypatch.setattr("tui.corpus.session.STOP_SECONDS", PATIENCE)

    @asynccontextmanager
    async def start(
        as_of: str = "2026-03-05",
        lens: Lens = "headline",
        pane: str = "loop",
        size: tuple[int, int] = (80, 24),
        data: str | None = None,
        glyphs: str = "full",
        view: str | None = None,
    ) -> AsyncIterator[Pilot[None]]:
        context = Context(date.fromisoformat(as_of), lens)
        opening = Opening(data, None, first=context, pane=pane)  # as the command does
        app = CaploopApp(context, opening, pane=pane, look=Look("dark", glyphs), view=view)
        async with app.run_test(size=size) as pilot:
            await wait_for(pilot, lambda: app.main.opened or app.return_code, "the corpus to open")
            yield pilot

    return start
