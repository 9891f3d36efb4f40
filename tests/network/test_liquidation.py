"""The order of payment: worked out by hand, and by what must hold of any stack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.network.liquidation import Debt, liquidation

STACK = [Debt("fees", 10, 1), Debt("banks", 40, 2), Debt("bonds", 60, 3)]


@pytest.mark.parametrize(
    ("assets", "as_creditor", "as_shareholder"),
    [
        # 10 and 40 ahead; the loan of 20 shares what is left of 60 + 20 with the bonds.
        (0, 0, 0),
        (50, 0, 0),
        (90, 10, 0),
        (130, 20, 4),
        (210, 20, 20),
        (310, 20, 40),
    ],
)
def test_a_loan_is_paid_before_a_stake(assets: int, as_creditor: int, as_shareholder: int) -> None:
    found = liquidation(assets, STACK, other_equity=80, money=20, rank=3)
    assert (found.as_creditor, found.as_shareholder) == (as_creditor, as_shareholder)


def test_what_stands_ahead_and_what_is_left() -> None:
    found = liquidation(130, STACK, other_equity=80, money=20, rank=3)
    assert (found.ahead, found.for_shareholders) == (50, 20)
    assert liquidation(45, STACK, other_equity=80, money=20, rank=3).ahead == 45


def test_the_better_rank_is_paid_in_full_first() -> None:
    assert liquidation(30, STACK, other_equity=0, money=20, rank=1).as_creditor == 20


def test_no_money_brings_nothing_back() -> None:
    found = liquidation(1000, [], other_equity=0, money=0, rank=1)
    assert (found.as_creditor, found.as_shareholder) == (0, 0)


@pytest.mark.parametrize(
    "amounts", [(-1, 10, 10, 10), (10, -1, 10, 10), (10, 10, -1, 10), (10, 10, 10, -1)]
)
def test_negative_amounts_are_refused(amounts: tuple[int, int, int, int]) -> None:
    assets, debt, equity, money = amounts
    with pytest.raises(ValueError, match="negative"):
        liquidation(assets, [Debt("banks", debt, 1)], equity, money, 1)


amount = st.integers(0, 10**12)


@given(
    amount,
    st.lists(st.builds(Debt, st.just("x"), amount, st.integers(1, 4)), max_size=5),
    amount,
    amount,
    st.integers(1, 5),
)
def test_nobody_gets_more_than_there_is(
    assets: int, debts: list[Debt], other_equity: int, money: int, rank: int
) -> None:
    found = liquidation(assets, debts, other_equity, money, rank)
    assert 0 <= found.as_creditor <= min(money, assets - found.ahead)
    assert 0 <= found.as_shareholder <= found.for_shareholders <= assets
    better = liquidation(assets, debts, other_equity, money, rank - 1)
    assert better.as_creditor >= found.as_creditor
    richer = liquidation(assets + 10**9, debts, other_equity, money, rank)
    assert richer.as_creditor >= found.as_creditor
    assert richer.as_shareholder >= found.as_shareholder
