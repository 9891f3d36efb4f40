"""Sums over legs that say how many of them are known, and which way the sum may err."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tui.context import Lens
from tui.network.leg import Leg

# '?' is a figure that may err both ways, or no figure at all.
Mark = Literal["", "≈", "≤", "≥", "?"]


@dataclass(frozen=True, slots=True)
class Total:
    """`dollars` (whole US dollars, None if no leg has any) over n = `quantified` of m = `legs`."""

    dollars: int | None
    quantified: int
    legs: int
    mark: Mark

    @property
    def missing(self) -> int:
        """How many legs have no dollars."""
        return self.legs - self.quantified


def total(legs: Iterable[Leg], lens: Lens) -> Total:
    """Sum the legs given, in a lens.

    The mark is `≥` if a value stood in for a missing high, else `≤` if for a missing low, else
    `≈` if any is about. A range counts as missing the end that the lens does not take.
    """
    dollars, quantified, known = 0, 0, 0
    marks: set[Mark] = set()
    for leg in legs:
        known += 1
        value = leg.dollars(lens)
        if value is not None:
            dollars += value
            quantified += 1
            marks.add(mark(leg, lens))
    if not quantified:
        return Total(None, 0, known, "?" if known else "")
    order: tuple[Mark, ...] = ("≥", "≤", "≈")
    return Total(dollars, quantified, known, next((each for each in order if each in marks), ""))


def mark(leg: Leg, lens: Lens) -> Mark:
    """Which way the dollars of a leg in a lens may err; `?` where there are none."""
    value = leg.dollars(lens)
    if value is None:
        return "?"
    low, high = leg.bounds(lens)
    if high is None or high > value:
        return "≥"
    if low is None or low < value:
        return "≤"
    about = leg.bound == "about" if leg.as_claimed(lens) else leg.paid_mark == "≈"
    return "≈" if about else ""
