"""Step lines over time: plotext scales and frames them, we draw every cell in our own glyphs."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.draw.axis import Axis
from tui.draw.canvas import Canvas, Weight
from tui.draw.spans import Line
from tui.draw.spell import spell
from tui.format import GlyphSet

# plotext's module is one global figure.
FIGURE = threading.Lock()
# One code point for each line, so that every cell of the figure tells whose it is.
_FIRST = 0xE000
_FRAME = str.maketrans("┌┐└┘─│├┤┬┴┼", "++++-|+++++")
_LEAST_CELLS, _LEAST_ROWS = 24, 5
# Of fewer rows, two of them for the days, half of the largest value would have that value's row.
_ROWS_FOR_HALF = 5
_BEYOND = 0.05
_SAMPLE = 3


@dataclass(frozen=True)
class Steps:
    """A value that holds from each day until the next; None is a day from which it is unknown.

    It is a line of some weight, or a row of one glyph where that is set.
    """

    name: str
    values: tuple[tuple[date, float | None], ...]
    weight: Weight = "light"
    role: str = ""
    glyph: str = ""


def steps(
    every: Sequence[Steps], last: date, width: int, height: int, glyphs: GlyphSet
) -> list[Line]:
    """The lines over the days up to `last`, from 0 to the largest value, below their names.

    Later ones cover earlier ones. The last value is drawn on for a few cells, so that it is seen
    where it is of the last day. No lines where there is no room or no value.
    """
    days = [day for line in every for day, _ in line.values]
    largest = max((value for line in every for _, value in line.values if value), default=0)
    if not largest or width < _LEAST_CELLS or height < _LEAST_ROWS:
        return []
    first = min(days)
    span = max((last - first).days * (1 + _BEYOND), 1.0)
    text = _figure(every, first, last, span, largest, width, height - 1)
    canvas = Canvas(width, height, glyphs)
    _name(canvas, every)
    _draw(canvas, text, every)
    return canvas.lines()


def _figure(
    every: Sequence[Steps],
    first: date,
    last: date,
    span: float,
    largest: float,
    width: int,
    height: int,
) -> list[str]:
    """What plotext makes of the lines, row by row, each line in its own code point."""
    import plotext

    with FIGURE:
        try:
            plotext.clear_figure()
            plotext.limit_size(False, False)
            plotext.plotsize(width, height)
            plotext.theme("clear")
            plotext.xaxes(True, False)
            plotext.yaxes(True, False)
            for number, line in enumerate(every):
                for days, values in _pieces(line, first, span):
                    plotext.plot(days, values, marker=chr(_FIRST + number))
            plotext.xlim(0, span)
            plotext.ylim(0, largest)
            room = max(width - 8, 1)
            ticks = Axis(first, last, room).ticks() if last > first else []
            places = [tick.column * (last - first).days / room for tick in ticks]
            plotext.xticks(places, [tick.labels[0] for tick in ticks])
            parts = 2 if height >= _ROWS_FOR_HALF else 1
            heights = [largest * n / parts for n in range(parts + 1)]
            plotext.yticks(heights, [f"{value:,.0f}" for value in heights])
            return str(plotext.uncolorize(plotext.build())).split("\n")
        finally:
            plotext.clear_figure()
            plotext.limit_size(True, True)


def _pieces(line: Steps, first: date, span: float) -> list[tuple[list[float], list[float]]]:
    """The corners of a line, a piece for each stretch of days on which its value is known."""
    pieces: list[tuple[list[float], list[float]]] = []
    begins = [float((day - first).days) for day, _ in line.values]
    joined = False
    for (_, value), begin, end in zip(line.values, begins, [*begins[1:], span], strict=True):
        if value is not None:
            if not joined:
                pieces.append(([], []))
            pieces[-1][0].extend([begin, end])
            pieces[-1][1].extend([value, value])
        joined = value is not None
    return pieces


def _name(canvas: Canvas, every: Sequence[Steps]) -> None:
    """A sample of each line with its name."""
    x = 1
    for line in every:
        _stroke(canvas, {(cell, 0) for cell in range(x, x + _SAMPLE)}, line)
        x += _SAMPLE + 1
        x += canvas.put(x, 0, line.name, "muted") + 2


def _draw(canvas: Canvas, text: Sequence[str], every: Sequence[Steps]) -> None:
    own: list[set[tuple[int, int]]] = [set() for _ in every]
    for y, row in enumerate(text, 1):
        for x, char in enumerate(row):
            number = ord(char) - _FIRST
            if 0 <= number < len(every):
                own[number].add((x, y))
            elif char != " ":
                _frame(canvas, x, y, char)
    for cells, line in zip(own, every, strict=True):
        _stroke(canvas, cells, line)


def _frame(canvas: Canvas, x: int, y: int, char: str) -> None:
    if canvas.glyphs.level == "ascii":
        char = char.translate(_FRAME)
    role = "muted" if char.isalnum() or char in "',." else "hairline"
    canvas.glyph(x, y, spell(char, canvas.glyphs), role)


def _stroke(canvas: Canvas, own: set[tuple[int, int]], line: Steps) -> None:
    """Draw the cells of a line as runs to the right and down, which join where they meet."""
    for x, y in sorted(own):
        if line.glyph:
            canvas.glyph(x, y, spell(line.glyph, canvas.glyphs), line.role)
            continue
        across = _run((x, y), (1, 0), own)
        if across > 1 or (across and not {(x, y - 1), (x, y + 1)} & own):
            canvas.hline(x, y, across, line.weight, line.role)
        down = _run((x, y), (0, 1), own)
        if down > 1:
            canvas.vline(x, y, down, line.weight, line.role)


def _run(cell: tuple[int, int], step: tuple[int, int], own: set[tuple[int, int]]) -> int:
    """How many cells follow in a direction from the one that begins a run; 0 from within one."""
    (x, y), (right, down) = cell, step
    if (x - right, y - down) in own:
        return 0
    length = 1
    while (x + length * right, y + length * down) in own:
        length += 1
    return length
