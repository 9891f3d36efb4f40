"""Writing in the console: offers, lists of tables and queries, checks while typing, values."""

from __future__ import annotations

from pathlib import Path

from tests.panes.conftest import wait_for
from tests.panes.consoles import Explorer, console, own_state, ready, run, shows

__all__ = ["own_state"]  # a fixture


async def test_what_is_pasted_is_cleaned(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await ready(pilot)
        console(pilot).editor.put_all("")
        console(pilot).editor.insert("select\x1b[2J 1\x07\r\n-- \u202e x")
        assert console(pilot).editor.text == "select[2J 1\n--  x"


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
