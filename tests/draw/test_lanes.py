"""Lanes against the frame of the timeline screen; the axis."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, cells, frame, glyph_sets, rows, texts
from tui.draw.axis import Axis
from tui.draw.lanes import Lane, Lanes, Segment, lanes
from tui.draw.spans import plain
from tui.format import ASCII, FULL, GlyphSet

D = date
TIXUP, CAFETECH, NATION = D(2025, 9, 23), D(2025, 10, 7), D(2025, 12, 31)
BITGET, DEVELOPPEZ = D(2026, 2, 3), D(2026, 3, 5)


def known(start: date | None, end: date | None, status: str, standing: str = "live") -> Segment:
    return Segment(start, end, status, standing)


def vague(start: date | None, end: date | None, status: str = "announced") -> Segment:
    return Segment(start, end, status, exact=False)


LANES = (
    Lane(
        "frame",
        "Nvidia–OpenAI 2025",
        "≤100",
        (
            known(TIXUP, CAFETECH, "conditional"),
            known(CAFETECH, NATION, "conditional"),
            known(NATION, BITGET, "conditional"),
            known(BITGET, DEVELOPPEZ, "conditional", "paused"),
            known(DEVELOPPEZ, DEVELOPPEZ, "conditional", "withdrawn"),
        ),
    ),
    Lane(
        "amazon",
        "Amazon–Anthropic",
        "4",
        (
            vague(None, D(2025, 10, 1), "paid"),
            known(D(2025, 10, 1), DEVELOPPEZ, "paid"),
            known(DEVELOPPEZ, DEVELOPPEZ, "paid"),
        ),
    ),
    Lane("total", "OpenAI total", "1,400", (known(BITGET, DEVELOPPEZ, "announced"),)),
    Lane(
        "amd",
        "AMD–OpenAI",
        "≤10%",
        (known(D(2025, 10, 1), DEVELOPPEZ, "conditional"), vague(DEVELOPPEZ, D(2026, 7, 1))),
        (D(2026, 7, 1),),
    ),
    Lane(
        "coreweave",
        "Nvidia–CoreWeave",
        "?",
        (
            vague(None, D(2025, 10, 1), "paid"),
            known(D(2025, 10, 1), BITGET, "paid"),
            known(BITGET, DEVELOPPEZ, "paid"),
        ),
    ),
)
# 79 columns leave 54 for 18 months: three a month, as on the screen.
TIMELINE = Lanes(LANES, D(2025, 7, 1), D(2027, 1, 1), DEVELOPPEZ, D(2026, 11, 22), 0)


def test_the_frame_of_the_timeline() -> None:
    assert rows(lanes(TIMELINE, 79, 9, FULL).lines()) == frame("""
 deal                 $B Q3 '25   Q4       Q1 '26▼  Q2       Q3       Q4 today
▌Nvidia–OpenAI 2025 ≤100 ·       ▒▒▒▒▒▒▒▒▒▒▒▒▒‖‖‖✗  ·        ·        ·    ┆
 Amazon–Anthropic      4 ╌╌╌╌╌╌╌╌╌████████───────█  ·        ·        ·    ┆
 OpenAI total      1,400 ·        ·        ·  ···│  ·        ·        ·    ┆
 AMD–OpenAI         ≤10% ·        ▒▒▒▒▒▒▒▒───────│╌╌╌╌╌╌╌╌╌╌╌◇        ·    ┆
 Nvidia–CoreWeave      ? ╌╌╌╌╌╌╌╌╌████████────███│  ·        ·        ·    ┆
""")


def test_the_frame_in_ascii() -> None:
    assert rows(lanes(replace(TIMELINE, lanes=LANES[:2]), 80, 9, ASCII).lines()) == frame("""
 deal                  $B Q3 '25   Q4       Q1 '26v  Q2       Q3       Q4 today
>Nvidia-OpenAI 2025 <=100 '       :::::::::::::\"\"\"x  '        '        '    !
 Amazon-Anthropic       4 ,,,,,,,,,########_______#  '        '        '    !
