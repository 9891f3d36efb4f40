"""Results of every type and of odd shapes, and a very large one, in the console."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.panes.conftest import wait_for
from tests.panes.consoles import Explorer, console, lines, own_state, run, shows
from tui.widgets.bars import HeaderBar

__all__ = ["own_state"]  # a fixture

# The moment is shown in the zone of whoever looks: here in one that is half an hour off.
TYPES = [
    ("interval 1 day", "interval", "1 day"),
    ("interval '14 months 3 days 01:02:03.5'", "interval", "1 year 2 months 3 days 01:02:03.5"),
    ("timestamptz '2025-10-07 10:00:00+00'", "timestamptz", "2025-10-07 15:30:00+05:30"),
    (
        "170141183460469231731687303715884105727::hugeint",
        "hugeint",
        "170,141,183,460,469,231,731,687,303,715,884,105,727",
    ),
    ("1234.50::decimal(18, 2)", "decimal(18,2)", "1,234.50"),
    ("'paid'::enum('paid', 'loi')", "enum", "paid"),
    ("[1, null, 3]", "integer[]", "[1, NULL, 3]"),
    ("{'a': 1, 'b': 'x'}", "struct", "{'a': 1, 'b': x}"),
    ("map {'k': [1]}", "map", "{k=[1]}"),
    (
        "'01234567-89ab-cdef-0123-456789abcdef'::uuid",
        "uuid",
        "01234567-89ab-cdef-0123-456789abcdef",
    ),
    (r"'\xAA\x00'::blob", "blob", r"\xAA\x00"),
    ("''", "varchar", ""),
]


@pytest.mark.parametrize(("sql", "kind", "text"), TYPES)
async def test_a_value_of_each_type_is_readable(
    explorer: Explorer, sql: str, kind: str, text: str
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "set timezone = 'Asia/Kolkata'", "done")
        await run(pilot, f"select {sql} as value")
        _, name, type_line, row, *_ = lines(pilot)
        assert (name.strip(), type_line.strip(), row.strip(" ▌")) == ("value", kind, text)
        # Numbers stand to the right, below their name, all else to the left.
        assert name.startswith(" value") != (kind in ("hugeint", "decimal(18,2)"))


async def test_a_column_of_nothing_but_nulls_says_so_in_every_row(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select null as nothing from range(3)")
        _, name, kind, *rows = lines(pilot)
        assert name.strip() == "nothing" and kind.strip() in ("null", "integer")
        assert [row.strip(" ▌") for row in rows if row.strip()] == ["null"] * 3


async def test_null_is_told_from_the_empty_text_and_from_its_own_name(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "from (values ('null', 1), (null, 2), ('', 3)) t(word, n)")
        page = console(pilot).page
        grid = page._grid
        assert grid is not None and page._window is not None
        drawn = [grid._cell(0, page._window.row(number)) for number in range(3)]
        assert len(set(drawn)) == 3


@pytest.mark.parametrize(("value", "peeked"), [("null", ["null"]), ("''", [])])
async def test_a_null_that_is_peeked_at_is_told_from_the_empty_text(
    explorer: Explorer, value: str, peeked: list[str]
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, f"select {value} as word")
        await pilot.press("escape", "enter")
        await wait_for(pilot, shows(pilot, "word of row 1"), "the cell")
        assert [line.strip() for line in lines(pilot)[1:] if line.strip()] == peeked


@pytest.mark.parametrize(
    ("sql", "until"),
    [
        ("set variable mine = 5", "done"),
        ("create temp table nothing as select 1 as a", "done"),
        ("select leg_id from legs where false", "0 rows"),
        ("-- nothing but words\nselect null as a, null as b from range(0)", "0 rows"),
    ],
)
async def test_what_has_no_columns_or_no_rows_says_so(
    explorer: Explorer, sql: str, until: str
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, sql, until)
        await pilot.press("escape", "enter", "j", "G", "o", "v", "y", "escape", "x", "escape")
        for key in "crlam":
            await pilot.press("y", key)
            await wait_for(pilot, lambda: not console(pilot).desk.busy, "the copy")
        await run(pilot, "select 7 as seven")


async def test_two_thousand_columns_scroll_to_the_last(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, f"select {', '.join(f'{n} as c{n}' for n in range(2000))}")
        console(pilot).page.column = 1997
        await pilot.press("escape", "l", "l")
        await wait_for(pilot, shows(pilot, "c1999"), "the last column")
        await wait_for(pilot, lambda: "1,999" in lines(pilot)[3].split(), "its value")


async def test_a_cell_of_ten_megabytes_is_cut_and_peeked_at(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select repeat('x', 10_000_000) as big, 1 as one")
        assert "…" in lines(pilot)[3]
        await pilot.press("escape", "enter")
        await wait_for(pilot, shows(pilot, "big of row 1"), "the cell")
        assert lines(pilot)[1].strip() == "x" * 78
        await wait_for(
            pilot, shows(pilot, "first 1,000,000 characters"), "first 1,000,000 characters"
        )
        await pilot.press("G")
        # 1,000,000 characters are 12,820 lines of 78 and one of 40.
        await wait_for(pilot, lambda: lines(pilot)[-1].strip() == "x" * 40, "the end of the cell")
        await pilot.press("escape")
        await wait_for(pilot, shows(pilot, "complete"), "complete")


async def test_columns_of_one_name_are_all_there(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 1 as a, 2 as a, 3 as a")
        assert lines(pilot)[3].strip(" ▌").split() == ["1", "2", "3"]
        assert len(set(lines(pilot)[1].split())) == 3


async def test_a_large_parquet_file_is_all_there_and_jumps_to_its_end(
    explorer: Explorer, tmp_path: Path
) -> None:
    file = tmp_path / "large.parquet"
    pl.DataFrame({"value": range(1_200_000)}).write_parquet(file)
    async with explorer(pane="console") as pilot:
        await run(pilot, f"from '{file}'", "of 1,200,000 rows")
        await wait_for(pilot, shows(pilot, "complete"), "complete")
        await pilot.press("escape", "G")
        await wait_for(pilot, shows(pilot, "1,199,999"), "the last row")
        kept = console(pilot).desk._runner.session.kept.cursor  # type: ignore[union-attr]
        assert kept.execute("select count(*) from caploop_rows").fetchall()[0][0] < 2_000
        await pilot.press("k")
        await wait_for(
            pilot, shows(pilot, "1,199,999 of 1,200,000 rows"), "1,199,999 of 1,200,000 rows"
        )
        await pilot.press("O")
        await wait_for(pilot, lambda: lines(pilot)[3].endswith("1,199,999"), "the order")


async def test_a_question_is_a_form(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 1 as one")
        editor = console(pilot).editor
        await pilot.press("ctrl+o", *"believed", "enter")
        await wait_for(pilot, lambda: editor.selected_text == "2025-10-07", "the first field")
        assert "tab next value" in console(pilot).parts.title.text[0]
        await pilot.press(*"2025")
        await wait_for(pilot, shows(pilot, "2025-10-07"), "the known dates")
        await pilot.press("tab", "tab")
        assert editor.selected_text == "2026-03-05"
        await pilot.press(*"2026-02-03", "f5")
        await wait_for(pilot, shows(pilot, "status_before"), "the rows")
        result = console(pilot).page.result
        assert result is not None and str(result.values["to"]) == "2026-02-03"
        await pilot.press("ctrl+o", *"loses what", "enter")
        await wait_for(pilot, lambda: editor.selected_text == "openai", "the entity")
        await pilot.press(*"nvi")
        await wait_for(pilot, shows(pilot, "nvidia"), "the ids")


async def test_a_table_is_described_with_one_key(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 1 as one")
        await pilot.press("ctrl+g", *"coverage", "f8")
        await wait_for(pilot, shows(pilot, "column_name"), "the description")
        assert console(pilot).editor.text == "DESCRIBE coverage\n"


async def test_lines_become_comments_and_the_statement_is_laid_out(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 1 as one from legs where true")
        editor = console(pilot).editor
        await pilot.press("ctrl+t")
        assert editor.text == "select 1 as one\nfrom legs\nwhere true"
        editor.move_cursor((1, 0))
        await pilot.press("ctrl+underscore")
        assert editor.text == "select 1 as one\n-- from legs\nwhere true"
        await pilot.press("ctrl+underscore", "ctrl+z", "ctrl+z")
        assert editor.text == "select 1 as one\nfrom legs\nwhere true"


async def test_a_chart_of_a_part_says_so(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select range as r from range(5000)")
        await pilot.press("escape", "v")
        await wait_for(pilot, shows(pilot, "first 2,000 of 5,000 rows"), "how much is drawn")


async def test_the_text_is_kept_as_soon_as_typing_rests(
    explorer: Explorer, own_state: Path
) -> None:
    draft = own_state / "state" / "caploop" / "draft.sql"
    async with explorer(pane="console") as pilot:
        await run(pilot, "select 1 as one")
        console(pilot).editor.put_all("select 'not run'")
        await wait_for(pilot, lambda: draft.read_text() == "select 'not run'", "the draft")


async def test_a_file_without_a_corpus_opens_on_sql(explorer: Explorer, tmp_path: Path) -> None:
    import duckdb

    file = tmp_path / "own.duckdb"
    made = duckdb.connect(str(file))
    made.execute("create table t as select 42 as answer")
    made.close()
    async with explorer(data=str(file)) as pilot:
        await wait_for(pilot, lambda: pilot.app.main.pane_name == "console", "the console")
        await run(pilot, "from t")
        await wait_for(pilot, shows(pilot, "answer"), "answer")
        assert "no corpus in this file" in pilot.app.screen.query_one(HeaderBar).text[2]
        await pilot.press("escape", "4")
        assert pilot.app.main.pane_name == "console"
