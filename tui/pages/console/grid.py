"""A table of any width: which columns are seen, how wide, and the lines of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.console.cells import Look, look, printed
from tui.console.complete import short_type
from tui.corpus.result import Result, Window
from tui.draw.spans import Line, add_role, cell_width, clip, clip_text, concat, plain
from tui.draw.spell import flat
from tui.format import GlyphSet

# Text wider than this waits for spare room, or to be peeked at.
TEXT_CELLS = 32
LEAST_CELLS = 8
GAP = 2
MARK_CELLS = 2  # the arrow of an order, behind a name


@dataclass
class Grid:
    """The columns of one result as they are printed: their widths only ever grow, so that nothing
    jumps while scrolling. `left` is the first column seen; the very first one always is."""

    result: Result
    units: Sequence[str] = ()
    left: int = 0
    _looks: dict[int, Look] = field(default_factory=dict)
    _widths: dict[int, int] = field(default_factory=dict)

    def head(self, column: int) -> tuple[str, str]:
        """Name and type of a column as its header prints them."""
        unit = self.units[column] if column < len(self.units) else ""
        return flat(
            self.result.columns[column]
        ), f"{short_type(self.result.types[column])} {unit}".strip()

    def measure(self, window: Window) -> None:
        """Learn looks and widths from what there is to print."""
        for column in window.columns:
            values = window.values(column)
            name, kind = self.result.columns[column], self.result.types[column]
            new = look(name, kind, values)
            old = self._looks.get(column, new)
            if old.decimals is not None and new.decimals is not None:
                new = Look(True, new.grouped, max(old.decimals, new.decimals))
            self._looks[column] = new
            cells = (cell_width(flat(printed(value, new))) for value in values)
            heads = (cell_width(text) for text in self.head(column))
            self._widths[column] = max(self._widths.get(column, 0), *heads, *cells)

    def seen(self, width: int) -> list[tuple[int, int]]:
        """The columns that fit, from `left` on, with their widths; the first column before them."""
        count = len(self.result.columns)
        order = [*([0] if self.left > 0 else []), *range(self.left, count)]
        room, found = width - 1, list[tuple[int, int]]()
        for column in order:
            wanted = self._wanted(column)
            # A number that is cut reads as another one: it waits for room, unless it is alone.
            least = wanted if self._right(column) and found and column > self.left else LEAST_CELLS
            if room < min(wanted, least):
                break
            found.append((column, min(wanted, room)))
            room -= wanted + GAP
        return self._widened(found, room + GAP)

    def _wanted(self, column: int) -> int:
        """The cells of a column without spare room; unknown ones have their header's."""
        natural = self._widths.get(column) or max(cell_width(text) for text in self.head(column))
        order = self.result.order
        if order is not None and order.column == column:
            natural = max(natural, cell_width(self.head(column)[0]) + MARK_CELLS)
        return natural if self._right(column) else min(natural, TEXT_CELLS)

    def _right(self, column: int) -> bool:
        known = self._looks.get(column)
        return known.right if known else False

    def _widened(self, columns: list[tuple[int, int]], spare: int) -> list[tuple[int, int]]:
        """Long texts get what is to spare, once the last column is seen."""
        if not columns or columns[-1][0] != len(self.result.columns) - 1 or spare <= 0:
            return columns
        wide = []
        for column, width in columns:
            more = min(max(self._widths.get(column, width) - width, 0), spare)
            spare -= more
            wide.append((column, width + more))
        return wide

    def follow(self, column: int, width: int) -> None:
        """Scroll sideways until a column is seen, whole if it can be."""
        self.left = min(self.left, column)
        while column not in self._whole(width) and self.left < column:
            self.left += 1

    def _whole(self, width: int) -> list[int]:
        return [column for column, cells in self.seen(width) if cells >= self._wanted(column)]

    def lines(
        self, window: Window, rows: range, at: tuple[int, int], width: int, glyphs: GlyphSet
    ) -> list[Line]:
        """Names, types and the rows of the window that are in `rows`; `at` is the cursor's row
        and column. A row that is not in the window is blank until it has been read."""
        columns = self.seen(width)
        names: list[tuple[str, str]] = []
        kinds: list[tuple[str, str]] = []
        order = self.result.order
        for column, _ in columns:
            name, kind = self.head(column)
            if order is not None and order.column == column:
                name = f"{name} {glyphs.down if order.descending else glyphs.up}"
            names.append((name, "accent bold" if column == at[1] else "muted"))
            kinds.append((kind, "muted"))
        found = [self._row(columns, each, False, glyphs, width) for each in (names, kinds)]
        last = columns[-1][0] if columns else -1
        room = width - 1 - cell_width(plain(found[0])) - len(glyphs.ellipsis)
        if last < len(self.result.columns) - 1 and room > 0:
            found[0] = concat(found[0], [(" " * room + glyphs.ellipsis, "muted")])
        for number in rows:
            cells = window.row(number)
            texts = [self._cell(column, cells) for column, _ in columns]
            line = self._row(columns, texts, number == at[0], glyphs, width)
            found.append(add_role(line, "cursor") if number == at[0] else line)
        return found

    def _cell(self, column: int, cells: dict[int, str | None]) -> tuple[str, str]:
        if column not in cells:
            return "", ""
        value = cells[column]
        how = self._looks.get(column, Look(False, False))
        return flat(printed(value, how)), "muted" if value is None else ""

    def _row(
        self,
        columns: Sequence[tuple[int, int]],
        texts: Sequence[tuple[str, str]],
        chosen: bool,
        glyphs: GlyphSet,
        width: int,
    ) -> Line:
        line: Line = [(glyphs.cursor, "accent") if chosen else (" ", "")]
        for at, ((column, cells), (text, role)) in enumerate(zip(columns, texts, strict=True)):
            short = clip_text(text, cells, glyphs)
            blank = " " * (cells - cell_width(short))
            gap = " " * (GAP if at else 0)
            before, after = (gap + blank, "") if self._right(column) else (gap, blank)
            line = concat(line, [(before, ""), (short, role), (after, "")])
        return clip(_trimmed(line), width, glyphs)


def _trimmed(line: Line) -> Line:
    """Without blanks at the right end."""
    while line and not line[-1][0].strip() and len(line) > 1:
        line = line[:-1]
    if not line:
        return line
    text, role = line[-1]
    return [*line[:-1], (text.rstrip() or text, role)]
