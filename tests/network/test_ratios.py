"""Intervals of a pair, reciprocity and concentration."""

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.network.given import golden, leg
from tui.network.leg import Leg
from tui.network.ratios import Interval, Stake, concentration, dyad, reciprocity


def pair(funded: list[dict[str, int | None]], bought: list[dict[str, int | None]]) -> list[Leg]:
    def legs(payer: str, payee: str, kind: str, amounts: list[dict[str, int | None]]) -> list[Leg]:
        return [
            leg(payer, payee, amount.get("high", amount.get("low")), kind=kind, **amount)
            for amount in amounts
        ]

    return legs("v", "c", "equity", funded) + legs("c", "v", "purchase", bought)


def test_golden_values() -> None:
    found = dyad(golden(), "nvidia", "openai", "headline")
    assert found.share.high == pytest.approx(0.286, abs=0.0005)
    assert found.multiple.low == pytest.approx(3.5)
    # "Up to 100" has no least, so nothing bounds these from the other side.
    assert (found.share.low, found.multiple.high) == (None, None)
    assert found.share.about
    assert found.multiple.about
    assert reciprocity(golden(), "headline") == pytest.approx(0.4237, abs=0.00005)


@pytest.mark.parametrize(
    ("funded", "bought", "share", "multiple"),
    [
        # The synthetic interval of metrics.md 2.4, and the corpus at 2026-02-03.
        ([(20, 100)], [(350, 350)], (0.057, 0.286), (3.5, 17.5)),
        ([(None, 100), (20, 20)], [(350, 350)], (0.057, 0.343), (2.917, 17.5)),
        # A purchase without dollars opens the sale upwards.
        ([(20, 100)], [(350, 350), (None, None)], (None, 0.286), (3.5, None)),
        # Money put in without dollars opens the funding upwards.
        ([(20, 20), (None, None)], [(100, 100)], (0.2, None), (None, 5.0)),
        ([(20, 20)], [(None, 100)], (0.2, None), (None, 5.0)),
        ([(500, 500)], [(100, 100)], (1.0, 1.0), (0.2, 0.2)),
        ([(20, 20)], [(None, None)], (None, None), (None, None)),
        ([(None, None)], [(100, 100)], (None, None), (None, None)),
        ([], [(100, 100)], (None, None), (None, None)),
    ],
)
def test_intervals_of_a_pair(
    funded: list[tuple[int | None, int | None]],
    bought: list[tuple[int | None, int | None]],
    share: tuple[float | None, float | None],
    multiple: tuple[float | None, float | None],
) -> None:
    def amounts(spans: list[tuple[int | None, int | None]]) -> list[dict[str, int | None]]:
        return [{"low": low, "high": high} for low, high in spans]

    found = dyad(pair(amounts(funded), amounts(bought)), "v", "c", "headline")
    assert (found.share.low, found.share.high) == pytest.approx(share, abs=0.0005)
    assert (found.multiple.low, found.multiple.high) == pytest.approx(multiple, abs=0.0005)
    assert not found.share.about


span = st.tuples(st.integers(1, 100), st.integers(0, 100)).map(lambda s: (s[0], s[0] + s[1]))


@given(span, span, st.floats(0, 1), st.floats(0, 1))
def test_every_amount_within_the_bounds_gives_a_ratio_within_the_interval(
    funded: tuple[int, int], bought: tuple[int, int], at: float, to: float
) -> None:
    found = dyad(
        pair(
            [{"low": funded[0], "high": funded[1]}],
            [{"low": bought[0], "high": bought[1]}],
        ),
        "v",
        "c",
        "headline",
    )
    put_in = funded[0] + at * (funded[1] - funded[0])
    back = bought[0] + to * (bought[1] - bought[0])
    slack = 1e-9
    assert found.share.low - slack <= min(put_in, back) / back <= found.share.high + slack
    assert found.multiple.low - slack <= back / put_in <= found.multiple.high + slack


def test_firm_amounts_are_points() -> None:
    legs = [
        leg("v", "c", firm=20, low=20, high=20),
        leg("c", "v", firm=40, low=40, high=40, kind="purchase"),
        leg("v", "c", 60, firm=None, leg_id="soft"),
    ]
    assert dyad(legs[:2], "v", "c", "firm").share == Interval(0.5, 0.5)
    # The soft leg is known and has no firm dollars: the share may be larger.
    assert dyad(legs, "v", "c", "firm").share == Interval(0.5, None)
    assert dyad(legs, "v", "c", "firm").funded.legs == 2


def test_funding_is_whatever_is_put_in() -> None:
    legs = [leg("v", "c", 10, kind=kind) for kind in ("equity", "debt", "lease", "cloud_credit")]
    legs += [leg("v", "c", 10, kind=kind) for kind in ("guarantee", "warrant", "purchase")]
    legs += [leg("c", "v", 80, kind="purchase"), leg("c", "v", 80, kind="equity")]
    found = dyad(legs, "v", "c", "headline")
    assert (found.funded.dollars, found.bought.dollars) == (40, 80)


