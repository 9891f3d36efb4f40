"""The order of payment when a company is wound up: the same money as a loan and as a stake."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Debt:
    """Whole US dollars owed to a holder. Rank 1 is paid first; equal ranks share alike."""

    holder: str
    dollars: int
    rank: int


@dataclass(frozen=True, slots=True)
class Liquidation:
    """What `money` brings back, in whole US dollars: lent at a rank, or put in as equity.

    `ahead` is what those of a better rank are paid before the loan, `for_shareholders` what
    is left for all of them once every debt of the stack is paid.
    """

    money: int
    as_creditor: int
    as_shareholder: int
    ahead: int
    for_shareholders: int


def liquidation(
    asset_value: int, debts: Sequence[Debt], other_equity: int, money: int, rank: int
) -> Liquidation:
    """Compare lending `money` at `rank` with holding it as equity beside `other_equity`.

    Absolute priority: each rank is paid in full before the next, and shareholders divide the rest
    in proportion to what they put in. All amounts are whole dollars, typed by the user; fractions
    are dropped. ValueError for a negative amount.
    """
    if min([asset_value, other_equity, money, *(debt.dollars for debt in debts)]) < 0:
        raise ValueError("an amount is negative")
    better = sum(debt.dollars for debt in debts if debt.rank < rank)
    alike = sum(debt.dollars for debt in debts if debt.rank == rank) + money
    ahead = min(asset_value, better)
    for_rank = min(asset_value - ahead, alike)
    for_shareholders = max(0, asset_value - sum(debt.dollars for debt in debts))
    put_in = other_equity + money
    return Liquidation(
        money,
        for_rank * money // alike if money else 0,
        for_shareholders * money // put_in if money else 0,
        ahead,
        for_shareholders,
    )
