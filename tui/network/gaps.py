"""How much each company must find outside the network: what it pays out less what it is paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tui.context import Lens
from tui.network.leg import WEIGHING, Leg, cash_legs
from tui.network.total import Mark, Total, mark, total

CASH_KINDS: Final = WEIGHING - {"cloud_credit"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Funding gap of one entity in one lens, in whole US dollars of cash.

    `dollars` = max(0, out - in), None if it pays and none of its payments has dollars. The mark
    is `≥` if the gap can only be larger, `≤` if it can only be smaller, `?` if it can be either.
    """

    entity: str
    kind: str
    paid_out: Total
    paid_in: Total
    dollars: int | None
    mark: Mark


def funding_gaps(legs: Iterable[Leg], lens: Lens) -> list[Gap]:
    """The gap of every entity that pays or is paid in cash, widest first, then by id.

    Cash is equity, debt, purchase and lease in the media cash and mixed. A missing outgoing leg
    leaves the gap open upwards, a missing incoming one downwards; so does an amount that is
    itself a bound, and a mixed leg, whose cash is at most its amount. A gap of 0 cannot be less.
    """
    out: dict[str, list[Leg]] = {}
    into: dict[str, list[Leg]] = {}
    kinds: dict[str, str] = {}
    for leg in cash_legs(legs):
        if leg.counts and leg.kind in CASH_KINDS and leg.payer != leg.payee:
            out.setdefault(leg.payer, []).append(leg)
            into.setdefault(leg.payee, []).append(leg)
            kinds[leg.payer] = leg.payer_kind
            kinds[leg.payee] = leg.payee_kind
    gaps = [_gap(name, kinds[name], out.get(name, []), into.get(name, []), lens) for name in kinds]
    return sorted(gaps, key=lambda gap: (gap.dollars is None, -(gap.dollars or 0), gap.entity))


def sum_of_gaps(gaps: Iterable[Gap]) -> tuple[int | None, Mark]:
    """What must come from outside the network, and which way that may err.

    None if no gap is known. An unknown gap leaves the sum open upwards.
    """
    every = list(gaps)
    known = [gap.dollars for gap in every if gap.dollars is not None]
    if not known:
        return None, "?"
    marks = {gap.mark for gap in every if gap.dollars is not None}
    more = "≥" in marks or "?" in marks or len(known) < len(every)
    return sum(known), _joined(more, "≤" in marks or "?" in marks, "≈" in marks)


def _gap(name: str, kind: str, out: list[Leg], into: list[Leg], lens: Lens) -> Gap:
    paid_out, paid_in = total(out, lens), total(into, lens)
    if not out:
        return Gap(name, kind, paid_out, paid_in, 0, "")
    if paid_out.dollars is None:
        return Gap(name, kind, paid_out, paid_in, None, "?")
    balance = (paid_out.dollars or 0) - (paid_in.dollars or 0)
    outgoing = [mark(leg, lens) for leg in out]
    incoming = [mark(leg, lens) for leg in into]
    mixed_out = any(leg.medium == "mixed" and leg.dollars(lens) for leg in out)
    mixed_in = any(leg.medium == "mixed" and leg.dollars(lens) for leg in into)
    more = "?" in outgoing or "≥" in outgoing or "≤" in incoming or mixed_in
    less = "?" in incoming or "≥" in incoming or "≤" in outgoing or mixed_out
    about = "≈" in outgoing or "≈" in incoming
    gaps = balance > 0
    marked = _joined(more, less and gaps, about and gaps)
    return Gap(name, kind, paid_out, paid_in, max(0, balance), marked)


def _joined(more: bool, less: bool, about: bool) -> Mark:
    if more and less:
        return "?"
    if more:
        return "≥"
    if less:
        return "≤"
    return "≈" if about else ""
