"""A table of visible rows: aligned cells, a muted header, one tinted cursor row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tui.draw.spans import Line, add_role, clip, concat
from tui.draw.spans import width as line_width
from tui.draw.spell import spell
from tui.format import GlyphSet

Align = Literal["left", "right", "center"]
Cell = Line | str


@dataclass(frozen=True)
class Column:
    """`width` in cells is fixed, or the least one if `grow` is a share (> 0) of the spare cells.
    `gap` blanks stand before it; the first column follows the cursor cell at once."""

    title: str
    width: int
    align: Align = "left"
    grow: int = 0
    gap: int = 1


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    width: int,
    cursor: int | None,
    first: int,
    height: int,
    glyphs: GlyphSet,
) -> list[Line]:
    """At most `height` lines of at most `width` cells: the header (if any title is set), then rows.

    `rows` are the visible ones only: rows[0] is number `first` of all, `cursor` counts over all. A
    left-aligned cell runs on over empty cells after it. The cursor row starts with the cursor glyph
    and has the token `cursor` in every role; `pad` carries its tint to the right edge."""
    if height <= 0 or width <= 0:
        return []
    sizes = column_widths(columns, width)
    lines: list[Line] = []
    if any(column.title for column in columns):
        titles = [[(column.title, "muted")] if column.title else "" for column in columns]
        lines.append(clip(_row(columns, sizes, titles, glyphs), width, glyphs))
    for at, row in enumerate(rows[: height - len(lines)], first):
        line = _row(columns, sizes, row, glyphs, at == cursor)
        line = clip(line, width, glyphs)
        lines.append(add_role(line, "cursor") if at == cursor else line)
    return lines


def column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """Cells of each column in a table of `width` cells. Growing columns share what is spare by
    weight, and give up cells (to one) when there are too few."""
    sizes = [column.width for column in columns]
    gaps = 1 + sum(column.gap for column in columns[1:])
    spare = width - gaps - sum(sizes)
    growing = [at for at, column in enumerate(columns) if column.grow > 0]
    weight = sum(columns[at].grow for at in growing)
    for at in growing:
        share = spare * columns[at].grow // weight
        share = max(share, 1 - sizes[at])
        sizes[at] += share
        spare -= share
        weight -= columns[at].grow
    return sizes


def _row(
    columns: Sequence[Column],
    sizes: Sequence[int],
    cells: Sequence[Cell],
    glyphs: GlyphSet,
    chosen: bool = False,
) -> Line:
    lines = [_line(cell, glyphs) for cell in cells]
    ends = list(_ends(columns, sizes))
    row: Line = [(glyphs.cursor, "accent")] if chosen else []
    used = len(row)
    for at, (column, size, cell) in enumerate(zip(columns, sizes, lines, strict=True)):
        if not cell:
            continue
        room = size
        if column.align == "left":
            after = at + 1
            while after < len(lines) and not lines[after]:
                after += 1
            if after > at + 1:
                room = ends[after - 1] - ends[at] + size
        text = clip(cell, room, glyphs)
        spare = room - line_width(text)
        left = {"left": 0, "right": spare, "center": spare // 2}[column.align]
        start = ends[at] - size + left
        row += [(" " * (start - used), ""), *text]
        used = start + line_width(text)
    return concat(row)


def _ends(columns: Sequence[Column], sizes: Sequence[int]) -> list[int]:
    """The cell after each column."""
    ends, at = [], 1
    for number, (column, size) in enumerate(zip(columns, sizes, strict=True)):
        at += size + (column.gap if number else 0)
        ends.append(at)
    return ends


def _line(cell: Cell, glyphs: GlyphSet) -> Line:
    """The cell in glyphs of the level without blanks at its end: no line has right padding."""
    spans = [(cell, "")] if isinstance(cell, str) else cell
    line = [(spell(text, glyphs), role) for text, role in spans]
    while line and not line[-1][0].strip():
        line.pop()
    if line:
        line[-1] = (line[-1][0].rstrip(), line[-1][1])
    return line
