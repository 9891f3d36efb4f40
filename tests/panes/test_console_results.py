"""A result in the console: large, wide, odd or hostile; its cells, its evidence, its drawing."""

from __future__ import annotations

import pytest

from tests.panes.conftest import screen, wait_for
from tests.panes.consoles import Explorer, console, lines, on_screen, own_state, run, shows

__all__ = ["own_state"]  # a fixture


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
