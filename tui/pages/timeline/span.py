"""The window of time that lanes are drawn in: what fits, zoom and pan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LEAST = timedelta(days=60)
MOST = timedelta(days=366 * 400)
BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Span:
    """From `start` to before `end`, at least LEAST apart."""

    start: date
    end: date

    @property
    def days(self) -> timedelta:
        """How long it is."""
        return self.end - self.start

    def around(self, middle: date, length: timedelta) -> Span:
        """A span of that length, within LEAST and MOST, with `middle` where it stands in this one.

        A day that lies outside of this one goes to the middle.
        """
        length = max(LEAST, min(length, MOST))
        place = (middle - self.start) / self.days
        if not 0 <= place < 1:
            place = 0.5
        return _within(middle - _first(middle, length * place), length)

    def zoomed(self, middle: date, closer: bool) -> Span:
        """Half as long, or twice, about a day that stays in its place."""
        return self.around(middle, self.days / 2 if closer else self.days * 2)

    def panned(self, step: int) -> Span:
        """A quarter of its length to the left (-1) or the right (1)."""
        quarter = max(self.days // 4, timedelta(days=1))
        if step < 0:
            return _within(self.start - _first(self.start, quarter), self.days)
        return _within(self.start + min(quarter, date.max - self.start), self.days)


def fitted(first: date | None, as_of: date, today: date) -> Span:
    """Whole quarters: from a month before the first known date to today, or to as of if later."""
    last = max(as_of, today)
    begin = min(first or as_of, as_of)
    start = _quarter(begin - _first(begin, BEFORE))
    after = _quarter(last) + timedelta(days=93) if last.year < date.max.year else date.max
    return _within(start, max((after if after == date.max else _quarter(after)) - start, LEAST))


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _first(day: date, wanted: timedelta) -> timedelta:
    """As much of `wanted` as there is between the first of all days and this one."""
    return min(wanted, day - date.min)


def _within(start: date, length: timedelta) -> Span:
    """A span of a length, moved so that both ends are days that exist."""
    length = min(length, date.max - date.min)
    start = min(start, date.max - length)
    return Span(start, start + length)
