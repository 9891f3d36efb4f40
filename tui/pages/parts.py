"""Parts of a page: each has its own cursor, one has the keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tui.draw.spans import Line, clip, concat
from tui.draw.table import Cell, Column, table
from tui.format import GlyphSet
from tui.pages.page import Surface
from tui.pages.rows import Rows


def list_part(
    columns: Sequence[Column],
    count: int,
    cells: Callable[[int], Sequence[Cell]],
    rows: Rows,
    width: int,
    height: int,
    glyphs: GlyphSet,
    *,
    active: bool,
) -> list[Line]:
    """A table of `count` rows scrolled to its cursor, in at most `height` lines.

    `cells` makes row number n; only the rows that are seen are made. Only the part that has the
    keys has a tinted row; the others keep their cursor glyph.
    """
    head = any(column.title for column in columns)
    rows.fit(count, max(height - head, 1))
    seen = [cells(at) for at in range(rows.first, min(rows.first + rows.height, count))]
    lines = table(columns, seen, width, rows.cursor if active else None, rows.first, height, glyphs)
    at = rows.cursor - rows.first + head
    if not active and 0 <= at < len(lines):
        lines[at] = resting(lines[at], glyphs)
    return lines


def fitted(lines: list[Line], surface: Surface) -> list[Line]:
    """The lines in glyphs of the level, none wider or further down than the surface."""
    kept = (clip(line, surface.width, surface.glyphs) for line in lines[: surface.height])
    return [_without_padding(line) for line in kept]


def _without_padding(line: Line) -> Line:
    while line and not line[-1][0].strip():
        line = line[:-1]
    return [*line[:-1], (line[-1][0].rstrip(), line[-1][1])] if line else []


def resting(line: Line, glyphs: GlyphSet) -> Line:
    """A row with the cursor glyph in its first cell, without the tint."""
    if not line or not line[0][0].startswith(" "):
        return line
    first, role = line[0]
    return concat([(glyphs.cursor, "muted"), (first[1:], role)], line[1:])


def step_part(part: int, action: str, count: int) -> int | None:
    """The part that `tab` or `shift+tab` goes to, None for another action."""
    steps = {"next_part": 1, "previous_part": -1}
    return (part + steps[action]) % count if action in steps else None


def of_rows(rows: Rows, count: int, what: str, glyphs: GlyphSet, *, truncated: bool = False) -> str:
    """The right end of a list's title: '36 claims · 2 of 36', with a sign for rows below."""
    if not count:
        return f"0 {what}"
    if count == 1:
        what = re.sub(r"^(claim|hit|leg|turn)s\b", r"\1", what)
    more = " and more" if truncated else ""
    below = f" {glyphs.down}" if rows.first + rows.height < count else ""
    return f"{count:,}{more} {what} {glyphs.dot} {rows.cursor + 1:,} of {count:,}{below}"
