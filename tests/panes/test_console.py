"""The console under the pilot: statements run, fail, stop; keys type, and then move."""

from __future__ import annotations

import threading
import time

import pytest
from textual.events import Key

from tests.panes.conftest import wait_for
from tests.panes.consoles import Explorer, console, lines, own_state, ready, run, shows
from tui.widgets.bars import HeaderBar

__all__ = ["own_state"]  # a fixture

FOREVER = "select count(*) from range(10000000000) a where hash(a.range) = 0"


async def test_a_statement_gives_typed_aligned_rows_and_says_that_they_are_all(
    explorer: Explorer,
) -> None:
    async with explorer(as_of="2025-10-07", pane="console") as pilot:
        await run(
            pilot,
            "select vendor_id as vendor, customer_id as customer, funded_high from dyads "
            "where vendor_id in ('nvidia', 'microsoft') and customer_id in ('openai', 'intel') "
            "order by funded_high desc",
        )
        title, *table = lines(pilot)
        assert title.startswith("Result ─") and title.endswith("ms · complete")
        assert " 3 rows · " in title
        assert table[:5] == [
            " vendor     customer      funded_high",
            " varchar    varchar          bigint $",
            "▌nvidia     openai    100,000,000,000",
            " microsoft  openai     13,000,000,000",
            " nvidia     intel       5,000,000,000",
        ]


