"""Parts of an exposure in dollars, and their sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from tui import format as fmt
from tui.format import GlyphSet

Column = Literal["paid", "firm", "soft", "ceiling"]
COLUMNS: Final[tuple[Column, ...]] = ("paid", "firm", "soft", "ceiling")


@dataclass(frozen=True)
class Part:
    """Whole dollars with the mark of format.total; `open` where there may be some, unknown."""

    dollars: int | None = None
    mark: str = ""
    open: bool = False

    def text(self, glyphs: GlyphSet) -> str:
        """`≤100`, `?` for unknown, a dash for nothing of this kind."""
        if self.dollars is None:
            return glyphs.unknown if self.open else glyphs.dash
        return fmt.total(self.dollars, self.mark, glyphs)


def added(parts: Iterable[Part]) -> Part:
    """The sum of parts; it has the loosest bound of them (`≥`, else `≤`, else `≈`)."""
    every = list(parts)
    known = [part for part in every if part.dollars is not None]
    marks = {part.mark for part in known}
    mark = next((each for each in ("ge", "le", "about") if each in marks), "")
    if not known:
        return Part(open=any(part.open for part in every))
    return Part(sum(part.dollars or 0 for part in known), mark)


def part_mark(mark: str | None) -> str:
    """The mark of a query as format.total takes it: an exact number has none."""
    return "" if mark in (None, "exact") else str(mark)
