"""The console where somebody slips: nothing to run, another query too soon, files unseen."""

from __future__ import annotations

import threading
from pathlib import Path

import polars as pl
import pytest

from tests.panes.conftest import wait_for
from tests.panes.consoles import Explorer, console, own_state, ready, run, shows

__all__ = ["own_state"]  # a fixture


@pytest.mark.parametrize("text", ["", "-- nothing but words", " ; "])
async def test_nothing_to_run_is_said_and_the_old_error_goes(explorer: Explorer, text: str) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select nope", "✗ line 1")
        console(pilot).editor.put_all(text)
        await pilot.press("f5")
        await wait_for(pilot, shows(pilot, "there is nothing to run"), "what is wrong")
        assert console(pilot).page.error is None and console(pilot).desk.marked is None


async def test_a_jump_to_the_end_that_was_left_is_not_made_in_the_next_result(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        large = "select range as r from range(2_000_000) where hash(range) > 0"
        await run(pilot, large, "of more")
        desk, held = console(pilot).desk, threading.Event()
        await pilot.press("escape")
        assert desk._runner is not None
        fetch = desk._runner.session.fetch
        desk._runner.session.fetch = lambda *given: (held.wait(30), fetch(*given))[1]  # type: ignore[method-assign]
        await pilot.press("G")
        assert desk.busy and desk.page.rows.cursor == 0
        held.set()
        desk._runner.session.fetch = fetch  # type: ignore[method-assign]
        await run(pilot, "select range as s from range(1_500_000) where hash(range) > 0", "of more")
        await wait_for(pilot, shows(pilot, "1,000,000 of more"), "the rows behind the first")
        assert desk.page.rows.cursor == 0


async def test_columns_of_a_file_are_offered_once_typing_rests(
    explorer: Explorer, tmp_path: Path
) -> None:
    file = tmp_path / "my.parquet"
    pl.DataFrame({"revenue": [5], "quarter": ["2025-10-01"]}).write_parquet(file)
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        editor = console(pilot).editor
        editor.put_all(f"select * from '{file}' where ")
        await wait_for(
            pilot,
            lambda: console(pilot).desk.catalogue.table(f"'{file}'"),
            "what is in the file",
        )
        editor.move_cursor(editor.document.end)
        await pilot.press(*"rev")
        await wait_for(pilot, shows(pilot, "revenue"), "the column")
        await pilot.press("ctrl+g", *"my.parquet")
        picker = console(pilot).parts.list
        await wait_for(pilot, lambda: any("quarter" in line for line in picker.text), "the file")


async def test_what_a_titled_statement_makes_is_known(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "-- mine alone\ncreate temp table mine as select 1 as a", "done")
        await wait_for(pilot, lambda: console(pilot).desk.catalogue.table("mine"), "the table")


async def test_a_statement_that_changes_runs_after_typing_rested_on_a_query(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        checked: list[object] = []
        check = console(pilot).desk.check
        console(pilot).desk.check = lambda *given: (checked.append(given), check(*given))  # type: ignore[method-assign]
        console(pilot).editor.put_all("select 1 as a")
        await wait_for(pilot, lambda: checked and not console(pilot).desk.busy, "the check")
        await run(pilot, "set variable lens = 'paid'", "done")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_question_is_listed_by_all_that_it_asks(
    explorer: Explorer, size: tuple[int, int]
) -> None:
    async with explorer(pane="console", size=size) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+o", *"loses what")
        picker = console(pilot).parts.list
        asked = "Who loses what if a company fails?"
        await wait_for(pilot, lambda: any(asked in line for line in picker.text), asked)
        assert any("question · q02_who_loses" in line for line in picker.text)


async def test_what_ran_is_listed_with_time_and_rows_where_it_is_narrow(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console", size=(120, 40)) as pilot:
        await run(pilot, "select range as r from range(1234)")
        when = console(pilot).desk.history.runs[0].when
        await pilot.press("ctrl+o", *"range(1234)")
        picker = console(pilot).parts.list
        said = f"ran · {when} · 1,234 rows · "
        await wait_for(pilot, lambda: any(said in line for line in picker.text), said)


async def test_what_is_typed_first_is_a_statement_of_its_own(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        await pilot.press("f5")
        await wait_for(pilot, shows(pilot, "complete"), "the rows of the first example")
        assert console(pilot).desk.history.runs[0].sql.endswith("from dyads")
        await pilot.press(*"select 6 as six", "escape", "f5")
        await wait_for(pilot, shows(pilot, "six"), "the rows of what was typed")
        assert console(pilot).desk.history.runs[0].sql == "select 6 as six"


async def test_rows_are_seen_within_a_transaction(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("begin;\nselect 41 + 1 as answer;")
        await pilot.press("f8")
        await wait_for(pilot, shows(pilot, "1 row ·"), "the result")
        await wait_for(pilot, shows(pilot, "42"), "its row")