def test_reciprocity_of_pairs_only() -> None:
    triangle = [leg("a", "b", 10), leg("b", "c", 10), leg("c", "a", 10)]
    assert reciprocity(triangle, "headline") == 0
    assert reciprocity([*triangle, leg("b", "a", 10)], "headline") == pytest.approx(20 / 40)
    assert reciprocity([leg("a", "b", 3), leg("b", "a", 3)], "headline") == 1


@pytest.mark.parametrize("lens", ["announced", "firm", "paid"])
def test_reciprocity_is_unknown_without_a_return_leg_in_dollars(lens: str) -> None:
    assert reciprocity(golden(), lens) is None  # type: ignore[arg-type]
    assert reciprocity([], lens) is None  # type: ignore[arg-type]


def points(parts: Iterable[tuple[str, int | None]]) -> list[Stake]:
    """Parts that are known in full, or not at all."""
    return [(name, dollars, dollars) for name, dollars in parts]


def test_concentration_of_known_parts() -> None:
    # Four equal shares, and the 30-30-20-20 example of the merger guidelines' index.
    assert concentration(points([(name, 5) for name in "abcd"])) == Interval(2500, 2500)
    parts = [("a", 30), ("b", 30), ("c", 20), ("d", 20)]
    assert concentration(points(parts)) == Interval(2600, 2600)
    assert concentration(points([("a", 15), ("a", 15), *parts[1:]])) == Interval(2600, 2600)


@pytest.mark.parametrize(
    ("parts", "whole", "low", "high"),
    [
        ([("a", 60)], 100, 3600, 3600 + 1600),
        ([("a", 60), ("b", None)], 100, 3600, 3600 + 1600),
        # What is unknown of a may be all of the rest.
        ([("a", 60), ("a", None)], 100, 3600, 10_000),
        ([("a", 60), ("b", None)], None, None, None),
        ([("a", 60)], 50, None, None),
        ([], None, None, None),
    ],
)
def test_concentration_with_a_rest(
    parts: list[tuple[str, int | None]], whole: int | None, low: float | None, high: float | None
) -> None:
    found = concentration(points(parts), whole)
    assert (found.low, found.high) == pytest.approx((low, high))


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 50))), max_size=5
    ),
    st.lists(st.integers(0, 60), max_size=5),
    st.data(),
)
def test_however_the_rest_is_spread_the_index_is_within(
    parts: list[tuple[str, int | None]], cuts: list[int], data: st.DataObject
) -> None:
    rest = 60
    pieces = [high - low for low, high in pairwise(sorted({0, rest, *cuts}))]
    shares: dict[str, int] = {}
    for name, dollars in parts:
        shares[name] = shares.get(name, 0) + (dollars or 0)
    whole = sum(shares.values()) + rest
    names = sorted({name for name, dollars in parts if dollars is None})
    for number, piece in enumerate(pieces):
        to = data.draw(st.sampled_from([*names, f"new{number}"]))
        shares[to] = shares.get(to, 0) + piece
    assume(whole > 0)
    true = 10_000 * sum((dollars / whole) ** 2 for dollars in shares.values())
    found = concentration(points(parts), whole)
    assert found.low - 1e-6 <= true <= found.high + 1e-6


@pytest.mark.parametrize(
    ("ends", "low", "high"),
    [
        # Up to 100 beside 5: alike at 5 and 5, one name at 0 and 5.
        ([(None, 100), (5, 5)], 5000, 10_000),
        ([(20, 100), (5, 5)], 10_000 * 425 / 625, 10_000 * 10_025 / 105**2),
        ([(10, 30), (10, 30), (20, 20)], 10_000 / 3, 10_000 * 1400 / 60**2),
        ([(150, None), (5, 5)], None, None),
        ([(0, 0)], None, None),
    ],
)
def test_concentration_between_the_ends_of_its_parts(
    ends: list[tuple[int | None, int | None]], low: float | None, high: float | None
) -> None:
    found = concentration([(str(n), *end) for n, end in enumerate(ends)])
    assert (found.low, found.high) == pytest.approx((low, high))


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 50), st.integers(0, 50)),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
    st.data(),
)
def test_whatever_the_parts_are_within_their_ends_the_index_is_within(
    parts: list[tuple[str, int, int]], with_whole: bool, data: st.DataObject
) -> None:
    stakes = [(name, low, low + more) for name, low, more in parts]
    shares: dict[str, int] = {}
    for name, low, high in stakes:
        shares[name] = shares.get(name, 0) + data.draw(st.integers(low, high))
    whole = sum(shares.values())
    assume(whole > 0)
    found = concentration(stakes, whole if with_whole else None)
    true = 10_000 * sum((dollars / whole) ** 2 for dollars in shares.values())
    assert found.low is not None and found.high is not None
    assert found.low - 1e-6 <= true <= found.high + 1e-6


def test_of_very_many_uncertain_parts_the_index_is_within_too() -> None:
    chance = random.Random(1)
    stakes = [(str(n), chance.randint(1, 9), chance.randint(10, 90)) for n in range(40)]
    found = concentration(stakes)
    assert found.low is not None and found.high is not None
    for _ in range(200):
        parts = [chance.choice((low, high, chance.randint(low, high))) for _, low, high in stakes]
        assert found.low <= 10_000 * sum(x * x for x in parts) / sum(parts) ** 2 <= found.high
