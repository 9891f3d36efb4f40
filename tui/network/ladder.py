"""The numbers of the whole network side by side, one rung for each lens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tui.context import LENSES, Lens
from tui.network.circulation import Circulation, circulation
from tui.network.gaps import Gap, funding_gaps, sum_of_gaps
from tui.network.leg import Leg, loop_legs
from tui.network.loops import edges_of
from tui.network.ratios import reciprocity
from tui.network.search import find_loops
from tui.network.total import Mark


@dataclass(frozen=True, slots=True)
class Rung:
    """One lens. Its total flow and coverage are `circulation.flow`.

    `gaps` are those of each entity, widest first, `gap` their sum in whole US dollars, with its
    mark. `loops` counts the loops of which every edge has dollars in this lens, `loops_complete`
    says whether that is all.
    """

    lens: Lens
    circulation: Circulation
    reciprocity: float | None
    gaps: tuple[Gap, ...]
    gap: int | None
    gap_mark: Mark
    loops: int
    loops_complete: bool


def ladder(
    legs: Iterable[Leg], *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Rung, ...]:
    """The rungs from headline to paid. Raises flow.Cancelled once `cancelled` says so."""
    every = list(legs)
    return tuple(_rung(every, lens, cancelled) for lens in LENSES)


def _rung(legs: list[Leg], lens: Lens, cancelled: Callable[[], bool]) -> Rung:
    round_trip = circulation(legs, lens, cancelled=cancelled)
    gaps = tuple(funding_gaps(legs, lens))
    gap, gap_mark = sum_of_gaps(gaps)
    edges = [edge for edge in edges_of(loop_legs(legs), lens) if edge.total.dollars is not None]
    search = find_loops(edges, cancelled=cancelled)
    return Rung(
        lens,
        round_trip,
        reciprocity(legs, lens),
        gaps,
        gap,
        gap_mark,
        len(search.loops),
        search.complete,
    )
