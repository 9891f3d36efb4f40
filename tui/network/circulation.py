"""The most money that can go round in a network, and one way to divide it over its legs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tui.context import Lens
from tui.network.flow import Flow
from tui.network.graph import Pair, pairs_on_loops
from tui.network.leg import Leg, loop_legs, weighing_legs
from tui.network.total import Total, total

MOST_EDGES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Circulation:
    """C of a network in one lens, in whole US dollars.

    `dollars` is None where C is unknown: no loop is closed in dollars and a leg without dollars
    lies on one, or `not_computed` says why. `flow` is the total over all weighing legs. A return
    leg is a purchase on some loop; `loop_legs` are all legs on some loop; of each so many
    are `quantified`. `by_leg` is what goes round on each leg that lies on a loop closed in
    dollars: of all ways to divide C the one that is first by leg_id, the most on the first leg,
    then the most on the second, and so on. The rest of a leg goes one way.
    """

    dollars: int | None
    flow: Total
    loop_legs: int
    loop_legs_quantified: int
    return_legs: int
    return_legs_quantified: int
    by_leg: Mapping[str, int] = field(default_factory=dict)
    not_computed: str = ""

    @property
    def index(self) -> float | None:
        """Kappa, from 0 to 1: C over the dollars of all legs; None where either is unknown."""
        if self.dollars is None or not self.flow.dollars:
            return None
        return self.dollars / self.flow.dollars


def circulation(
    legs: Iterable[Leg],
    lens: Lens,
    *,
    most_edges: int = MOST_EDGES,
    cancelled: Callable[[], bool] = lambda: False,
) -> Circulation:
    """Maximum circulation of the legs in a lens (arXiv:2506.12546).

    C = max sum of c over edges with 0 <= c <= dollars and as much paid as received by each
    company. Above `most_edges` edges that lie on a loop closed in dollars it is not computed.
    Raises flow.Cancelled once `cancelled` says so.
    """
    weighing = weighing_legs(legs)
    looping = _on_loops(loop_legs(weighing))
    returning = [leg for leg in looping if leg.kind == "purchase"]
    closing = _on_loops([leg for leg in looping if leg.dollars(lens)])
    unknown = any(leg.dollars(lens) is None for leg in looping)
    dollars: int | None = None if unknown else 0
    by_leg: Mapping[str, int] = {}
    not_computed = ""
    edges = len({(leg.payer, leg.payee) for leg in closing})
    if edges > most_edges:
        dollars = None
        not_computed = f"{edges:,} edges lie on some loop, computed up to {most_edges:,}"
    elif closing:
        by_leg = _divided(closing, lens, cancelled)
        dollars = sum(by_leg.values())
    return Circulation(
        dollars,
        total(weighing, lens),
        len(looping),
        total(looping, lens).quantified,
        len(returning),
        total(returning, lens).quantified,
        by_leg,
        not_computed,
    )


def _on_loops(legs: Sequence[Leg]) -> list[Leg]:
    pairs = pairs_on_loops((leg.payer, leg.payee) for leg in legs)
    return [leg for leg in legs if (leg.payer, leg.payee) in pairs]


def _divided(legs: Sequence[Leg], lens: Lens, cancelled: Callable[[], bool]) -> dict[str, int]:
    """What goes round on each leg. Every leg must have dollars and lie on a loop."""
    ordered = sorted(legs, key=lambda leg: leg.leg_id)
    dollars = {leg.leg_id: leg.dollars(lens) or 0 for leg in ordered}
    width: dict[Pair, int] = {}
    for leg in ordered:
        pair = (leg.payer, leg.payee)
        width[pair] = width.get(pair, 0) + dollars[leg.leg_id]
    number: dict[str, int] = {}
    for pair in width:
        for name in pair:
            number.setdefault(name, len(number))
    arcs = [(number[payer], number[payee], most) for (payer, payee), most in width.items()]
    flow = Flow(len(number), arcs, cancelled)
    flow.settle()
    # Only what may change without making the circulation smaller: complementary slackness.
    free = flow.tight(2 * len(arcs))
    arc_of = {pair: 2 * place for place, pair in enumerate(width)}
    by_leg = {}
    for leg in ordered:
        arc = arc_of[leg.payer, leg.payee]
        if flow.reduced(arc) == 0:
            _widen(flow, free, arc, dollars[leg.leg_id])
        by_leg[leg.leg_id] = min(dollars[leg.leg_id], flow.room[arc])
        flow.room[arc] -= by_leg[leg.leg_id]
    return by_leg


def _widen(flow: Flow, free: list[list[int]], arc: int, wanted: int) -> None:
    """Let up to `wanted` dollars of an edge go round, its one-way part taking other edges."""
    round_trip, one_way = flow.room[arc], flow.room[arc + 1]
    lack = min(wanted - round_trip, one_way)
    if lack <= 0:
        return
    flow.room[arc] = 0
    moved = flow.push(free, flow.head[arc + 1], flow.head[arc], lack)
    flow.room[arc] = round_trip + moved
    flow.room[arc + 1] = one_way - moved
