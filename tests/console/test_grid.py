"""A table of any width on so many cells."""

import pytest

from tui.corpus.result import Order, Result, Window
from tui.draw.spans import plain, width
from tui.format import ASCII, FULL
from tui.pages.console.grid import Grid

RESULT = Result(
    "",
    columns=("name", "dollars", "note"),
    types=("VARCHAR", "BIGINT", "VARCHAR"),
    rows=3,
)
WINDOW = Window(
    0,
    (0, 1, 2),
    (("nvidia", "100000000000", "x" * 60), ("", "5", None), ("é漢", None, "a\nb")),
)


def lines(cells: int, at: tuple[int, int] = (0, 0), **of: object) -> list[str]:
    grid = Grid(RESULT, **of)  # type: ignore[arg-type]
    grid.measure(WINDOW)
    made = grid.lines(WINDOW, range(3), at, cells, FULL)
    assert all(width(line) <= cells for line in made)
    return [plain(line) for line in made]


def test_names_types_and_rows_are_aligned() -> None:
    assert lines(60, units=["", "$", ""]) == [
        " name             dollars  note",
        " varchar         bigint $  varchar",
        "▌nvidia   100,000,000,000  " + "x" * 32 + "…",
        "                        5  null",
        " é漢                 null  a b",
    ]


def test_a_null_is_told_from_an_empty_text_by_its_role() -> None:
    grid = Grid(RESULT)
    grid.measure(WINDOW)
    empty, null = grid.lines(WINDOW, range(1, 3), (9, 0), 60, FULL)[2:]
    assert ("null", "muted") in empty
    assert any(text.strip() == "null" and role == "muted" for text, role in null)


@pytest.mark.parametrize("cells", range(10, 60))
def test_no_digit_is_cut_off_a_number_that_stands_beside_another_column(cells: int) -> None:
    names, _, row, *_ = lines(cells)
    assert ("100,000,000,000" in row) == ("dollars" in names)
    assert "dollars" in names or "100" not in row


def test_that_there_are_more_columns_is_seen() -> None:
    assert lines(20)[0] == " name             …"
    assert lines(60)[0].endswith("note")


def test_a_number_that_is_wider_than_the_screen_is_seen_in_part() -> None:
    grid = Grid(RESULT, left=1)
    grid.measure(WINDOW)
    assert plain(grid.lines(WINDOW, range(1), (0, 1), 20, FULL)[2]) == "▌nvidia   100,000,0…"


@pytest.mark.parametrize("cells", range(10, 120, 7))
def test_no_line_is_too_long(cells: int) -> None:
    assert len(lines(cells)) == 5


def test_the_column_of_the_order_has_an_arrow() -> None:
    grid = Grid(Result("", columns=("n",), types=("BIGINT",), order=Order(0, descending=True)))
    window = Window(0, (0,), (("1",),))
    grid.measure(window)
    assert plain(grid.lines(window, range(1), (9, 9), 40, FULL)[0]).strip() == "n ▼"
    assert plain(grid.lines(window, range(1), (9, 9), 40, ASCII)[0]).strip() == "n v"


def test_following_a_column_keeps_the_first_one() -> None:
    columns = tuple(f"column_{n:02}" for n in range(40))
    result = Result("", columns=columns, types=("VARCHAR",) * 40, rows=1)
    window = Window(0, tuple(range(40)), (tuple(f"value {n}" for n in range(40)),))
    grid = Grid(result)
    grid.measure(window)
    for column in (0, 5, 39, 20, 1, 0):
        grid.follow(column, 60)
        seen = [each for each, _ in grid.seen(60)]
        assert column in seen
        assert seen[0] == 0


def test_a_row_that_has_not_been_read_is_blank() -> None:
    grid = Grid(RESULT)
    grid.measure(WINDOW)
    assert plain(grid.lines(WINDOW, range(7, 8), (0, 0), 60, FULL)[2]).strip() == ""
