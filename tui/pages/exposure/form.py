"""Which columns the table of exposures has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui.draw.spans import cell_width
from tui.draw.spans import width as line_width
from tui.draw.table import Cell, Column, column_widths

NUMBERS = ("paid", "firm", "soft", "ceiling", "weighted", "share", "units")
FULL_WIDTH = 79
WEIGHTED = 9
# A growing column keeps as much: the first word of a class.
LEAST = 8


def roomy(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], names: Sequence[str], width: int
) -> list[Column]:
    """The columns, those named as wide as what stands in them, while the growing ones can spare it:
    a cut number would be another number."""
    found = list(columns)
    for at, column in enumerate(columns):
        if column.title not in names:
            continue
        widest = max((_width(row[at]) for row in rows), default=0)
        sizes = column_widths(found, width)
        spare = sum(
            size - LEAST
            for size, each in zip(sizes, found, strict=True)
            if each.grow and size > LEAST
        )
        wider = min(widest - column.width, spare)
        if wider > 0:
            found[at] = replace(column, width=column.width + wider)
    return found


def _width(cell: Cell) -> int:
    return cell_width(cell) if isinstance(cell, str) else line_width(cell)


@dataclass(frozen=True)
class Form:
    """Which names stand in the first columns, and what there is room for."""

    first: str
    second: str
    evidence: bool
    newest: bool
    extras: bool
    weighted: bool = False
    words: bool = True

    @classmethod
    def of(cls, first: str, second: str, width: int, *, weighted: bool = False) -> Form:
        """What fits: two names cost the newest month; below 79 columns evidence gives way too.

        The weighted column takes the place of what would stand last.
        """
        room = width - WEIGHTED * weighted
        return cls(
            first,
            second,
            evidence=room >= (FULL_WIDTH if second else FULL_WIDTH - 9),
            newest=room >= FULL_WIDTH + 10 * bool(second),
            extras=room >= FULL_WIDTH + 18 + 10 * bool(second),
            weighted=weighted,
            words=not weighted or room >= FULL_WIDTH - 9 - 10 * (not second),
        )

    def columns(self) -> list[Column]:
        columns = [Column(self.first, 9), Column("", 1, gap=0)]
        if self.second:
            columns.append(Column(self.second, 9))
        columns += [
            Column("class", 8, grow=1),
            Column("paid", 5, "right"),
            Column("firm", 4, "right"),
            Column("soft", 5, "right"),
            Column("ceiling", 7, "right"),
        ]
        if self.weighted:
            columns.append(Column("weighted", WEIGHTED - 1, "right"))
        if self.extras:
            columns += [Column("share", 7, "right", gap=2), Column("units", 9, "right")]
        gap = 1 if self.second and not self.newest else 2
        # Between two names and a weight the glyph has to do: the class has to be told apart.
        columns.append(Column("status", 11 if self.words else 6, gap=gap))
        if self.evidence:
            columns.append(Column("evid", 5, gap=gap))
        if self.newest:
            columns.append(Column("newest", 7, gap=2))
        return columns
