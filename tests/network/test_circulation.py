"""The circulation agrees with a linear program, and is divided in the one way meant."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.network.given import BILLION, companies, golden, leg, random_legs
from tui.network.circulation import circulation
from tui.network.flow import Cancelled
from tui.network.leg import Leg


class Program:
    """max w.c over circulations c within the dollars of the legs, some of them already fixed."""

    def __init__(self, legs: Sequence[Leg]) -> None:
        self.legs = sorted(legs, key=lambda each: each.leg_id)
        place = {name: row for row, name in enumerate(companies(legs))}
        self.balance = np.zeros((len(place), len(legs)))
        for column, each in enumerate(self.legs):
            self.balance[place[each.payer], column] -= 1
            self.balance[place[each.payee], column] += 1

    def most(
        self, weights: np.ndarray, fixed: Sequence[int] = (), sum_to: int | None = None
    ) -> int:
        rows, right = self.balance, np.zeros(len(self.balance))
        if sum_to is not None:
            rows = np.vstack([rows, np.ones(len(self.legs))])
            right = np.append(right, sum_to)
        bounds = [(value, value) for value in fixed]
        bounds += [(0, each.headline) for each in self.legs[len(fixed) :]]
        answer = linprog(-weights, A_eq=rows, b_eq=right, bounds=bounds, method="highs")
        assert answer.status == 0, answer.message
        return round(-answer.fun)

    def largest(self) -> int:
        return self.most(np.ones(len(self.legs)))

    def first_division(self) -> dict[str, int]:
        """Leg by leg the most, the whole staying at its largest and earlier legs as found."""
        whole = self.largest()
        fixed: list[int] = []
        for place in range(len(self.legs)):
            weights = np.zeros(len(self.legs))
            weights[place] = 1
            fixed.append(self.most(weights, fixed, whole))
        return dict(zip((each.leg_id for each in self.legs), fixed, strict=True))


@pytest.mark.parametrize("seed", range(200))
def test_circulation_is_that_of_the_linear_program(seed: int) -> None:
    legs = random_legs(seed)
    assert circulation(legs, "headline").dollars == Program(legs).largest()


@pytest.mark.parametrize("seed", range(60))
def test_the_division_is_the_first_by_leg_id(seed: int) -> None:
    legs = random_legs(1000 + seed, parallel=True)
    divided = circulation(legs, "headline").by_leg
    expected = Program(legs).first_division()
    assert {**dict.fromkeys(expected, 0), **divided} == expected


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**12))
def test_the_division_is_a_circulation(seed: int, scale: int) -> None:
    rng = random.Random(seed)
    legs = [
        leg(each.payer, each.payee, rng.randint(0, scale), leg_id=each.leg_id)
        for each in random_legs(seed, parallel=True)
    ]
    found = circulation(legs, "headline")
    assert found.dollars == sum(found.by_leg.values())
    width = {each.leg_id: each.headline or 0 for each in legs}
    assert all(0 <= dollars <= width[leg_id] for leg_id, dollars in found.by_leg.items())
    for name in companies(legs):
        paid = sum(found.by_leg.get(each.leg_id, 0) for each in legs if each.payer == name)
        received = sum(found.by_leg.get(each.leg_id, 0) for each in legs if each.payee == name)
        assert paid == received


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_order_of_legs_changes_nothing_and_more_money_never_circulates_less(seed: int) -> None:
    legs = random_legs(seed, parallel=True)
    found = circulation(legs, "headline")
    assert circulation(legs[::-1], "headline") == found
    wider = [leg(legs[0].payer, legs[0].payee, 10**6, leg_id=legs[0].leg_id), *legs[1:]]
    assert (circulation(wider, "headline").dollars or 0) >= (found.dollars or 0)


def test_greedy_cancelling_would_not_do() -> None:
    # Taking the short loop first leaves 2; the long one alone circulates 4.
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("b", "a")]
    assert circulation([leg(*pair, 1) for pair in ring], "headline").dollars == 4


def test_golden_values() -> None:
    found = circulation(golden(), "headline")
    assert found.flow.dollars == 472 * BILLION
    assert found.dollars == 200 * BILLION
    assert found.index == pytest.approx(0.4237, abs=0.00005)
    assert found.by_leg == {
        "nvidia-openai.equity": 100 * BILLION,
        "nvidia-openai.gpus": 100 * BILLION,
    }
    assert (found.return_legs_quantified, found.return_legs) == (1, 1)


@pytest.mark.parametrize("lens", ["announced", "firm", "paid"])
def test_unknown_is_not_zero(lens: str) -> None:
    found = circulation(golden(), lens)  # type: ignore[arg-type]
    assert found.dollars is None
    assert found.index is None
    assert (found.return_legs_quantified, found.return_legs) == (0, 1)
    assert found.by_leg == {}


def test_no_loop_at_all_is_zero() -> None:
    found = circulation([leg("a", "b", 5), leg("b", "c", 3)], "headline")
    assert (found.dollars, found.loop_legs, found.index) == (0, 0, 0)


def test_a_loop_without_dollars_on_one_side_is_unknown() -> None:
    legs = [leg("a", "b", 5), leg("b", "a", kind="purchase"), leg("c", "d", 1)]
    found = circulation(legs, "headline")
    assert found.dollars is None
    assert (found.loop_legs_quantified, found.loop_legs) == (1, 2)
    assert (found.return_legs_quantified, found.return_legs) == (0, 1)


def test_only_weighing_legs_of_companies_circulate() -> None:
    money = leg("a", "b", 10)
    for back in (
        leg("b", "a", 10, kind="warrant"),
        leg("b", "a", 10, kind="guarantee"),
        leg("b", "a", 10, kind="capacity"),
        leg("b", "a", 10, standing="denied"),
    ):
        found = circulation([money, back], "headline")
        assert (found.dollars, found.flow.dollars) == (0, 10)
    of_class = leg("b", "a", 10, payer_kind="class")
    found = circulation([leg("a", "b", 10, payee_kind="class"), of_class], "headline")
    assert (found.dollars, found.flow.dollars, found.index) == (0, 20, 0)


def test_too_many_edges_are_not_computed_and_it_says_so() -> None:
    legs = [leg("a", "b", 1), leg("b", "c", 1), leg("c", "a", 1), leg("c", "z", 1)]
    assert circulation(legs, "headline", most_edges=3).dollars == 3
    found = circulation(legs, "headline", most_edges=2)
    assert (found.dollars, found.index, found.by_leg) == (None, None, {})
    assert found.not_computed == "3 edges lie on some loop, computed up to 2"


def test_two_thousand_edges_are_computed_and_one_more_is_not() -> None:
    ring = [
        leg(f"c{a:03}", f"c{(a + step) % 400:03}", 1) for a in range(400) for step in range(1, 6)
    ]
    found = circulation(ring, "headline")
    assert (found.dollars, found.index) == (2000, 1)
    assert "2,001 edges" in circulation([*ring, leg("c000", "c009", 1)], "headline").not_computed


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        circulation(golden(), "headline", cancelled=lambda: True)
