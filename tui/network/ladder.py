"""The numbers of the whole network side by side, one rung for each lens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tui.context import LENSES, Lens
from tui.network.circulation import Circulation, circulation
from tui.network.flow import going_on
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
    legs: Iterable[Leg],
    *,
    cancelled: Callable[[], bool] = lambda: False,
    begun: Callable[[Lens], None] = lambda lens: None,
) -> tuple[Rung, ...]:
    """The rungs from headline to paid. Raises flow.Cancelled once `cancelled` says so.

    `begun` is told each lens before it is worked out.
    """
    every, rungs = list(legs), []
    for lens in LENSES:
        begun(lens)
        rungs.append(_rung(every, lens, cancelled))
    return tuple(rungs)


def _rung(legs: list[Leg], lens: Lens, cancelled: Callable[[], bool]) -> Rung:
    # Of a large network each of these takes a while, and may be the last that is wanted.
    round_trip = circulation(legs, lens, cancelled=cancelled)
    gaps = tuple(funding_gaps(going_on(legs, cancelled), lens))
    gap, gap_mark = sum_of_gaps(gaps)
    every = edges_of(loop_legs(going_on(legs, cancelled)), lens)
    edges = [edge for edge in going_on(every, cancelled) if edge.total.dollars is not None]
    search = find_loops(edges, cancelled=cancelled)
    return Rung(
        lens,
        round_trip,
        reciprocity(going_on(legs, cancelled), lens),
        gaps,
        gap,
        gap_mark,
        len(search.loops),
        search.complete,
    )
