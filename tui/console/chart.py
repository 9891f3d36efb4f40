"""How a result could be drawn: a sensible kind of chart from the types of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui.console.cells import look
from tui.corpus.portable import is_number
from tui.corpus.result import Result

KINDS = ("bar", "line", "step", "scatter")
# More points than this are no longer told apart.
MOST_POINTS = 2_000
_TIME = re.compile(r"^(DATE|TIMESTAMP)")


@dataclass(frozen=True, slots=True)
class Chart:
    """One column over another. `x` None counts the rows; `time` says that x is a date."""

    kind: str
    y: int
    x: int | None = None
    time: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns to read: y, then x if there is one."""
        return (self.y,) if self.x is None else (self.y, self.x)

    def turned(self, step: int) -> Chart:
        """The next kind of chart, or the one before."""
        return replace(self, kind=KINDS[(KINDS.index(self.kind) + step) % len(KINDS)])


def measures(result: Result) -> list[int]:
    """The columns that are amounts: numbers that are no ids, counts of rows or years; else any."""
    numbers = [at for at, kind in enumerate(result.types) if is_number(kind)]
    amounts = [at for at in numbers if look(result.columns[at], result.types[at], []).grouped]
    return amounts or numbers


def default(result: Result, column: int) -> Chart | None:
    """A chart of the column under the cursor, else of the first amount; None without a number.

    Over a date it is a line, over names bars, over another number points.
    """
    amounts = measures(result)
    if not amounts:
        return None
    y = column if is_number(result.types[column]) else amounts[0]
    times = [at for at, kind in enumerate(result.types) if _TIME.match(kind)]
    names = [at for at, kind in enumerate(result.types) if kind == "VARCHAR" or "ENUM(" in kind]
    others = [at for at in amounts if at != y]
    if times:
        return Chart("line", y, times[0], time=True)
    if names:
        return Chart("bar", y, names[0])
    if others:
        return Chart("scatter", y, others[0])
    return Chart("line", y)


def moved(chart: Chart, result: Result, step: int) -> Chart:
    """The chart of the next amount, or of the one before."""
    amounts: Sequence[int] = measures(result)
    at = amounts.index(chart.y) if chart.y in amounts else 0
    return replace(chart, y=amounts[(at + step) % len(amounts)])
