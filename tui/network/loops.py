"""Closed chains of legs: what a loop is, in which order loops are listed, and what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from tui.context import Lens
from tui.network.leg import FUNDING, Leg, firmness, weakest, weighing_legs
from tui.network.total import Total, total

Order = Literal["smallest", "weakest", "length", "amount", "newest"]


@dataclass(frozen=True)
class Edge:
    """All legs from one payer to one payee, in leg_id order, seen in one lens."""

    payer: str
    payee: str
    legs: tuple[Leg, ...]
    lens: Lens

    @cached_property
    def total(self) -> Total:
        """Dollars of the legs, n of m. A warrant is one of the m, and never of the n."""
        return _closing_total(self.legs, self.lens)

    @cached_property
    def dollars(self) -> int | None:
        """The dollars of `total`, which of ten thousand edges are wanted sooner than its mark."""
        legs = weighing_legs(self.legs)
        known = [value for leg in legs if (value := leg.dollars(self.lens)) is not None]
        return sum(known) if known else None

    @cached_property
    def sources(self) -> frozenset[str]:
        """The articles that tell one of the legs or more."""
        return frozenset().union(*(leg.sources for leg in self.legs))


@dataclass(frozen=True)
class Loop:
    """A closed chain: each edge pays the company that pays the next, the last pays the first."""

    edges: tuple[Edge, ...]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The companies in order, each once."""
        return tuple(edge.payer for edge in self.edges)

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        return tuple(leg for edge in self.edges for leg in edge.legs)

    @cached_property
    def total(self) -> Total:
        """Dollars of all its legs, n of m; not what circulates."""
        return _closing_total(self.legs, self.edges[0].lens)

    @cached_property
    def bottleneck(self) -> Edge | None:
        """The edge of fewest dollars, among those that have dollars; None if none has."""
        known = [edge for edge in self.edges if edge.dollars is not None]
        return min(known, key=lambda edge: edge.dollars or 0, default=None)

    @cached_property
    def open_edges(self) -> int:
        """How many edges have no dollars: with any, the smallest leg may be one of them."""
        return sum(edge.dollars is None for edge in self.edges)

    @cached_property
    def weakest(self) -> str:
        """The least firm status or standing among all its legs."""
        return weakest(self.legs)

    @cached_property
    def newest(self) -> date | None:
        """The newest known date among its legs."""
        return max((leg.newest for leg in self.legs if leg.newest), default=None)

    @cached_property
    def told_by(self) -> frozenset[str]:
        """The articles that tell the whole loop: a leg of every edge."""
        return frozenset.intersection(*(edge.sources for edge in self.edges))

    @property
    def assembled(self) -> bool:
        """Whether no single article tells it: it was put together from several."""
        return not self.told_by

    @cached_property
    def broken(self) -> bool:
        """Whether an edge has no leg that counts any more, so that it is closed no longer."""
        return not all(any(leg.counts for leg in edge.legs) for edge in self.edges)

    def from_funder(self) -> "Loop":
        """The same loop begun where money or shares are put in, not where something is bought."""
        begins = FUNDING | {"warrant"}
        for place, edge in enumerate(self.edges):
            if any(leg.kind in begins for leg in edge.legs):
                return Loop(self.edges[place:] + self.edges[:place])
        return self


def _closing_total(legs: tuple[Leg, ...], lens: Lens) -> Total:
    known = total(weighing_legs(legs), lens)
    return Total(known.dollars, known.quantified, len(legs), known.mark)


def ranked(loops: Iterable[Loop], order: Order) -> list[Loop]:
    """Sort loops, ties by length and then by the companies' ids.

    smallest: most dollars on the smallest edge first; a loop with an edge without dollars stands
    after those without one, a loop without any dollars last. weakest: firmest weakest leg first.
    length: shortest first. amount, newest: most dollars, newest date first, unknown last.
    """
    by_identity = sorted(loops, key=lambda loop: (len(loop.edges), loop.nodes))
    if order == "length":
        return by_identity
    if order == "weakest":
        return sorted(by_identity, key=lambda loop: -firmness(loop.weakest))
    if order == "newest":
        return sorted(by_identity, key=lambda loop: -(loop.newest or date.min).toordinal())
    if order == "amount":
        return sorted(by_identity, key=lambda loop: _descending(loop.total.dollars))
    return sorted(by_identity, key=_smallest)


def _smallest(loop: Loop) -> tuple[int, int, int]:
    known = [dollars for edge in loop.edges if (dollars := edge.dollars) is not None]
    unknown, least = _descending(min(known, default=None))
    return unknown, len(loop.edges) - len(known), least


def _descending(dollars: int | None) -> tuple[int, int]:
    return (1, 0) if dollars is None else (0, -dollars)


def through(loops: Iterable[Loop], entity_id: str) -> list[Loop]:
    """The loops that an entity is part of, in the order given."""
    return [loop for loop in loops if entity_id in loop.nodes]


def edges_of(legs: Sequence[Leg], lens: Lens) -> list[Edge]:
    """One edge for each payer and payee, ordered by both; parallel legs stand in one edge."""
    between: dict[tuple[str, str], list[Leg]] = {}
    for leg in legs:
        between.setdefault((leg.payer, leg.payee), []).append(leg)
    for parallel in between.values():
        parallel.sort(key=lambda leg: leg.leg_id)
    return [Edge(*pair, tuple(between[pair]), lens) for pair in sorted(between)]
