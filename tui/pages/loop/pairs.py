"""Who pays whom: the legs of the network by payer and payee, and who stands in the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tui.context import Context
from tui.draw.matrix import Matrix, MatrixCell, MatrixNode
from tui.format import GlyphSet
from tui.network.leg import weakest, weighing_legs
from tui.network.loops import Loop
from tui.network.total import Total, total
from tui.pages.legs import Told, printed
from tui.pages.page import Shown

MOST_NODES = 25
Pair = tuple[str, str]


@dataclass(frozen=True)
class Pairs:
    """Legs that count by payer and payee, and those who stand in the matrix, most dollars first.

    `every` is how many pay or are paid in all.
    """

    legs: Mapping[Pair, tuple[Told, ...]]
    nodes: tuple[str, ...]
    every: int

    @classmethod
    def of(cls, legs: Iterable[Told], context: Context) -> Pairs:
        """The pairs among the legs of the pick."""
        between: dict[Pair, list[Told]] = {}
        for told in legs:
            leg = told.leg
            if told.gone or leg.payer == leg.payee:
                continue
            if context.entity is not None and context.entity not in (leg.payer, leg.payee):
                continue
            if context.deal in (None, leg.deal_id):
                between.setdefault((leg.payer, leg.payee), []).append(told)
        weight: dict[str, tuple[int, int]] = {}
        for pair, some in between.items():
            for name in pair:
                dollars, count = weight.get(name, (0, 0))
                own = total(weighing_legs(told.leg for told in some), context.lens).dollars or 0
                weight[name] = dollars + own, count + len(some)
        nodes = sorted(weight, key=lambda name: (-weight[name][0], -weight[name][1], name))
        every = {pair: tuple(some) for pair, some in between.items()}
        return cls(every, tuple(nodes[:MOST_NODES]), len(nodes))

    def along(self, pair: Pair | None) -> tuple[Told, ...]:
        """The legs of a pair, none where it has none."""
        return self.legs.get(pair, ()) if pair is not None else ()


def drawing(
    pairs: Pairs, at: Pair | None, loop: Loop | None, shown: Shown, glyphs: GlyphSet
) -> Matrix:
    """The matrix with the chosen loop lit."""
    seen = set(pairs.nodes)
    cells = tuple(
        _cell(pair, some, shown, glyphs)
        for pair, some in pairs.legs.items()
        if pair[0] in seen and pair[1] in seen
    )
    lit = frozenset((edge.payer, edge.payee) for edge in loop.edges) if loop else frozenset()
    nodes = tuple(_node(name, pairs, shown, glyphs) for name in pairs.nodes)
    return Matrix(nodes, cells, at, lit)


def _node(name: str, pairs: Pairs, shown: Shown, glyphs: GlyphSet) -> MatrixNode:
    pays = [told for (payer, _), some in pairs.legs.items() if payer == name for told in some]
    whole = _sum(pays, shown)
    # Who pays nothing that is in dollars by its kind has no sum at all.
    return MatrixNode(name, shown.name(name), printed(whole, glyphs) if whole.legs else glyphs.dash)


def _cell(pair: Pair, some: Sequence[Told], shown: Shown, glyphs: GlyphSet) -> MatrixCell:
    whole = _sum(some, shown)
    text = printed(whole, glyphs) if whole.legs else some[0].amount(glyphs)
    word = weakest(told.leg for told in some)
    fallen = word in ("paused", "withdrawn", "denied")
    status, standing = (None, word) if fallen else (word or None, "live")
    return MatrixCell(*pair, text, whole.dollars, status, standing)


def _sum(some: Sequence[Told], shown: Shown) -> Total:
    return total(weighing_legs(told.leg for told in some), shown.context.lens)
