"""A chart of any result: a sensible kind, drawn in the room there is."""

import pytest

from tests.console.given import session
from tui.console.chart import KINDS, Chart, default, measures, moved
from tui.corpus.result import Result
from tui.draw.spans import plain, width
from tui.format import ASCII, BOX, FULL, GlyphSet
from tui.pages.console.chart import chart_lines


def result(**columns: str) -> Result:
    return Result("", columns=tuple(columns), types=tuple(columns.values()), rows=9)


@pytest.mark.parametrize(
    ("columns", "column", "chart"),
    [
        ({"who": "VARCHAR", "dollars": "BIGINT"}, 0, Chart("bar", 1, 0)),
        ({"day": "DATE", "dollars": "BIGINT"}, 0, Chart("line", 1, 0, time=True)),
        ({"at": "TIMESTAMP", "who": "VARCHAR", "n": "DOUBLE"}, 2, Chart("line", 2, 0, time=True)),
        ({"a": "DOUBLE", "b": "DOUBLE"}, 0, Chart("scatter", 0, 1)),
        ({"a": "DOUBLE"}, 0, Chart("line", 0)),
        ({"leg_id": "INTEGER", "who": "VARCHAR", "dollars": "HUGEINT"}, 1, Chart("bar", 2, 1)),
        ({"who": "VARCHAR", "a": "BIGINT", "b": "BIGINT"}, 2, Chart("bar", 2, 0)),
        ({"status": "ENUM('paid')", "n": "BIGINT"}, 0, Chart("bar", 1, 0)),
        ({"who": "VARCHAR", "on": "DATE"}, 0, None),
    ],
)
def test_the_default_follows_the_types(
    columns: dict[str, str], column: int, chart: Chart | None
) -> None:
    assert default(result(**columns), column) == chart


def test_kinds_and_amounts_go_round() -> None:
    chart = Chart("bar", 1, 0)
    assert [chart.turned(step).kind for step in range(5)] == [*KINDS, "bar"]
    wide = result(who="VARCHAR", a="BIGINT", year="INTEGER", b="DOUBLE")
    assert measures(wide) == [1, 3]
    assert [moved(chart, wide, step).y for step in (0, 1, 2, -1)] == [1, 3, 1, 3]


def drawn(sql: str, chart: Chart, size: tuple[int, int], glyphs: GlyphSet = FULL) -> list[str]:
    own = session()
    ran = own.run(sql, {})
    points = own.kept.points(ran, chart.columns, 2000)
    lines = chart_lines(chart, ran, points, *size, glyphs)
    assert len(lines) <= size[1]
    assert all(width(line) <= size[0] for line in lines)
    return [plain(line) for line in lines]


BARS = "from (values ('a', 10), ('bb', 5), ('c', null), ('d', 0), (null, -10)) t(name, n)"


def test_a_bar_is_as_long_as_its_value() -> None:
    rows = drawn(BARS, Chart("bar", 1, 0), (60, 10))
    assert [row.count("━") for row in rows][:2] == [rows[0].count("━"), rows[0].count("━") // 2]
    assert rows[2].split() == ["c", "null"]
    assert rows[3].split() == ["d", "0"]
    assert rows[4].split()[0] == "null" and rows[4].endswith(" -10")


def test_bars_that_have_no_room_are_counted() -> None:
    rows = drawn(
        "select 'x' || range as x, range + 1 as y from range(40)", Chart("bar", 1, 0), (60, 6)
    )
    assert rows[-1].strip() == "5 of 40 rows"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("glyphs", [FULL, BOX, ASCII])
@pytest.mark.parametrize("size", [(78, 12), (30, 6)])
def test_every_kind_fits_and_keeps_to_the_glyphs(
    kind: str, glyphs: GlyphSet, size: tuple[int, int]
) -> None:
    sql = "select date '2025-10-07' + range::int as day, sin(range / 5.0) as y from range(60)"
    rows = drawn(sql, Chart(kind, 1, 0, time=kind != "bar"), size, glyphs)
    assert len(rows) > 3
    if glyphs is ASCII:
        assert all(row.isascii() for row in rows)
    if kind != "bar" and size[0] > 40:
        assert "2025-10-07" in rows[-1]


def test_a_step_holds_its_value_until_the_next() -> None:
    rows = drawn("from (values (0, 0), (1, 0), (2, 9)) t(x, y)", Chart("step", 1, 0), (40, 8))
    line = drawn("from (values (0, 0), (1, 0), (2, 9)) t(x, y)", Chart("line", 1, 0), (40, 8))
    assert rows != line


@pytest.mark.parametrize(
    "sql",
    [
        "select null::double as y",
        "select 1.0 as y where false",
        "select 'nan'::double as y, 1 as x",
        "select 5 as y",
        "from (values (-1.7e308, -1.7e308), (1.7e308, 1.7e308), (1, 2)) t(y, x)",
        "select date 'infinity' as x, 1 as y",
        "select chr(27) || '[2J' as x, 1 as y",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_odd_values_are_drawn_or_said(sql: str, kind: str) -> None:
    own = session()
    ran = own.run(sql, {})
    y = ran.columns.index("y")
    x = ran.columns.index("x") if "x" in ran.columns else None
    chart = Chart(kind, y, x, time=x is not None and ran.types[x] == "DATE")
    points = own.kept.points(ran, chart.columns, 2000)
    lines = chart_lines(chart, ran, points, 60, 8, FULL)
    assert "\x1b" not in "".join(plain(line) for line in lines)


def test_an_axis_of_dollars_has_round_numbers() -> None:
    sql = "from (values (1, 4e9), (2, 1e11), (3, 3.5e11)) t(x, y)"
    rows = drawn(sql, Chart("line", 1, 0), (78, 14))
    numbers = [row.split("┤")[0].strip() for row in rows if "┤" in row]
    assert [n for n in numbers if n] == ["400B", "300B", "200B", "100B", "0"]
