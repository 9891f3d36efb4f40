"""A pane opened in one of its views, and the command of what is seen."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.panes.conftest import screen, wait_for
from tui.cli import _arguments
from tui.context import Context
from tui.keys import PANES, VIEWS
from tui.pages.make import pane_page
from tui.pages.page import Shown

Explorer = Callable[..., Any]
TITLES = {("exposure", "matrix"): "Exposure, matrix", ("loop", "open"): "Not closed"}


@pytest.mark.parametrize("pane", [name for name, _ in PANES if name != "console"])
def test_the_views_of_a_pane_are_those_that_v_goes_through(pane: str) -> None:
    page: Any = pane_page(pane)
    shown = Shown(Context(date(2026, 3, 5)))
    seen = [getattr(page, "view", "")]
    for _ in range(10):
        page.act("view", shown)
        if getattr(page, "view", "") == seen[0]:
            break
        seen.append(page.view)
    assert tuple(seen) == VIEWS.get(pane, ("",))


@pytest.mark.parametrize(("pane", "view"), list(TITLES))
async def test_it_opens_in_the_view_that_its_command_names(
    explorer: Explorer, pane: str, view: str
) -> None:
    command: list[str] = []
    async with explorer(pane=pane) as pilot:
        # The first view needs no name.
        await pilot.press("Y")
        await wait_for(pilot, lambda: pilot.app.clipboard, "the command")
        assert "--view" not in shlex.split(pilot.app.clipboard)
        for _ in range(VIEWS[pane].index(view)):
            await pilot.press("v")
        await pilot.press("Y")
        await wait_for(pilot, lambda: "--view" in pilot.app.clipboard, "the view")
        command = shlex.split(pilot.app.clipboard)[1:]
    arguments = _arguments(command)
    assert (arguments.pane, arguments.view) == (pane, view)
    async with explorer(pane=arguments.pane, view=arguments.view) as pilot:
        title = TITLES[pane, view]
        await wait_for(pilot, lambda: any(row.startswith(title) for row in screen(pilot)), title)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pane", "sources", "--view", "matrix"), "exposure, loop have views, not sources"),
        (("--pane", "exposure", "--view", "lanes"), "exposure has no view 'lanes': table, matrix"),
        (("show", "changes", "--view", "deals"), "have views, not changes"),
        (("--view", "time", "show", "timeline"), "timeline has no view 'time': deals, legs"),
    ],
)
def test_a_view_that_is_not_there_is_a_wrong_call(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(SystemExit) as left:
        _arguments(words)
    assert left.value.code == 2
    assert said in capsys.readouterr().err
