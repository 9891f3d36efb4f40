"""The console under the pilot: a statement put in and run, what stands below it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.panes.console import Console

Explorer = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """History and draft of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path


def console(pilot: Pilot[None]) -> Console:
    return pilot.app.screen.query_one(Console)


def lines(pilot: Pilot[None]) -> list[str]:
    """What stands under the editor."""
    return console(pilot).parts.result.text


def shows(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in line for line in lines(pilot))


def on_screen(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in line for line in screen(pilot))


async def ready(pilot: Pilot[None]) -> None:
    await wait_for(pilot, lambda: console(pilot).desk.catalogue.tables, "the catalogue")


async def run(pilot: Pilot[None], sql: str, until: str = "complete") -> None:
    """Put a statement into the editor, run it with F5, and wait for what its title then says."""
    await ready(pilot)
    console(pilot).editor.put_all(sql)
    await pilot.press("f5")
    await wait_for(pilot, lambda: not console(pilot).desk.busy and shows(pilot, until)(), until)
