"""The console under the pilot: statements run, fail, stop; keys type, and then move."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.panes.console import Console
from tui.widgets.bars import HeaderBar
from tui.widgets.naming import NameBox

FOREVER = "select count(*) from range(10000000000) a where hash(a.range) = 0"
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


async def test_a_large_result_is_counted_scrolled_sorted_and_searched(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(
            pilot,
            "select range as r, (range * 7919) % 1500000 as h from range(1600000) "
            "where hash(range) > 0 limit 1500000",
            "of more",
        )
        await wait_for(pilot, shows(pilot, "1,000,000 of more"), "1,000,000 of more")
        await pilot.press("escape", "G")
        await wait_for(pilot, shows(pilot, "1,499,999"), "the last row")
        await wait_for(
            pilot, shows(pilot, "1,500,000 of 1,500,000 rows"), "1,500,000 of 1,500,000 rows"
        )
        await pilot.press("l", "O")
        await wait_for(pilot, lambda: not console(pilot).desk.busy, "the order")
        await wait_for(pilot, shows(pilot, "1,499,999"), "the largest first")
        assert lines(pilot)[3].split()[-1] == "1,499,999"
        console(pilot).find("1234567")
        await wait_for(pilot, lambda: not console(pilot).desk.busy, "the search")
        await wait_for(pilot, shows(pilot, "1,234,567"), "the row that was looked for")


async def test_a_steering_text_is_shown_without_what_steers(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select chr(27) || ']52;c;eA==' || chr(7) as evil, '[bold]x' as b")
        await wait_for(pilot, shows(pilot, "]52;c;eA=="), "]52;c;eA==")
        await wait_for(pilot, shows(pilot, "[bold]x"), "[bold]x")
        drawn = "".join(
            segment.text
            for widget in (console(pilot).parts.result, console(pilot).editor)
            for y in range(widget.size.height)
            for segment in widget.render_line(y)
        )
        assert drawn.isprintable()


async def test_what_is_pasted_is_cleaned(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("")
        console(pilot).editor.insert("select\x1b[2J 1\x07\r\n-- \u202e x")
        assert console(pilot).editor.text == "select[2J 1\n--  x"


@pytest.mark.parametrize(
    ("sql", "shown"),
    [
        (f"select {', '.join(f'{n} as c{n}' for n in range(2000))}", "c0"),
        ("select repeat('x', 10_000_000) as big", "xxxx"),
        ("select null as nothing, '' as empty", "null"),
        ("select 1 as a, 2 as a", "a_1"),
        ("select interval 1 day as i, map {'k': [1]} as m, {'a': 1} as s", "{k=[1]}"),
    ],
)
async def test_odd_shapes_are_shown(explorer: Explorer, sql: str, shown: str) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, sql)
        await wait_for(pilot, shows(pilot, shown), shown)


async def test_a_wide_result_scrolls_sideways_and_keeps_its_first_column(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        columns = ", ".join(f"'value {n}' as column_{n}" for n in range(50))
        await run(pilot, f"select {columns}")
        await pilot.press("escape", *["l"] * 49)
        await wait_for(pilot, shows(pilot, "column_49"), "the last column")
        await wait_for(pilot, shows(pilot, "value 49"), "its value")
        assert lines(pilot)[1].startswith(" column_0 ")


async def test_a_cell_is_shown_in_full_and_escape_goes_back(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select repeat('word ', 40) as text")
        await pilot.press("escape", "enter")
        await wait_for(pilot, shows(pilot, "text of row 1"), "the cell")
        assert sum(line.count("word") for line in lines(pilot)) == 40
        await pilot.press("escape")
        await wait_for(pilot, shows(pilot, "complete"), "complete")


async def test_tab_takes_an_offer_and_indents_where_there_is_none(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("")
        await pilot.press(*"from dya")
        await wait_for(pilot, shows(pilot, "dyads"), "the offer")
        await pilot.press("tab")
        assert console(pilot).editor.text == "from dyads"
        await pilot.press("enter", "tab", "x")
        assert console(pilot).editor.text == "from dyads\n    x"


async def test_arrows_choose_among_offers_and_escape_leaves_them(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("select  from legs")
        console(pilot).editor.move_cursor((0, 7))
        await pilot.press(*"pay")
        await wait_for(pilot, shows(pilot, "payee_id"), "the offers")
        await pilot.press("down", "tab")
        assert console(pilot).editor.text == "select payee_id from legs"
        await pilot.press("comma", "p")
        await wait_for(pilot, shows(pilot, "payer_id"), "offers again")
        await pilot.press("escape")
        assert not shows(pilot, "payer_id")()
        assert console(pilot).editor.has_focus


async def test_tables_are_listed_with_what_they_are_and_put_into_the_text(
    explorer: Explorer,
) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("from ")
        console(pilot).editor.move_cursor((0, 5))
        await pilot.press("ctrl+g")
        await pilot.press(*"coverage")
        picker = console(pilot).parts.list
        await wait_for(pilot, lambda: any("The ladder" in line for line in picker.text), "coverage")
        assert any(line.split()[:3] == ["quantified", "bigint", "how"] for line in picker.text)
        await pilot.press("enter")
        assert console(pilot).editor.text == "from coverage"
        assert console(pilot).editor.has_focus


async def test_a_table_is_summarized_with_one_key(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        await pilot.press("ctrl+g", *"coverage", "f5")
        await wait_for(pilot, shows(pilot, "approx_unique"), "the summary")


async def test_what_ran_is_listed_and_comes_back(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 'first' as a")
        await run(pilot, "select 'second' as a")
        await pilot.press("ctrl+o", *"first")
        await wait_for(pilot, lambda: any("1 row" in t for t in console(pilot).parts.list.text))
        await pilot.press("f5")
        await wait_for(pilot, shows(pilot, "first"), "the rows of the first")
        assert console(pilot).editor.text == "select 'first' as a\n"


async def test_a_query_is_saved_under_its_title(explorer: Explorer, own_state: Path) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("-- my question\nselect 1")
        await pilot.press("ctrl+s")
        saved = own_state / "share" / "caploop" / "queries" / "my-question.sql"
        assert saved.read_text() == "-- my question\nselect 1"


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


async def test_a_check_while_typing_warns_and_runs_nothing(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("select nope from legs")
        title = console(pilot).parts.title
        await wait_for(pilot, lambda: "✗" in title.text[0], "the warning")
        assert console(pilot).desk.marked == (7, 11)
        console(pilot).editor.put_all("select 1 as one;\n\nselect payr_id from legs")
        console(pilot).editor.move_cursor((2, 24))
        await wait_for(pilot, lambda: "✗ did you mean payer_id" in title.text[0], "what was meant")
        assert console(pilot).desk.marked == (25, 32)
        assert console(pilot).desk.history.runs == []


async def test_a_row_with_ids_has_a_subject(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select payee_id, leg_id, deal_id from legs order by leg_id limit 1")
        subject = console(pilot).subject
        (row,) = pilot.app.main.opened.store.rows(
            "select payee_id, leg_id, deal_id from legs order by leg_id limit 1"
        )
        assert (subject.entity, subject.leg, subject.deal) == row


@pytest.mark.parametrize(
    ("sql", "right", "about"),
    [
        ("select 'x' as x, earlier, later from conflicts", 0, ["earlier", "later"]),
        ("select 'x' as x, earlier, later from conflicts", 2, ["later"]),
        ("select claim_id, statement from claims", 1, ["claim_id"]),
        ("select amount_claim from current_legs where amount_claim > ''", 0, ["amount_claim"]),
    ],
)
async def test_e_opens_the_claims_that_a_row_names(
    explorer: Explorer, sql: str, right: int, about: list[str]
) -> None:
    async with explorer(as_of="2026-03-05", pane="console") as pilot:
        sql = f"{sql} order by all limit 1"
        await run(pilot, sql, "complete")
        await pilot.press("escape", *["l"] * right)
        named = console(pilot).subject.claims
        page = console(pilot).page
        row = dict(zip(page.result.columns, page.row(), strict=True))
        assert list(named) == [row[column] for column in about]
        await pilot.press("e")
        await wait_for(pilot, on_screen(pilot, "said by"), "the evidence")


async def test_e_on_a_row_without_ids_says_so(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select dollars from coverage", "complete")
        await pilot.press("escape", "e")
        words = "there is no evidence for this: its row has no claim_id"
        await wait_for(pilot, on_screen(pilot, words), words)
        assert not on_screen(pilot, "a later date")()


async def test_the_frame_at_80x24(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07", pane="console") as pilot:
        await run(pilot, "-- How much?\nselect vendor_id\nfrom dyads\nlimit 1", "complete")
        rows = screen(pilot)
        assert len(rows) <= 24
        parts = console(pilot).parts
        assert [w.region.y for w in (parts.title, parts.editor, parts.result)] == [3, 4, 9]
        assert parts.editor.region.height == 5


async def test_a_result_is_drawn_and_the_table_comes_back(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "from (values ('a', 10), ('b', 5)) t(name, dollars)")
        await pilot.press("escape", "v")
        await wait_for(pilot, shows(pilot, "bar of dollars over name"), "the bars")
        await wait_for(pilot, shows(pilot, "━━━"), "━━━")
        await pilot.press("down")
        await wait_for(pilot, shows(pilot, "line of dollars over name"), "the line")
        await pilot.press("v")
        await wait_for(pilot, shows(pilot, "complete"), "the table")


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


async def test_values_stand_in_the_text_and_in_the_title(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        sql = "-- $who = openai\nselect name from entities where entity_id = $who"
        await run(pilot, sql)
        await wait_for(pilot, shows(pilot, "OpenAI"), "OpenAI")
        assert "$who = openai" in console(pilot).parts.title.text[0]
        await run(pilot, sql.replace("openai", "nvidia"))
        await wait_for(pilot, shows(pilot, "Nvidia"), "Nvidia")
        await run(pilot, "select $nobody", "✗")
        await wait_for(pilot, shows(pilot, "no value for $nobody"), "no value for $nobody")


async def test_what_is_still_being_typed_is_not_called_wrong(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("")
        await pilot.press(*"select nop")
        checked: list[object] = []
        check = console(pilot).desk.check
        console(pilot).desk.check = lambda *given: (checked.append(given), check(*given))  # type: ignore[method-assign]
        await wait_for(pilot, lambda: checked and not console(pilot).desk.busy, "the check")
        await pilot.pause()
        assert console(pilot).desk.marked is None
        assert "✗" not in console(pilot).parts.title.text[0]


async def test_f5_runs_all_that_was_typed_before_it(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("")
        # As a terminal sends what comes in one piece: nothing is drawn between the keys.
        for character in "select 41+1":
            pilot.app.post_message(Key(character, character))
        pilot.app.post_message(Key("f5", None))
        await wait_for(pilot, shows(pilot, "42"), "42")
