"""A sum says what it covers and which way it may err."""

import pytest

from tests.network.given import leg
from tui.context import Lens
from tui.network.leg import Leg
from tui.network.total import total

EXACT = leg("a", "b", 4)
ABOUT = leg("a", "b", 13, bound="about")
UP_TO = leg("a", "b", 100, low=None, bound="up_to")
MORE = leg("a", "b", 150, high=None, bound="more_than")
RANGE = leg("a", "b", headline=30, firm=20, low=20, high=30, bound="range")
UNKNOWN = leg("a", "b")


@pytest.mark.parametrize(
    ("legs", "lens", "dollars", "mark"),
    [
        ([EXACT], "headline", 4, ""),
        ([EXACT, ABOUT], "headline", 17, "≈"),
        ([EXACT, ABOUT, UP_TO], "headline", 117, "≤"),
        ([EXACT, ABOUT, UP_TO, MORE], "headline", 267, "≥"),
        ([EXACT, RANGE], "headline", 34, "≤"),
        ([EXACT, RANGE], "firm", 24, "≥"),
        ([UNKNOWN], "headline", None, "?"),
        ([], "headline", None, ""),
    ],
)
def test_mark_of_a_sum(legs: list[Leg], lens: Lens, dollars: int | None, mark: str) -> None:
    summed = total(legs, lens)
    assert (summed.dollars, summed.mark) == (dollars, mark)


def test_coverage_counts_the_legs_without_dollars() -> None:
    summed = total([EXACT, UNKNOWN, ABOUT, UNKNOWN], "headline")
    assert (summed.quantified, summed.legs, summed.missing) == (2, 4, 2)
