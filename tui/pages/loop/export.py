"""The network, or one loop of it, as a graph for other programs."""

from __future__ import annotations

from collections.abc import Sequence

from tui.draw.canvas import Weight
from tui.draw.export import Arrow, Graph
from tui.draw.ring import weight_of
from tui.format import GlyphSet, status_word
from tui.network.loops import Loop
from tui.pages.legs import Told
from tui.pages.loop.found import Found
from tui.pages.page import Shown


def graph(
    found: Found | None, loops: Sequence[Loop] | None, shown: Shown, glyphs: GlyphSet
) -> Graph:
    """The legs of these loops, those that vanished with the newest news too; None: all that count.

    Each is an arrow of its own, with its amount, what it is for, and how firm it is.
    """
    if found is None:
        return Graph("nothing is known yet", {}, ())
    if loops is None:
        ids = [told.leg.leg_id for told in found.legs.values() if not told.gone]
    else:
        edges = [edge for loop in loops for edge in loop.edges]
        legs = [leg for edge in edges for leg in (*edge.legs, *found.beside(edge))]
        ids = list(dict.fromkeys(leg.leg_id for leg in legs))
    every = [found.legs[leg_id] for leg_id in sorted(ids)]
    keys = dict.fromkeys(key for told in every for key in (told.leg.payer, told.leg.payee))
    in_dollars = sum(told.usd is not None for told in every)
    context = shown.context
    about = (
        f"caploop: as of {context.as_of}, {context.lens} lens, {len(every)} legs, "
        f"{in_dollars} in dollars ($B)"
    )
    names = {key: shown.name(key) for key in keys}
    return Graph(about, names, tuple(_arrow(told, glyphs) for told in every))


def _arrow(told: Told, glyphs: GlyphSet) -> Arrow:
    leg = told.leg
    unit = " $B" if told.usd is not None else ""
    word = status_word(leg.status or None, leg.standing)
    derived = ", derived" if told.derived else ""
    label = f"{told.amount(glyphs)}{unit} {told.thing(glyphs)} ({word or 'no status'}{derived})"
    weight: Weight = weight_of([None if told.gone else told.usd])
    return Arrow(leg.payer, leg.payee, label, weight)
