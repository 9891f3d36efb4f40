"""Stacked bars, a row each: plotext scales and fills them, every cell in our own glyphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui.draw.plot import FIGURE
from tui.draw.spans import Line, concat

# One code point for each place in a stack, so that every cell of the figure tells whose it is.
_FIRST = 0xE000


@dataclass(frozen=True)
class Segment:
    """A part of a bar: its length in the unit of the scale (not negative), its fill, its role."""

    value: float
    glyph: str
    role: str = ""


Bar = tuple[Segment, ...]


@lru_cache(maxsize=16)
def stacked(every: tuple[Bar, ...], largest: float, width: int) -> tuple[Line, ...]:
    """A line for each bar, `largest` being as long as `width` cells.

    A segment of any length is at least one cell, so that none is hidden; one of 0 has none.
    """
    if largest <= 0 or width < 1:
        return tuple([] for _ in every)
    ends = [_ends([each.value for each in bar], largest, width) for bar in every]
    if not any(any(own) for own in ends):
        return tuple([] for _ in every)
    return tuple(_line(row, bar) for row, bar in zip(_figure(ends, width), every, strict=True))


def _ends(values: Sequence[float], largest: float, width: int) -> list[int]:
    """The cell after each segment, 0 for one of no length."""
    ends: list[int] = []
    so_far, end = 0.0, 0
    later = sum(value > 0 for value in values)
    for value in values:
        so_far += value
        later -= value > 0
        if value > 0:
            # What comes after keeps a cell each.
            end = max(end + 1, min(round(so_far / largest * width), width - later))
        ends.append(end if value > 0 else 0)
    return ends


def _figure(ends: Sequence[Sequence[int]], width: int) -> list[str]:
    """What plotext makes of the bars, row by row; later segments lie under earlier ones."""
    import plotext

    count = len(ends)
    with FIGURE:
        try:
            plotext.clear_figure()
            plotext.limit_size(False, False)
            # A row to spare below: of one row plotext makes no scale.
            plotext.plotsize(width, count + 1)
            plotext.theme("clear")
            plotext.xaxes(False, False)
            plotext.yaxes(False, False)
            plotext.xticks([])
            plotext.yticks([])
            for place in range(max(map(len, ends)) - 1, -1, -1):
                # A segment of no length would blot out the cell at its start.
                own = [n for n, row in enumerate(ends) if place < len(row) and row[place]]
                if own:
                    plotext.bar(
                        [count - n for n in own],
                        [ends[n][place] for n in own],
                        orientation="horizontal",
                        marker=chr(_FIRST + place),
                        width=0,
                        minimum=1,
                        reset_ticks=False,
                    )
            plotext.xlim(1, max(width, 2))
            plotext.ylim(0, count)
            rows = str(plotext.uncolorize(plotext.build())).split("\n")
        finally:
            plotext.clear_figure()
            plotext.limit_size(True, True)
    return rows[:count]


def _line(row: str, bar: Bar) -> Line:
    cells = (bar[ord(char) - _FIRST] for char in row.rstrip() if ord(char) >= _FIRST)
    return concat(*([(each.glyph, each.role)] for each in cells))
