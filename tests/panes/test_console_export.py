"""Rows of the console written into files, and files that are there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.panes.conftest import wait_for
from tests.panes.consoles import Explorer, console, own_state, run, shows
from tui.widgets.naming import NameBox

__all__ = ["own_state"]  # a fixture


async def test_rows_are_exported_into_the_present_folder(
    explorer: Explorer, own_state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_state)
    async with explorer(pane="console") as pilot:
        await run(pilot, "select '=1+1' as f, 5 as n")
        console(pilot).parts.result.focus()
        await wait_for(pilot, lambda: console(pilot).parts.result.has_focus, "the focus")
        for key, name in (("c", "query.csv"), ("e", "query-2.csv"), ("j", "query.json")):
            await pilot.press("x", key)
            await wait_for(pilot, lambda: pilot.app.screen.query(NameBox), "the name")
            assert pilot.app.screen.query_one(NameBox).value == name
            await pilot.press("enter")
            await wait_for(pilot, lambda name=name: (own_state / name).is_file(), name)
            await wait_for(pilot, lambda: not console(pilot).desk.busy, "the end of writing")
    assert (own_state / "query.csv").read_text() == "f,n\n=1+1,5\n"
    assert "'=1+1,5" in (own_state / "query-2.csv").read_text()
    assert {path.name for path in own_state.glob("*query*")} == {
        "query.csv",
        "query-2.csv",
        "query.json",
    }


async def test_a_file_that_is_there_is_written_over_only_when_asked(
    explorer: Explorer, own_state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_state)
    mine = own_state / "mine.csv"
    mine.write_text("mine")
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 5 as n")
        await pilot.press("escape")
        for answer in ("n", "y"):
            await wait_for(pilot, lambda: console(pilot).parts.result.has_focus, "the focus")
            await pilot.press("x", "c")
            await wait_for(pilot, lambda: pilot.app.screen.query(NameBox), "the name")
            await pilot.press("ctrl+u", *"mine.csv", "enter")
            await wait_for(pilot, shows(pilot, "mine.csv is there"), "the question")
            assert mine.read_text() == "mine"
            await pilot.press(answer)
        await wait_for(pilot, lambda: mine.read_text() == "n\n5\n", "the file")


async def test_what_cannot_be_written_is_said_and_marks_nothing(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(pane="console") as pilot:
        await run(pilot, "select (-170141183460469231731687303715884105728)::hugeint as h")
        await pilot.press("escape", "x", "p")
        await wait_for(pilot, lambda: pilot.app.screen.query(NameBox), "the name")
        await pilot.press("enter")
        await wait_for(pilot, shows(pilot, "Could not cast value"), "what is wrong")
        assert console(pilot).desk.marked is None
        assert list(tmp_path.glob("*.parquet*")) == []


async def test_a_name_that_is_not_wanted_writes_nothing(
    explorer: Explorer, own_state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_state)
    before = set(own_state.iterdir())
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 5 as n")
        await pilot.press("escape", "x", "p")
        await wait_for(pilot, lambda: pilot.app.screen.query(NameBox), "the name")
        await pilot.press("escape")
        await wait_for(pilot, lambda: not pilot.app.screen.query(NameBox), "the box to go")
        assert console(pilot).parts.result.has_focus
        assert not console(pilot).desk.busy
    assert {path.name for path in set(own_state.iterdir()) - before} <= {"state"}
