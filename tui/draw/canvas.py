"""A grid of cells to draw on: text, lines that join, boxes; each cell knows its owner."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import groupby
from typing import Literal

from tui.draw.spans import Line, Span, cell_width, char_width, clip_text, cut
from tui.draw.spell import spell
from tui.format import GlyphSet

Weight = Literal["light", "double", "heavy", "dashed"]
Direction = Literal["up", "right", "down", "left"]

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8
# One character per set of arms, in the order of the bits above. A single arm is drawn as a whole
# line: a line that ends beside a box then touches it.
_LIGHT = " │─└││┌├─┘─┴┐┤┬┼"
_DOUBLE = " ║═╚║║╔╠═╝═╩╗╣╦╬"
_HEAVY = " ┃━┗┃┃┏┣━┛━┻┓┫┳╋"
_DASHED = " ╎╌└╎╎┌├╌┘╌┴┐┤┬┼"
_JOINS: dict[str, dict[Weight, str]] = {
    "full": {"light": _LIGHT, "double": _DOUBLE, "heavy": _HEAVY, "dashed": _DASHED},
    "box": {
        "light": _LIGHT,
        "double": _DOUBLE,
        "heavy": _DOUBLE,
        "dashed": " :-└::┌├-┘-┴┐┤┬┼",
    },
    "ascii": {
        "light": " |-+||++-+-+++++",
        "double": " |=+||++=+=+++++",
        "heavy": " |=+||++=+=+++++",
        "dashed": " :.+::++.+.+++++",
    },
}
_RANK: dict[Weight, int] = {"dashed": 0, "light": 1, "double": 2, "heavy": 3}
_KEPT_AT_END = frozenset(("reverse", "underline"))


class Canvas:
    """`width` x `height` cells. Nothing is ever written outside. A label (a text that was put) is
    never overwritten: later text is cut before it, later lines pass under it."""

    def __init__(self, width: int, height: int, glyphs: GlyphSet) -> None:
        self.width = max(width, 0)
        self.height = max(height, 0)
        self.glyphs = glyphs
        cells = self.width * self.height
        self._text = [" "] * cells
        self._role = [""] * cells
        self._owner: list[Hashable | None] = [None] * cells
        self._arms = [0] * cells
        self._weight: list[Weight] = ["light"] * cells
        self._label = [False] * cells

    def put(self, x: int, y: int, text: str, role: str = "", owner: Hashable | None = None) -> int:
        """Write a label at a cell; returns the cells written. What does not fit before the edge or
        the next label ends in an ellipsis; at a cell that is taken nothing is written."""
        text = spell(text, self.glyphs)
        if not 0 <= y < self.height or x >= self.width or not text:
            return 0
        if x < 0:
            text, x = _behind(text, -x), 0
        room = self._free(x, y, cell_width(text))
        if cell_width(text) > room:
            text = clip_text(text, room, self.glyphs)
        at = start = y * self.width + x
        for char in text:
            cells = char_width(char)
            if not cells:
                if at > start:
                    self._text[at - 1 - (self._text[at - 1] == "")] += char
                continue
            for cell in range(at, at + cells):
                self._set(cell, "", role, owner)
                self._label[cell] = True
            self._text[at] = char
            at += cells
        return at - start

    def put_line(self, x: int, y: int, line: list[Span], owner: Hashable | None = None) -> int:
        """Write the spans of a line one after the other; returns the cells written."""
        start = x
        for text, role in line:
            wanted = cell_width(spell(text, self.glyphs))
            written = self.put(x, y, text, role, owner)
            x += written
            if written < wanted:
                break
        return x - start

    def glyph(
        self, x: int, y: int, char: str, role: str = "", owner: Hashable | None = None
    ) -> None:
        """Set a one-cell glyph that is no label: text may cover it, and it covers lines."""
        if 0 <= x < self.width and 0 <= y < self.height:
            cell = y * self.width + x
            if not self._label[cell]:
                self._set(cell, char, role, owner)
                self._arms[cell] = 0

    def hline(
        self,
        x: int,
        y: int,
        length: int,
        weight: Weight = "light",
        role: str = "",
        owner: Hashable | None = None,
    ) -> None:
        """A horizontal line of `length` cells to the right of x; it joins the lines it meets."""
        for at in range(x, x + length):
            arms = (LEFT if at > x else 0) | (RIGHT if at < x + length - 1 else 0)
            self._join(at, y, arms or LEFT | RIGHT, weight, role, owner)

    def vline(
        self,
        x: int,
        y: int,
        length: int,
        weight: Weight = "light",
        role: str = "",
        owner: Hashable | None = None,
    ) -> None:
        """A vertical line of `length` cells down from y; it joins the lines it meets."""
        for at in range(y, y + length):
            arms = (UP if at > y else 0) | (DOWN if at < y + length - 1 else 0)
            self._join(x, at, arms or UP | DOWN, weight, role, owner)

    def box(
        self,
        x: int,
        y: int,
        width: int,
        height: int,
        weight: Weight = "light",
        role: str = "",
        owner: Hashable | None = None,
    ) -> None:
        """A box of at least 2 x 2 cells; the owner has its inside too."""
        self.hline(x, y, width, weight, role, owner)
        self.hline(x, y + height - 1, width, weight, role, owner)
        self.vline(x, y, height, weight, role, owner)
        self.vline(x + width - 1, y, height, weight, role, owner)
        for row in range(max(y + 1, 0), min(y + height - 1, self.height)):
            for column in range(max(x + 1, 0), min(x + width - 1, self.width)):
                self._owner[row * self.width + column] = owner

    def head(
        self, x: int, y: int, direction: Direction, role: str = "", owner: Hashable | None = None
    ) -> None:
        """An arrowhead."""
        self.glyph(x, y, str(getattr(self.glyphs, direction)), role, owner)

    def tint(self, y: int, token: str) -> None:
        """Add a token to the role of every cell of a row."""
        if 0 <= y < self.height:
            for cell in range(y * self.width, (y + 1) * self.width):
                self._role[cell] = f"{self._role[cell]} {token}".strip()

    def lines(self) -> list[Line]:
        """`height` lines, neighbours of equal role in one span, without blanks at the right end."""
        return [self._line(y) for y in range(self.height)]

    def owner_at(self, x: int, y: int) -> Hashable | None:
        """Who owns a cell; None for nobody and for outside."""
        inside = 0 <= x < self.width and 0 <= y < self.height
        return self._owner[y * self.width + x] if inside else None

    def cells_of(self, owner: Hashable) -> list[tuple[int, int]]:
        """The (x, y) of all cells of an owner, row by row."""
        found = (cell for cell, who in enumerate(self._owner) if who == owner)
        return [(cell % self.width, cell // self.width) for cell in found]

    def _line(self, y: int) -> Line:
        row = slice(y * self.width, (y + 1) * self.width)
        text, roles = self._text[row], self._role[row]
        joins = _JOINS[self.glyphs.level]
        for x, arms in enumerate(self._arms[row]):
            if arms:
                text[x] = joins[self._weight[y * self.width + x]][arms]
        end = self.width
        while end and text[end - 1] == " " and not _seen_when_blank(roles[end - 1]):
            end -= 1
        runs = groupby(range(end), roles.__getitem__)
        return [("".join(text[x] for x in run), role) for role, run in runs]

    def _free(self, x: int, y: int, wanted: int) -> int:
        """Cells from x on that no label has, at most `wanted`."""
        begin = y * self.width + x
        for cell in range(begin, min(begin + wanted, (y + 1) * self.width)):
            if self._label[cell]:
                return cell - begin
        return min(wanted, self.width - x)

    def _join(
        self, x: int, y: int, arms: int, weight: Weight, role: str, owner: Hashable | None
    ) -> None:
        if not (0 <= x < self.width and 0 <= y < self.height):
            return
        cell = y * self.width + x
        if self._label[cell]:
            return
        if self._arms[cell]:
            weight = max(self._weight[cell], weight, key=_rank)
        self._set(cell, " ", role, owner)
        self._arms[cell] |= arms
        self._weight[cell] = weight

    def _set(self, cell: int, char: str, role: str, owner: Hashable | None) -> None:
        self._text[cell], self._role[cell], self._owner[cell] = char, role, owner
        if char != " ":
            self._arms[cell] = 0


def _seen_when_blank(role: str) -> bool:
    return bool(role) and not _KEPT_AT_END.isdisjoint(role.split())


def _rank(weight: Weight) -> int:
    return _RANK[weight]


def _behind(text: str, cells: int) -> str:
    """The text without its first `cells` cells; a wide character cut in half becomes a blank."""
    gone = cut(text, cells)
    rest = text[len(gone) :]
    if rest and cell_width(gone) < cells:
        return " " * (cell_width(rest[0]) - cells + cell_width(gone)) + rest[1:]
    return rest
