"""Which loops are listed, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from tui.context import Context
from tui.network.loops import Edge, Loop, Order, ranked, through
from tui.pages.loop_found import Found

ORDERS: Final[Mapping[Order, str]] = MappingProxyType(
    {
        "smallest": "by smallest leg",
        "weakest": "by weakest status",
        "length": "by length",
        "amount": "by amount",
        "newest": "newest first",
    }
)
MEDIA: Final = ("cash", "mixed", "in_kind", "shares")
CASH = "cash only"
NOT_IN_CASH = "with credits or shares"
LONG = 4


@dataclass(frozen=True)
class Choice:
    """Order, filter (one of `filters`, or none), and the entity that loops have to go through."""

    order: Order = "smallest"
    backwards: bool = False
    filter: str = ""
    through: str | None = None

    def reordered(self, action: str) -> Choice:
        """The next order, or the same one reversed."""
        if action == "order_back":
            return replace(self, backwards=not self.backwards)
        names = list(ORDERS)
        following = names[(names.index(self.order) + 1) % len(names)]
        return replace(self, order=following, backwards=False)

    def filtered(self, action: str, loops: Sequence[Loop]) -> Choice:
        """The next filter that these loops can be told apart by, or none."""
        names = ["", *filters(loops)]
        at = names.index(self.filter) + 1 if self.filter in names else 1
        return replace(self, filter=names[at % len(names)] if action == "filter" else "")

    def words(self, separator: str) -> str:
        """What a title says of it."""
        order = ORDERS[self.order] + " reversed" * self.backwards
        return separator.join([*([self.filter] if self.filter else []), order])


def filters(loops: Sequence[Loop]) -> list[str]:
    """The filters that can be chosen: the medium always, a length where loops are so long."""
    lengths = {len(loop.edges) for loop in loops}
    every = [CASH, NOT_IN_CASH, *(f"{n} companies" for n in range(2, LONG) if n in lengths)]
    return [*every, *([f"{LONG} and more companies"] if max(lengths, default=0) >= LONG else [])]


def listed(found: Found, choice: Choice, context: Context) -> list[Loop]:
    """The loops of the choice and the pick, in its order."""
    loops = _kept(found.loops, choice.filter)
    for entity in (choice.through, context.entity):
        loops = loops if entity is None else through(loops, entity)
    if context.deal is not None:
        deal = context.deal
        loops = [loop for loop in loops if any(leg.deal_id == deal for leg in loop.legs)]
    loops = ranked(loops, choice.order)
    return loops[::-1] if choice.backwards else loops


def _kept(loops: Sequence[Loop], name: str) -> list[Loop]:
    """The loops that a filter keeps."""
    if name == CASH:
        return [each for loop in loops if (each := in_cash(loop)) is not None]
    if name == NOT_IN_CASH:
        return [loop for loop in loops if in_cash(loop) is None]
    if not name:
        return list(loops)
    count = int(name.split(" ")[0])
    return [loop for loop in loops if min(len(loop.edges), LONG) == count]


def in_cash(loop: Loop) -> Loop | None:
    """The loop along its legs paid in cash alone; None if it does not close so.

    A leg paid partly in credits is none of them: how much of it is cash is not known.
    """
    edges = []
    for edge in loop.edges:
        cash = tuple(leg for leg in edge.legs if leg.medium == "cash")
        if not cash:
            return None
        edges.append(Edge(edge.payer, edge.payee, cash, edge.lens))
    return Loop(tuple(edges))


def identity(loop: Loop) -> tuple[str, ...]:
    """The companies of a loop, begun at the first by id: the same in every lens and order."""
    nodes = loop.nodes
    first = nodes.index(min(nodes))
    return nodes[first:] + nodes[:first]


def media(loop: Loop) -> str:
    """What a loop is paid in: 'cash', 'cash, shares'; mixed is cash and credits."""
    words = {leg.medium for leg in loop.legs}
    return ", ".join(word.replace("_", " ") for word in MEDIA if word in words)


def sources(loop: Loop) -> tuple[str, ...]:
    """The articles that tell the whole loop, else the fewest that tell every edge between them.

    Empty where some edge is told by none. Of several such sets it is the first by id.
    """
    if loop.told_by:
        return tuple(sorted(loop.told_by))
    tells: dict[int, str] = {}
    for source in sorted(frozenset().union(*(edge.sources for edge in loop.edges))):
        tells.setdefault(
            sum(1 << n for n, e in enumerate(loop.edges) if source in e.sources), source
        )
    # By the edges that are told so far: the fewest articles, one more in each round.
    every = (1 << len(loop.edges)) - 1
    fewest: dict[int, tuple[str, ...]] = {0: ()}
    while every not in fewest:
        further: dict[int, tuple[str, ...]] = {}
        for told, some in fewest.items():
            for more, source in tells.items():
                if told | more not in fewest:
                    known = further.get(told | more)
                    longer = tuple(sorted((*some, source)))
                    further[told | more] = longer if known is None else min(known, longer)
        if not further:
            return ()
        fewest |= further
    return fewest[every]
