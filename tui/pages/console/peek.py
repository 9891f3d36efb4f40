"""One cell in full: wrapped, scrolled, and of a very long one no more than is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.console.cells import NULL
from tui.draw.spans import Line
from tui.pages.wrap import wrapped

# Wrapping at words takes longer the longer a line is.
MOST_WRAPPED = 2_000


@dataclass
class Peek:
    """The text of a cell, seen from line `top` on. None is null."""

    text: str | None
    top: int = 0
    _width: int = 0
    _height: int = 1
    _lines: list[str] = field(default_factory=list)
    _rest: Iterator[str] = field(default_factory=lambda: iter(()))

    def lines(self, width: int, height: int) -> list[Line]:
        """What is seen of it in so many cells."""
        if self.text is None:
            return [[(f" {NULL}", "muted")]]
        if width != self._width:
            self._width, self._lines, self._rest = width, [], _pieces(self.text, width - 2)
        self._height = max(height, 1)
        self._read(self.top + self._height)
        self.top = max(min(self.top, len(self._lines) - self._height), 0)
        return [[(f" {line}", "")] for line in self._lines[self.top : self.top + self._height]]

    def _read(self, count: int | None) -> None:
        while count is None or len(self._lines) < count:
            line = next(self._rest, None)
            if line is None:
                return
            self._lines.append(line)

    def act(self, action: str) -> bool:
        """Scroll by an action of keys.py; false if it is no movement or nothing moved."""
        page, before = self._height, self.top
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page, "first": -before}
        if action == "last":
            self._read(None)
            self.top = len(self._lines)
        elif action in steps:
            self.top += steps[action]
        else:
            return False
        self._read(self.top + page)
        self.top = max(min(self.top, len(self._lines) - page), 0)
        return self.top != before


def _pieces(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        if len(line) <= MOST_WRAPPED:
            yield from wrapped(line, width)
        elif line.isascii():
            yield from (line[at : at + width] for at in range(0, len(line), width))
        else:
            for at in range(0, len(line), MOST_WRAPPED):
                yield from wrapped(line[at : at + MOST_WRAPPED], width)