async def test_the_column_under_the_cursor_says_what_it_is(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select vendor_id, funded_high as most from dyads")
        await pilot.press("escape", "l")
        said = "most = funded_high bigint $: most that the vendor put into the customer"
        await wait_for(pilot, shows(pilot, said), said)
        assert any(line.startswith(" dyads ") for line in lines(pilot))


async def test_an_error_keeps_the_text_marks_the_place_and_leaves_the_old_rows(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 42 as answer")
        sql = "select 'é', nope from legs"
        await run(pilot, sql, "✗ line 1, column 13")
        assert console(pilot).editor.text == sql
        assert console(pilot).desk.marked == (12, 16)
        await wait_for(pilot, shows(pilot, 'Referenced column "nope"'), 'Referenced column "nope"')
        await wait_for(pilot, shows(pilot, "answer"), "answer")
        await wait_for(pilot, shows(pilot, "42"), "42")
        marked = console(pilot).editor.get_line(0).spans
        assert [(span.start, span.end) for span in marked] == [(12, 16)]


async def test_an_error_says_what_may_have_been_meant(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        await run(pilot, "select payr_id from legs", "✗ line 1, column 8")
        said = [line.strip() for line in lines(pilot) if line.strip()]
        assert said[1].startswith('✗ Binder Error: Referenced column "payr_id" not found')
        assert said[2].startswith("did you mean payer_id")


async def test_an_error_at_the_end_marks_what_stands_there(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 1 +", "✗ line 1")
        assert console(pilot).desk.marked == (9, 10)


async def test_the_mark_goes_with_the_next_change(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select nope", "✗ line 1")
        await pilot.press("x")
        assert console(pilot).editor.get_line(0).spans == []


async def test_of_two_statements_the_second_fails(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("select 1 as first;\n\nselect nope;\nselect 3")
        await pilot.press("f8")
        await wait_for(pilot, shows(pilot, "✗ line 3, column 8"), "the error")
        await wait_for(pilot, shows(pilot, "first"), "first")
        assert console(pilot).desk.marked == (27, 31)
        assert [run.sql for run in console(pilot).desk.history.runs] == [
            "select nope",
            "select 1 as first",
        ]


async def test_f5_runs_the_statement_at_the_cursor(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        editor = console(pilot).editor
        editor.put_all("select 1 as one;\nselect 2 as two;\nselect 3 as three")
        editor.move_cursor((1, 3))
        await pilot.press("ctrl+r")
        await wait_for(pilot, shows(pilot, "two"), "the second")
        assert not shows(pilot, "one")() and not shows(pilot, "three")()


async def test_escape_stops_a_query_then_leaves_the_text_then_keys_are_global(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        editor = console(pilot).editor
        editor.put_all(FOREVER)
        await pilot.press("f5")
        await wait_for(pilot, shows(pilot, "esc stops"), "the clock")
        began = time.monotonic()
        await pilot.press("escape")
        assert not console(pilot).desk.busy
        assert time.monotonic() - began < 5
        await wait_for(pilot, shows(pilot, "cancelled"), "cancelled")
        assert editor.has_focus and editor.text == FOREVER
        await pilot.press("4")
        assert editor.text.startswith("4")
        await pilot.press("escape")
        await wait_for(pilot, lambda: not editor.has_focus, "the keys to be global")
        await pilot.press("4")
        await wait_for(pilot, lambda: not console(pilot).display, "the loop pane")


async def test_twenty_queries_are_cancelled_in_their_first_three_milliseconds(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        desk = console(pilot).desk
        console(pilot).editor.put_all(FOREVER)
        for attempt in range(20):
            console(pilot).act("run")
            assert desk.asked and desk._runner is not None
            task = desk._runner.session._task
            threading.Event().wait(attempt * 0.003 / 19)
            assert console(pilot).cancel()
            assert not desk.busy and "cancelled" in desk.note, attempt
            assert task is not None and task.finished and task.cancelled, attempt
        await run(pilot, "select 7 as seven")
        await wait_for(pilot, shows(pilot, "seven"), "seven")


async def test_the_program_quits_during_a_query(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all(FOREVER)
        await pilot.press("f5")
        assert console(pilot).desk.asked
        began = time.monotonic()
        await pilot.press("ctrl+q")
    assert time.monotonic() - began < 20


async def test_text_and_result_survive_another_pane_and_the_text_the_end(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 5 as five")
        await pilot.press("escape", "4", "5")
        await wait_for(pilot, lambda: console(pilot).display, "the console again")
        assert console(pilot).editor.text == "select 5 as five"
        await wait_for(pilot, shows(pilot, "five"), "five")
    async with explorer(pane="console") as pilot:
        assert console(pilot).editor.text == "select 5 as five"


async def test_a_panes_query_comes_with_its_values_runs_and_can_be_undone(
    explorer: Explorer,
) -> None:
    async with explorer(as_of="2025-10-07", pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("-- mine")
        await pilot.press("escape", "4")
        await wait_for(pilot, lambda: not console(pilot).display, "the loop pane")
        await pilot.press("s")
        await wait_for(pilot, shows(pilot, "complete"), "the query of the loop pane")
        text = console(pilot).editor.text
        assert text.startswith("-- ")
        assert console(pilot).parts.title.text[0].startswith("loops.sql")
        line = pilot.app.screen.query_one(HeaderBar).text[2]
        assert line.startswith(
            "from Loop, s · as_of = 2025-10-07, lens = headline follow the dials"
        )
        await pilot.press("ctrl+z")
        assert console(pilot).editor.text == "-- mine"


async def test_the_dials_are_followed_until_sql_sets_them(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07", pane="console") as pilot:
        await run(pilot, "select as_of() as d, lens() as l")
        await wait_for(pilot, shows(pilot, "2025-10-07  headline"), "2025-10-07  headline")
        await pilot.press("escape", "right_square_bracket", "right_curly_bracket")
        await wait_for(pilot, lambda: pilot.app.main.context.lens == "announced", "the dials")
        await pilot.press("f5")
        day = pilot.app.main.context.as_of.isoformat()
        await wait_for(pilot, shows(pilot, f"{day}  announced"), "the dials in SQL")
        await run(pilot, "set variable lens = 'paid'", "done")
        said = f"as_of = {day}, lens = paid set by SQL, here alone"
        assert pilot.app.screen.query_one(HeaderBar).text[2].startswith(said)
        assert pilot.app.main.context.lens == "announced"


async def test_a_query_that_fails_while_it_runs_is_an_error(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select error('wrong ' || chr(27) || '[2J')", "✗")
        await wait_for(pilot, shows(pilot, "wrong [2J"), "wrong [2J")


async def test_an_error_of_the_program_is_not_swallowed(explorer: Explorer) -> None:
    with pytest.raises(ZeroDivisionError):
        async with explorer(pane="console") as pilot:
            await run(pilot, "select 1 as a")
            console(pilot).desk.do("peek", lambda session, result: 1 / 0)
            await wait_for(pilot, lambda: pilot.app._exception is not None, "the error")


async def test_f5_runs_all_that_was_typed_before_it(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("")
        # As a terminal sends what comes in one piece: nothing is drawn between the keys.
        for character in "select 41+1":
            pilot.app.post_message(Key(character, character))
        pilot.app.post_message(Key("f5", None))
        await wait_for(pilot, shows(pilot, "42"), "42")
