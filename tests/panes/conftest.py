"""The real app under Textual's pilot, at a date, waited for by condition."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.pilot import Pilot

from tui.app import CaploopApp
from tui.context import Context, Lens
from tui.corpus.background import Opening
from tui.screens.body import Look
from tui.widgets.sheet import Sheet

PATIENCE = 30.0


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

    @asynccontextmanager
    async def start(
        as_of: str = "2026-03-05",
        lens: Lens = "headline",
        pane: str = "loop",
        size: tuple[int, int] = (80, 24),
        data: str | None = None,
        glyphs: str = "full",
    ) -> AsyncIterator[Pilot[None]]:
        context = Context(date.fromisoformat(as_of), lens)
        opening = Opening(data, None)
        app = CaploopApp(context, opening, pane=pane, look=Look("dark", glyphs))
        async with app.run_test(size=size) as pilot:
            await wait_for(pilot, lambda: app.main.opened is not None, "the corpus to open")
            yield pilot

    return start
