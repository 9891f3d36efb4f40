"""Step lines: where they run, what names them, and that plotext keeps nothing of them."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import plotext
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draw.hostile import assert_fits, frame, glyph_sets, rows, texts
from tui.draw.plot import Steps, steps
from tui.draw.spans import plain
from tui.format import ASCII, BOX, FULL, GLYPHS

MARCH = date(2026, 3, 1)
DAYS = tuple(MARCH + timedelta(days=10 * n) for n in range(4))


def line(name: str, *values: float | None, **look: str) -> Steps:
    return Steps(name, tuple(zip(DAYS, values, strict=False)), **look)  # type: ignore[arg-type]


FALLING = [line("a", 40, 40, 20, 0), line("b", None, 10, 10, 10, weight="heavy")]


def test_a_step_falls_on_its_day() -> None:
    assert rows(steps(FALLING, DAYS[-1], 44, 9, FULL)) == frame("""
 ─── a  ━━━ b
40┤─────────────────────────┐
  │                         │
20┤                         └────────────┐
  │                                      │
  │             ━━━━━━━━━━━━━━━━━━━━━━━━━━━━
 0┤                                      ───
  └┬────────────────────────────────────────
 Mar '26
""")


@pytest.mark.parametrize("height", range(5, 12))
def test_the_largest_value_is_named_at_its_line(height: int) -> None:
    text = rows(steps([line("a", 468, 468, 20, 0)], DAYS[-1], 44, height, FULL))
    assert text[1].startswith("468┤──")
    named = [row.split("┤")[0].strip() for row in text if "┤" in row]
    assert named in (["468", "234", "0"], ["468", "0"])
    assert len(named) == 3 or height == 5


def test_in_ascii_the_frame_is_ascii() -> None:
    text = rows(steps(FALLING, DAYS[-1], 44, 9, ASCII))
    assert text[1] == "40+-------------------------+"
    assert text[-2].startswith("  ++---")
    assert all(row.isascii() for row in text)


def test_each_line_has_its_own_look_and_role() -> None:
    drawn = steps(
        [line("x", 30, 30, role="paid", glyph="█"), line("y", 10, 10, weight="dashed")],
        DAYS[1],
        40,
        8,
        BOX,
    )
    assert plain(drawn[0]) == " ███ x  --- y"
    assert any(role == "paid" and set(text) == {"█"} for text, role in drawn[1])


@pytest.mark.parametrize(
    ("every", "width", "height"),
    [
        ([], 40, 9),
        ([line("a", None, None)], 40, 9),
        ([line("a", 0, 0)], 40, 9),
        (FALLING, 10, 9),
        (FALLING, 40, 3),
    ],
)
def test_without_room_or_value_nothing_is_drawn(
    every: list[Steps], width: int, height: int
) -> None:
    assert steps(every, DAYS[-1], width, height, FULL) == []


def test_an_unknown_stretch_is_a_gap() -> None:
    text = rows(steps([line("a", 10, None, 10)], DAYS[3], 60, 7, FULL))
    stroke = text[1].split("┤")[1]
    assert "─ " in stroke.strip()
    assert stroke.count(" ─") == 1


values = st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=6)
lines = st.builds(
    lambda name, some, first, gap, glyph: Steps(
        name,
        tuple((first + timedelta(days=gap * n), value) for n, value in enumerate(some)),
        glyph=glyph,
    ),
    texts,
    values,
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(["", "•", "█"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, max_size=4), st.integers(0, 120), st.integers(0, 20), glyph_sets)
def test_hostile_lines_fit(every: list[Steps], width: int, height: int, glyphs: object) -> None:
    last = max((day for each in every for day, _ in each.values), default=MARCH)
    assert_fits(steps(every, last, width, height, glyphs), width, height, glyphs)  # type: ignore[arg-type]


def test_eight_threads_draw_what_one_draws() -> None:
    expected = {level: steps(FALLING, DAYS[-1], 60, 12, GLYPHS[level]) for level in GLYPHS}
    found: list[bool] = []

    def draw(level: str) -> None:
        for _ in range(5):
            found.append(steps(FALLING, DAYS[-1], 60, 12, GLYPHS[level]) == expected[level])

    threads = [threading.Thread(target=draw, args=(list(GLYPHS)[n % 3],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 40


def test_plotext_keeps_nothing() -> None:
    def own() -> str:
        plotext.clear_figure()
        plotext.plot([1, 2, 3], [1, 4, 9])
        return str(plotext.build())

    before = own()
    steps(FALLING, DAYS[-1], 60, 12, FULL)
    assert own() == before
