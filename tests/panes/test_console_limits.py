"""The console with more than fits: long texts, long errors, a database that is not there yet."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.console.given import session
from tests.panes.conftest import PATIENCE, wait_for
from tests.panes.consoles import Explorer, console, lines, own_state, ready, run, shows
from tui.pages.console.result import WINDOW_ROWS
from tui.panes.takeaway import save

__all__ = ["own_state"]  # a fixture

LONG = "select payer_id, payee_id from legs where payer_id <> 'x' -- one of many\n" * 18_000


async def test_a_very_long_text_opens_takes_keys_and_is_kept(
    explorer: Explorer, own_state: Path
) -> None:
    draft = own_state / "state" / "caploop" / "draft.sql"
    draft.parent.mkdir(parents=True)
    draft.write_text(LONG)
    began = time.thread_time()
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        editor = console(pilot).editor
        assert editor.text == LONG and len(LONG) > 1_200_000
        opened = time.thread_time()
        # Coloured and wrapped at every key it took 5 s each.
        await pilot.press(*"abcd")
        assert time.thread_time() - opened < 4
        assert editor.text == "abcd" + LONG
        for _ in "abcd":  # what was typed slowly is undone step by step
            if editor.text != LONG:
                await pilot.press("ctrl+z")
        assert editor.text == LONG
    assert opened - began < 8
    assert draft.read_text() == LONG


async def test_a_long_paste_is_plain_and_a_short_text_coloured(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        editor = console(pilot).editor
        editor.put_all("select 1 as one")
        assert editor.is_syntax_aware
        editor.move_cursor((0, 7))
        editor.insert(LONG[:30_000])
        assert not editor.is_syntax_aware
        assert editor.text == "select " + LONG[:30_000] + "1 as one"
        editor.undo()
        assert editor.text == "select 1 as one"


async def test_a_huge_error_leaves_room_for_the_rows(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 42 as answer")
        await run(pilot, "select error(repeat('wrong ' || chr(10), 2_000_000))", "✗ ")
        await wait_for(pilot, shows(pilot, "wrong"), "wrong")
        await wait_for(pilot, shows(pilot, "answer"), "answer")
        await wait_for(pilot, shows(pilot, "42"), "42")
        assert sum("wrong" in line for line in lines(pilot)) <= 6
        began = time.thread_time()
        await pilot.press("escape", "j", "k")
        assert time.thread_time() - began < 2


async def test_f5_before_the_database_is_there_runs_when_it_is(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        desk = console(pilot).desk
        runner, desk._runner = desk._runner, None
        assert runner is not None
        console(pilot).editor.put_all("select 7 as seven")
        await pilot.press("f5")
        main = pilot.app.main
        desk.open(main.opened.store, main.context, corpus=True)
        await wait_for(pilot, shows(pilot, "seven"), "the rows")


async def test_what_cannot_be_stopped_is_left_and_said(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.corpus.session.STOP_SECONDS", 0.1)
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 42 as answer")
        desk = console(pilot).desk
        assert desk._runner is not None
        # One call of a function: no interrupt gets into it.
        console(pilot).editor.put_all("select levenshtein(repeat('a', 60000), repeat('b', 60000))")
        console(pilot).act("run")
        task = desk._runner.session._task
        assert task is not None
        clock = time.pthread_getcpuclockid(task._thread.ident or 0)
        # More than it takes to read the statement: it is in that call.
        await wait_for(pilot, lambda: time.clock_gettime(clock) > 0.3, "the call to go on")
        console(pilot).editor.put_all("select 7 as seven")
        console(pilot).act("run")
        assert desk.page.result is None, "its rows are gone"
        await wait_for(pilot, lambda: desk.page.result and not desk.busy, "the next one")
        assert desk.page.result is not None and desk.page.result.columns == ("seven",)
        assert desk.note == "left to end by itself · temporary tables are gone"
        assert task.wait(300), "it ends by itself"


async def test_the_last_rows_are_there_before_somebody_jumps_to_them(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select range as r from range(5000)", "5,000 rows")
        page = console(pilot).page
        await wait_for(pilot, lambda: page._end is not None, "the last rows")
        assert page._end is not None and page._end.first == 5000 - WINDOW_ROWS
        await pilot.press("escape")
        console(pilot).act("last")
        assert not console(pilot).desk.busy, "nothing had to be read"
        assert shows(pilot, "4,999")()


async def test_a_search_says_how_long_it_takes_and_stops(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select range as r from range(3_000_000)", "3,000,000 rows")
        desk, going = console(pilot).desk, threading.Event()
        assert desk._runner is not None
        kept = desk._runner.session.kept
        first = kept._first
        monkeypatch.setattr(
            kept, "_first", lambda *given: (first(*given), kept.share and going.wait(PATIENCE))[0]
        )
        console(pilot).find("-")
        await wait_for(pilot, shows(pilot, "searching"), "the clock")
        await wait_for(pilot, shows(pilot, "17 % · esc stops"), "how far it is")
        going.set()
        await pilot.press("escape")
        await wait_for(pilot, lambda: not desk.busy, "the end")


async def test_an_error_in_the_last_rows_is_not_told_before_they_are_seen(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        sql = (
            "select (case when range < 1_400_000 then range::varchar else 'x' end)::bigint as r "
            "from range(1_500_000)"
        )
        await run(pilot, sql, "1,500,000 rows")
        desk, page = console(pilot).desk, console(pilot).page
        await wait_for(pilot, lambda: desk._unreadable and not desk.busy, "the look ahead")
        assert page.error is None
        await pilot.press("escape", "G")
        await wait_for(pilot, lambda: page.error is not None, "the error")


def test_what_a_killed_program_left_of_a_file_goes_with_the_next(tmp_path: Path) -> None:
    own = session()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left, others = tmp_path / f".rows.csv.{dead.pid}", tmp_path / f".rows.csv.{os.getppid()}"
    for path in (left, others, tmp_path / ".rows.csv.mine"):
        path.write_text("half a row")
    save(own, own.run("select 1 as n", {}), "csv", tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text() == "n\n1\n"
    assert {path.name for path in tmp_path.iterdir()} == {
        "rows.csv",
        others.name,
        ".rows.csv.mine",
    }
