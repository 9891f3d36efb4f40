"""The table that the benchmarks print: a figure a row, beside what it is held against."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

WIDTHS = (46, 10, 10, 6, 12, 8, 9)
HEADER = ("", "median", "p95", "unit", "beside", "ratio", "at most")


@dataclass(frozen=True)
class Row:
    """What was measured, the values of its runs, and the values of what it is held against.

    The ratio is of the medians. `at_most` bounds the ratio, or the median where nothing is held
    against it; None: it is only told.
    """

    what: str
    values: Sequence[float]
    unit: str
    beside: Sequence[float] = ()
    at_most: float | None = None

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.values or [math.nan])

    @property
    def ratio(self) -> float | None:
        """Median over the other side's median; None without another side."""
        other = statistics.median(self.beside) if self.beside else 0
        return self.median / other if other and self.values else None

    @property
    def kept(self) -> bool:
        """Whether the figure is within what is allowed."""
        judged = self.median if self.ratio is None else self.ratio
        return self.at_most is None or judged <= self.at_most

    def __str__(self) -> str:
        ranked = sorted(self.values)
        p95 = ranked[min(int(len(ranked) * 0.95), len(ranked) - 1)]
        beside = (
            f"{statistics.median(self.beside):,.{_digits(self.median)}f}" if self.beside else ""
        )
        cells = (
            self.what,
            f"{self.median:,.{_digits(self.median)}f}",
            f"{p95:,.{_digits(self.median)}f}" if len(ranked) > 1 else "",
            self.unit,
            beside,
            f"{self.ratio:.2f}" if self.ratio is not None else "",
            "" if self.at_most is None else f"{self.at_most:g}" + "!" * (not self.kept),
        )
        return row_text(cells)


def row_text(cells: Sequence[str]) -> str:
    """Cells as one line: the first to the left, the others to the right of their columns."""
    first, *others = zip(cells, WIDTHS, strict=True)
    return f"{first[0]:{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)


def _digits(value: float) -> int:
    return 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
