"""Stacked bars: how long they are, what lies beside what, and that nothing is hidden."""

from __future__ import annotations

import plotext
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.draw.bars import Segment, stacked
from tui.draw.spans import plain


def bar(**values: float) -> tuple[Segment, ...]:
    return tuple(Segment(value, glyph, f"role {glyph}") for glyph, value in values.items())


def test_a_bar_is_as_long_as_its_part_of_the_largest() -> None:
    lines = stacked((bar(a=10, b=30), bar(a=20), bar(b=5)), 40.0, 40)
    assert [plain(line) for line in lines] == ["a" * 10 + "b" * 30, "a" * 20, "b" * 5]
    assert lines[0] == [("a" * 10, "role a"), ("b" * 30, "role b")]


def test_one_bar_alone_is_drawn() -> None:
    assert plain(stacked((bar(x=7),), 7.0, 21)[0]) == "x" * 21


def test_nothing_is_no_bar_and_little_is_a_cell() -> None:
    lines = stacked((bar(a=1000), bar(a=0, b=1), (), bar(a=0)), 1000.0, 30)
    assert [plain(line) for line in lines] == ["a" * 30, "b", "", ""]


SIZES = st.lists(st.integers(0, 500), min_size=0, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(SIZES, min_size=1, max_size=8), st.integers(10, 120))
def test_every_segment_is_seen_in_order_and_in_proportion(
    sizes: list[list[int]], width: int
) -> None:
    bars = tuple(
        tuple(Segment(value, chr(65 + at)) for at, value in enumerate(row)) for row in sizes
    )
    largest = max((sum(row) for row in sizes), default=0)
    for row, line in zip(sizes, stacked(bars, float(largest), width), strict=True):
        text = plain(line)
        assert text == "".join(sorted(text))
        assert len(text) <= width
        if len(row) * 2 < width:
            assert {c for c in text} == {chr(65 + at) for at, value in enumerate(row) if value}
        if row and largest and min(row) * width >= largest:
            assert len(text) == pytest.approx(sum(row) / largest * width, abs=0.5)


def test_plotext_keeps_nothing_of_it() -> None:
    stacked.cache_clear()
    stacked((bar(a=1),), 1.0, 10)
    assert chr(0xE000) not in plotext.build()