""")


def test_ninety_days_without_news() -> None:
    # One cell a day: the fill lasts ninety of them, and news begins it again.
    start = D(2025, 1, 1)
    data = Lanes((Lane("a", "", "", (known(start, D(2025, 7, 1), "paid"),)),), start, D(2025, 7, 1))
    width = 9 + 181
    line = rows(lanes(data, width, 2, FULL).lines())[1][9:].strip("·")
    # Months are equally wide, so a day is 28/30.2 to 31/30.2 cells.
    assert abs(line.count("█") - 90) <= 1
    assert line == "█" * line.count("█") + "─" * line.count("─")
    again = replace(data.lanes[0], segments=(known(start, D(2025, 3, 1), "paid"),))
    assert "─" not in rows(lanes(replace(data, lanes=(again,)), width, 2, FULL).lines())[1]


def test_roles_and_owners() -> None:
    canvas = lanes(TIMELINE, 79, 9, FULL)
    lines = canvas.lines()
    assert ("▌", "accent cursor") in lines[1]
    assert all("cursor" in role.split() for _, role in lines[1])
    assert not any("cursor" in role for _, role in lines[2])
    assert ("‖‖‖", "paused cursor") in lines[1]
    assert ("✗", "withdrawn cursor") in lines[1]
    assert canvas.owner_at(2, 1) == "frame"
    assert canvas.owner_at(46, 3) == "total"
    own = Lane("lane", "x", "", (replace(vague(None, None), key="leg"),))
    canvas = lanes(replace(TIMELINE, lanes=(own,), as_of=None, today=None), 79, 3, FULL)
    assert {canvas.owner_at(x, 1) for x in range(25, 79)} == {"leg"}
    assert canvas.owner_at(1, 1) == "lane"


def test_scrolling_moves_no_column() -> None:
    scrolled = lanes(replace(TIMELINE, first=3, cursor=4), 79, 3, FULL)
    assert rows(scrolled.lines()) == [
        rows(lanes(TIMELINE, 79, 9, FULL).lines())[0],
        rows(lanes(TIMELINE, 79, 9, FULL).lines())[4],
        "▌" + rows(lanes(TIMELINE, 79, 9, FULL).lines())[5][1:],
    ]


def test_rows_and_edges() -> None:
    at_start = replace(TIMELINE, as_of=TIMELINE.start, today=D(2026, 12, 31), cursor=None)
    text = rows(lanes(at_start, 79, 3, FULL).lines())
    assert len(text) == 3
    assert text[0].index("▼") == 25
    assert text[1].endswith("┆")
    assert len(text[1]) == 79
    assert rows(lanes(TIMELINE, 79, 0, FULL).lines()) == []


def test_the_as_of_rule_yields_to_news_of_its_day_only() -> None:
    through = Lane("a", "a", "", (known(D(2025, 8, 1), D(2026, 12, 1), "paid"),))
    line = rows(lanes(replace(TIMELINE, lanes=(through,)), 79, 2, FULL).lines())[1]
    assert line.count("│") == 1


def test_today_beside_the_as_of_rule() -> None:
    def header(today: date) -> str:
        return rows(lanes(replace(TIMELINE, today=today), 79, 2, FULL).lines())[0]

    assert "▼" in header(DEVELOPPEZ)
    assert "today▼" in header(DEVELOPPEZ)
    assert header(D(2030, 1, 1)).count("today") == 0


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (D(2025, 1, 1), D(2027, 1, 1), "Q1 '25 Q2 Q3 Q4 Q1 '26 Q2 Q3 Q4"),
        (D(2023, 7, 1), D(2026, 7, 1), "Q3 Q4 2024 Q2 Q3 Q4 2025 Q2 Q3 Q4 2026 Q2"),
        (D(2020, 1, 1), D(2026, 1, 1), "2020 H2 2021 H2 2022 H2 2023 H2 2024 H2 2025 H2"),
        (D(2015, 1, 1), D(2025, 1, 1), "2015 2016 2017 2018 2019 2020 2021 2022 2023 2024"),
        (D(2025, 9, 1), D(2026, 3, 1), "Sep '25 Oct Nov Dec Jan '26 Feb"),
        (D(2025, 9, 15), D(2026, 3, 1), "Oct '25 Nov Dec Jan '26 Feb"),
        (D(2025, 7, 1), D(2027, 1, 1), "Q3 '25 Q4 Q1 '26 Q2 Q3 Q4"),
        (D(1991, 1, 1), D(2050, 1, 1), "1995 2000 2005 2010 2015 2020 2025 2030 2035 2040 2045"),
    ],
)
def test_ticks_are_the_finest_that_fit(start: date, end: date, words: str) -> None:
    data = replace(TIMELINE, start=start, end=end, today=None, as_of=None, lanes=())
    header = rows(lanes(data, 80, 1, FULL).lines())[0]
    assert header.split() == ["deal", "$B", *words.split()]


days = st.dates(D(1990, 1, 1), D(2060, 12, 31))


@given(days, st.integers(1, 20_000), st.integers(1, 200), days, days)
def test_the_axis_keeps_the_order_of_days(
    start: date, length: int, width: int, one: date, other: date
) -> None:
    axis = Axis(start, start + timedelta(days=length), width)
    assert axis.column(axis.start) == 0
    assert axis.column(axis.end) == width
    if one <= other:
        assert axis.column(one) <= axis.column(other)
    columns = [tick.column for tick in axis.ticks()]
    assert columns == sorted(set(columns))
    assert all(0 <= column < width for column in columns)


def test_quarters_are_equally_wide() -> None:
    columns = [tick.column for tick in Axis(D(2025, 7, 1), D(2027, 1, 1), 54).ticks()]
    assert columns == [0, 9, 18, 27, 36, 45]


segments = st.builds(
    Segment,
    st.one_of(st.none(), days),
    st.one_of(st.none(), days),
    st.sampled_from(["paid", "rumoured", "loi", None]),
    st.sampled_from(["live", "paused", "denied"]),
    st.booleans(),
)
lane_ = st.builds(
    Lane,
    st.integers(),
    texts,
    texts,
    st.lists(segments, max_size=4).map(tuple),
    st.lists(days, max_size=2).map(tuple),
)
data_ = st.builds(
    Lanes,
    st.lists(lane_, max_size=4).map(tuple),
    days,
    days,
    st.one_of(st.none(), days),
    st.one_of(st.none(), days),
    st.integers(0, 4),
    st.integers(0, 4),
)


@given(data_, st.integers(0, 130), st.integers(0, 8), glyph_sets)
def test_hostile_lanes_fit(data: Lanes, width: int, height: int, glyphs: GlyphSet) -> None:
    assert_fits(lanes(data, width, height, glyphs).lines(), width, height, glyphs)


@given(texts, st.integers(20, 100), glyph_sets)
def test_a_long_name_moves_no_lane(name: str, width: int, glyphs: GlyphSet) -> None:
    data = replace(TIMELINE, lanes=(Lane("a", name, "≤100"), Lane("b", "x", "4")))
    first, second = lanes(data, width, 3, glyphs).lines()[1:]
    ticks = [
        [cells(text[:at]) for at, char in enumerate(text) if char == glyphs.bar][-1:]
        for text in (plain(first), plain(second))
    ]
    assert ticks[0] == ticks[1]
