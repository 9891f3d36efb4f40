"""A time axis: dates to cells, and the ticks that fit."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = 28 * 29 * 15 * 31  # divisible by the days of every month: no day is rounded away
_YEARS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Tick:
    """A column and the words under which it stands, longest first."""

    column: int
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """`cells` columns for the days from `start` to before `end`. Every month is equally wide, so
    that quarters and years are too."""

    start: date
    end: date
    cells: int

    def column(self, day: date) -> int:
        """The column of a day; below 0 or from `cells` on if it lies outside."""
        span = _place(self.end) - _place(self.start)
        return (_place(day) - _place(self.start)) * self.cells // span if span > 0 else 0

    def ticks(self) -> list[Tick]:
        """Starts of months, quarters, halves, years or more years: the finest whose labels fit."""
        span = _place(self.end) - _place(self.start)
        if span <= 0 or self.cells <= 0:
            return []
        month = self.cells * _MONTH / span
        # A step fits if its labels do with one blank: 'Jan '26' and 'Feb', ''26' and 'Q2', '2026'.
        if month >= 8:
            step = 1
        elif month * 3 >= 4:
            step = 3
        elif month * 6 >= 5:
            step = 6
        else:
            step = next((12 * n for n in _YEARS if month * 12 * n >= 5), 12 * _YEARS[-1])
        first = self.start.year * 12 + self.start.month - 1
        if self.start.day > 1:
            first += 1
        first += -first % step
        ticks = []
        at = first
        while at // 12 <= 9999 and (column := self.column(date(at // 12, at % 12 + 1, 1))) < (
            self.cells
        ):
            ticks.append(Tick(column, _labels(at, step, at == first, month * step)))
            at += step
        return ticks


@lru_cache(maxsize=1 << 14)
def _place(day: date) -> int:
    """A day on the axis, in 1/_MONTH of a month. A screen of lanes asks for the same few days some
    ten thousand times."""
    days = monthrange(day.year, day.month)[1]
    return (day.year * 12 + day.month - 1) * _MONTH + (day.day - 1) * (_MONTH // days)


def _labels(month: int, step: int, first: bool, room: float) -> tuple[str, ...]:
    """What a tick may be called, longest first; what would reach the next tick is left out."""
    year, of_year = divmod(month, 12)
    if step >= 12:
        return (f"{year:04}", f"'{year % 100:02}")
    name = {1: MONTHS[of_year], 3: f"Q{of_year // 3 + 1}", 6: f"H{of_year // 6 + 1}"}[step]
    names: tuple[str, ...] = (name,)
    if first or of_year == 0:
        names = (f"{name} '{year % 100:02}", name)
    if of_year == 0 and step > 1:
        # A January is its year, where there is no room for both.
        names = (names[0], f"{year:04}", f"'{year % 100:02}")
    return tuple(each for each in names if len(each) < room) or names[-1:]
