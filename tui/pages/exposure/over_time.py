"""Committed against paid on each known date: a step chart, and the exact sums below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from tui import format as fmt
from tui.context import LENSES
from tui.draw.canvas import Weight
from tui.draw.plot import Steps, steps
from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet
from tui.pages.page import Ask, Shown, Subject, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows

BILLION: Final = 1e9
# The columns of exposure_dates.sql, the firmest the heaviest.
LINES: Final[dict[str, tuple[str, Weight, str, str]]] = {
    "headline": ("at most", "dashed", "muted", ""),
    "announced": ("announced", "light", "announced", ""),
    "firm": ("firm", "double", "binding", ""),
    "paid": ("paid", "heavy", "paid", "█"),
}
COLUMNS: Final = [
    Column("known", 11),
    *(Column(name, 10, "right") for name, _, _, _ in LINES.values()),
    Column("legs in $", 12, "right"),
]


@dataclass
class DatesView:
    """The cursor stands on a known date, None for the newest."""

    day: date | None = None

    def wants(self, shown: Shown, *, active: bool) -> dict[str, Ask]:
        asks = {"dates": Ask.of("exposure_dates")}
        if active and (rows := shown.rows("dates")):
            asks["day"] = Ask.of("exposure_day", at=rows[self._at(rows)]["day"])
        return asks

    def _at(self, rows: Sequence[dict[str, Any]]) -> int:
        days = [row["day"] for row in rows]
        return days.index(self.day) if self.day in days else len(days) - 1

    def subject(self, shown: Shown) -> Subject:
        """All legs in dollars, as of the date under the cursor."""
        rows = shown.rows("dates")
        if not rows:
            return Subject()
        frame, day = shown.frames.get("day"), rows[self._at(rows)]["day"]
        if frame is not None and frame.truncated:
            return Subject(made_of=Ask.of("exposure_claims", by="dollars"), as_of=day)
        legs = tuple(row["leg_id"] for row in shown.rows("day"))
        return Subject(legs=legs, as_of=day)

    def act(self, action: str, shown: Shown) -> bool:
        every = shown.rows("dates")
        rows = Rows(max(self._at(every), 0), 0, 10)
        if not rows.act(action, len(every)):
            return False
        self.day = None if rows.cursor == len(every) - 1 else every[rows.cursor]["day"]
        return True

    def lines(self, shown: Shown, surface: Surface, *, active: bool) -> list[Line]:
        """The chart in what the table leaves."""
        glyphs, width, rows = surface.glyphs, surface.width, shown.rows("dates")
        key = "e its claims, as of that date" if active else "tab"
        right = f"all legs in dollars, $B {glyphs.dot} {key}"
        head = title("Committed against paid", right, width, glyphs)
        if not rows:
            return [head, [(" nothing is known yet on this date", "muted")]]
        height = min(len(rows) + 1, max(surface.height // 3, 4))
        table = self._table(rows, width, height, glyphs, active=active)
        room = Surface(width, surface.height - 1 - len(table), glyphs)
        last = max(shown.context.as_of, rows[-1]["day"])
        every = tuple(_steps(name, rows) for name in LENSES)
        return [head, *_chart(every, last, room.width, room.height, glyphs), *table]

    def _table(
        self,
        rows: Sequence[dict[str, Any]],
        width: int,
        height: int,
        glyphs: GlyphSet,
        *,
        active: bool,
    ) -> list[Line]:
        def cells(at: int) -> list[Cell]:
            row = rows[at]
            sums: list[Cell] = [_sum(row, name, glyphs) for name in LINES]
            return [f"{row['day']}", *sums, f"{row['quantified']} of {row['legs']}"]

        at = Rows(self._at(rows))
        return list_part(COLUMNS, len(rows), cells, at, width, height, glyphs, active=active)


@lru_cache(maxsize=8)
def _chart(
    every: tuple[Steps, ...], last: date, width: int, height: int, glyphs: GlyphSet
) -> list[Line]:
    """plotext takes longer than a key should: what is drawn is kept."""
    return steps(every, last, width, height, glyphs)


def _steps(name: str, rows: Sequence[dict[str, Any]]) -> Steps:
    label, weight, role, glyph = LINES[name]
    values = tuple((row["day"], None if row[name] is None else row[name] / BILLION) for row in rows)
    return Steps(label, values, weight, role, glyph)


def _sum(row: dict[str, Any], name: str, glyphs: GlyphSet) -> str:
    mark = row[f"{name}_mark"]
    return fmt.total(row[name], "" if mark in (None, "exact") else mark, glyphs)
