"""Shares and multiples of a pair, reciprocity, concentration: intervals where parts are open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from tui.context import Lens
from tui.network.leg import FUNDING, Leg, loop_legs, weighing_legs
from tui.network.total import Total, total

# A name, and the least and the most dollars of a part of it; None is an end that is not known.
Stake = tuple[str, int | None, int | None]
Ends = tuple[int, int]
# Of so many parts that lie between two ends every choice of ends is tried.
MOST_UNSURE: Final = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """Lowest and highest value; None is an end that is not known. `about` if a part is."""

    low: float | None
    high: float | None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Dyad:
    """A vendor and its customer. `funded` is what the vendor put in, `bought` what came back.

    `share` is V = min(I, P) / P, from 0 to 1: the part of its own sale that the vendor funded, at
    most, as money is fungible. `multiple` is M = P / I. Both ends are None unless something put
    in and something bought have dollars; an end is None where an amount is open on that side.
    """

    vendor: str
    customer: str
    funded: Total
    bought: Total
    share: Interval
    multiple: Interval


def dyad(legs: Iterable[Leg], vendor: str, customer: str, lens: Lens) -> Dyad:
    """Vendor-funded share and purchase multiple of a pair (metrics.md 2.3).

    V in [min(I_lo, P_hi) / P_hi, min(I_hi, P_lo) / P_lo], M in [P_lo / I_hi, P_hi / I_lo], where I
    sums the equity, debt, lease and cloud credits to the customer, P its purchases from the vendor.
    """
    weighing = weighing_legs(legs)
    put_in = [
        leg
        for leg in weighing
        if (leg.payer, leg.payee) == (vendor, customer) and leg.kind in FUNDING
    ]
    back = [
        leg
        for leg in weighing
        if (leg.payer, leg.payee) == (customer, vendor) and leg.kind == "purchase"
    ]
    funded, bought = total(put_in, lens), total(back, lens)
    if funded.dollars is None or bought.dollars is None:
        unknown = Interval(None, None)
        return Dyad(vendor, customer, funded, bought, unknown, unknown)
    about = any(leg.bound == "about" and leg.dollars(lens) for leg in put_in + back)
    funded_low, funded_high = _span(put_in, lens)
    bought_low, bought_high = _span(back, lens)
    share = Interval(
        _part(funded_low, bought_high) if funded_low or funded_high == 0 else None,
        _part(funded_high, bought_low),
        about,
    )
    multiple = Interval(
        _quotient(bought_low, funded_high) if bought_low or bought_high == 0 else None,
        _quotient(bought_high, funded_low),
        about,
    )
    return Dyad(vendor, customer, funded, bought, share, multiple)


def _span(legs: Iterable[Leg], lens: Lens) -> tuple[int, int | None]:
    """Least and most dollars of a sum: a missing low adds nothing, a missing high opens the sum."""
    lows, highs = zip(*(leg.bounds(lens) for leg in legs), strict=True)
    return sum(low or 0 for low in lows), None if None in highs else sum(highs)


def _part(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else min(part, whole) / whole


def _quotient(over: int | None, under: int | None) -> float | None:
    return None if over is None or not under else over / under


def reciprocity(legs: Iterable[Leg], lens: Lens) -> float | None:
    """Weighted reciprocity r, from 0 to 1: sum of min(w_uv, w_vu) over sum of w_uv.

    Source: doi.org/10.1038/srep02729. Pairs of companies count above the line, all weighing legs
    below it. None if nothing has dollars, or if no pair has dollars both ways though one pays
    both ways.
    """
    weighing = weighing_legs(legs)
    flow = total(weighing, lens).dollars
    pairs = {(leg.payer, leg.payee) for leg in loop_legs(weighing)}
    width = dict.fromkeys(pairs, 0)
    for leg in loop_legs(weighing):
        width[leg.payer, leg.payee] += leg.dollars(lens) or 0
    both_ways = [pair for pair in pairs if pair[::-1] in pairs]
    mutual = sum(min(width[pair], width[pair[::-1]]) for pair in both_ways)
    return None if not flow or (both_ways and not mutual) else mutual / flow


def concentration(parts: Iterable[Stake], whole: int | None = None) -> Interval:
    """Herfindahl-Hirschman index of (name, least, most dollars) parts, from 0 to 10,000.

    HHI = 10,000 * sum of squared shares; parts of one name are one share, and a part that may be
    anything from its least on has no most. With a claimed `whole` the low end leaves what is not
    certain spread thin, the high end gives it to one name: a new one, or one of which a part is
    not certain. Without it every part must have an upper end; then the index is between the least
    and the most that parts within their ends give. Both are None where it cannot be told, also
    where the parts exceed the whole: then claims disagree.
    """
    names: dict[str, tuple[int, int | None]] = {}
    for name, low, high in parts:
        least, most = names.get(name, (0, 0))
        open_end = high is None or most is None
        names[name] = least + (low or 0), None if open_end else (most or 0) + (high or 0)
    ends = list(names.values())
    if whole is not None:
        return _of_whole(ends, whole)
    known = [(low, high) for low, high in ends if high is not None]
    if len(known) < len(ends) or not any(high for _, high in known):
        return Interval(None, None)
    return Interval(10_000 * _least(known), 10_000 * _most(known))


def _of_whole(ends: Sequence[tuple[int, int | None]], whole: int) -> Interval:
    certain = sum(low for low, _ in ends)
    if not whole or certain > whole:
        return Interval(None, None)
    rest, scale = whole - certain, 10_000 / whole**2
    squares = sum(low**2 for low, _ in ends)
    widest = max((low for low, high in ends if high is None or high > low), default=0)
    return Interval(scale * squares, scale * (squares + rest**2 + 2 * widest * rest))


def _least(ends: Sequence[Ends]) -> float:
    """The index is least where parts are as alike as their ends let them: all that can be are of
    one size t, at which the sum of x * (x - t) is 0."""
    below, above = 0.0, float(max(high for _, high in ends))
    for _ in range(100):
        size = (below + above) / 2
        parts = [min(max(size, low), high) for low, high in ends]
        if sum(part * (part - size) for part in parts) > 0:
            below = size
        else:
            above = size
    return _index([min(max(above, low), high) for low, high in ends])


def _most(ends: Sequence[Ends]) -> float:
    """It is most where every part is at one of its ends. Of too many parts to try them all it is
    at most the highest squares over the least sum."""
    unsure = sum(low < high for low, high in ends)
    if unsure > MOST_UNSURE:
        lows, highs = (sum(end[side] ** power for end in ends) for side, power in ((0, 1), (1, 2)))
        return min(highs / lows**2, 1.0) if lows else 1.0
    choices = [(low,) if low == high else (low, high) for low, high in ends]
    return max(_index(parts) for parts in product(*choices) if any(parts))


def _index(parts: Sequence[float]) -> float:
    return sum(part**2 for part in parts) / sum(parts) ** 2
