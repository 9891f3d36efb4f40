"""Which loops are listed, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from tui.context import Context
from tui.network.loops import Edge, Loop, Order, ranked, through
from tui.pages.finding import matches
from tui.pages.loop.found import Found
from tui.pages.page import Ask, Shown

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
EVERYWHERE, SOMEWHERE, NOWHERE = "$ on every arrow", "$ on some arrows", "no $"
LONG = 4
# What loops.sql calls them.
_IN_SQL: Final = {
    CASH: "cash",
    NOT_IN_CASH: "not_cash",
    EVERYWHERE: "every",
    SOMEWHERE: "some",
    NOWHERE: "no",
}


@dataclass(frozen=True)
class Choice:
    """Order, and what loops have to be: '' or None asks for nothing, the rest holds together.

    `through` is an entity that they run through, `text` has words of which each stands in a name.
    """

    order: Order = "smallest"
    backwards: bool = False
    medium: str = ""
    length: str = ""
    dollars: str = ""
    through: str | None = None
    text: str = ""

    def reordered(self, action: str) -> Choice:
        """The next order, or the same one reversed."""
        if action == "order_back":
            return replace(self, backwards=not self.backwards)
        names = list(ORDERS)
        following = names[(names.index(self.order) + 1) % len(names)]
        return replace(self, order=following, backwards=False)

    def entity(self, context: Context) -> str | None:
        """Through whom alone loops are listed, by pick or filter; None: through anybody."""
        return context.entity or self.through

    def ask(self, context: Context) -> Ask:
        """The query of the loops that are listed, but for those that are closed no longer."""
        count = int(self.length.split()[0]) if self.length else None
        return Ask.of(
            "loops",
            entity=context.entity,
            through=self.through,
            deal=context.deal,
            medium=_IN_SQL.get(self.medium),
            dollars=_IN_SQL.get(self.dollars),
            least=count,
            most=None if count == LONG else count,
            text=" ".join(self.text.split()) or None,
        )

    def plain(self) -> Choice:
        """The same order without any filter."""
        return Choice(self.order, self.backwards)

    def filters(self, shown: Shown) -> list[str]:
        """What is asked of loops, in words."""
        through = f"through {shown.name(self.through)}" if self.through else ""
        dollars = f"{self.dollars}, {shown.context.lens}" if self.dollars else ""
        text = f"{self.text!r}" if self.text else ""
        return [word for word in (self.medium, self.length, dollars, through, text) if word]

    def words(self, shown: Shown, separator: str) -> str:
        """What a title says of it."""
        order = ORDERS[self.order] + " reversed" * self.backwards
        return separator.join([*self.filters(shown), order])


def listed(found: Found, choice: Choice, shown: Shown) -> list[Loop]:
    """The loops of the choice and the pick, in its order; those that broke come last."""
    context = shown.context
    loops = _kept(found.every(choice.entity(context)), choice)
    for entity in (choice.through, context.entity):
        loops = loops if entity is None else through(loops, entity)
    if context.deal is not None:
        deal = context.deal
        loops = [loop for loop in loops if any(leg.deal_id == deal for leg in loop.legs)]
    if choice.text:
        loops = [
            loop
            for loop in loops
            if matches(choice.text, *(shown.name(node) for node in loop.nodes))
        ]
    loops = ranked(loops, choice.order)
    return sorted(loops[::-1] if choice.backwards else loops, key=lambda loop: loop.broken)


def _kept(loops: Sequence[Loop], choice: Choice) -> list[Loop]:
    """The loops of a medium, of a length, with dollars where they are asked for.

    In cash a loop has only its cash legs, and closes with them alone.
    """
    kept = list(loops)
    if choice.medium == CASH:
        kept = [cash for loop in kept if (cash := in_cash(loop)) is not None]
    elif choice.medium == NOT_IN_CASH:
        kept = [loop for loop in kept if in_cash(loop) is None]
    if choice.length:
        kept = [loop for loop in kept if length_of(loop) == choice.length]
    if choice.dollars == EVERYWHERE:
        kept = [loop for loop in kept if not loop.open_edges]
    elif choice.dollars == SOMEWHERE:
        kept = [loop for loop in kept if loop.open_edges and loop.bottleneck is not None]
    elif choice.dollars == NOWHERE:
        kept = [loop for loop in kept if loop.bottleneck is None]
    return kept


def length_of(loop: Loop) -> str:
    """`2 companies`, `3 companies`, `4 and more companies`."""
    count = len(loop.edges)
    return f"{count} companies" if count < LONG else f"{LONG} and more companies"


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
