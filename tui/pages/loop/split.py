"""How much of each leg goes round, and how much of it one way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.context import Lens
from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, billions
from tui.network.leg import weighing_legs
from tui.network.total import total
from tui.pages.legs import Told, printed
from tui.pages.loop.found import Found
from tui.pages.loop.network import Network
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows


@dataclass(frozen=True)
class Part:
    """A leg in a lens: `goes_round` in whole dollars, None where it cannot be told.

    A leg on no loop goes one way with all it has.
    """

    told: Told
    on_loop: bool
    dollars: int | None
    goes_round: int | None


def parts(found: Found, network: Network, lens: Lens) -> list[Part]:
    """The legs that have dollars or lie on a loop; most dollars going round first, unknown last."""
    by_leg = network.circulations[lens].by_leg
    every = []
    for leg in weighing_legs(told.leg for told in found.legs.values()):
        on_loop = leg.leg_id in network.looping
        dollars = leg.dollars(lens)
        if on_loop or dollars is not None:
            goes_round = by_leg.get(leg.leg_id) if on_loop else 0
            every.append(Part(found.legs[leg.leg_id], on_loop, dollars, goes_round))
    return sorted(
        every,
        key=lambda part: (
            part.dollars is None,
            -(part.goes_round or 0),
            -(part.dollars or 0),
            part.told.leg.leg_id,
        ),
    )


def split_lines(
    every: Sequence[Part],
    network: Network,
    rows: Rows,
    shown: Shown,
    surface: Surface,
    *,
    active: bool,
) -> list[Line]:
    """The legs with both parts under a title that says what the division is."""
    glyphs, width, lens = surface.glyphs, surface.width, shown.context.lens
    c = network.circulations[lens]
    dot = glyphs.dot
    if c.not_computed:
        right = c.not_computed
    elif c.dollars is None:
        right = f"{c.loop_legs_quantified} of {c.loop_legs} legs on loops in dollars"
    else:
        whole = f"{billions(c.dollars, glyphs)} of {printed(c.flow, glyphs)}"
        right = f"{whole} {dot} one way to divide it, first by leg"
    columns = [
        Column("", 1),
        Column(f"leg, $B, {lens}", 20, grow=1),
        Column("amount", 8, "right"),
        Column("goes round", 10, "right"),
        Column("one way", 8, "right"),
    ]

    def cells(at: int) -> list[Cell]:
        part = every[at]
        leg = part.told.leg
        parties = f"{shown.name(leg.payer)} {glyphs.to} {shown.name(leg.payee)}"
        return [
            part.told.status(glyphs, word=False),
            [(parties, ""), (f" {part.told.what}", "muted")],
            printed(total([leg], lens), glyphs),
            _round(part, glyphs),
            _one_way(part, glyphs),
        ]

    head = title("Goes round", right, width, glyphs)
    room = surface.height - 1
    return [head, *list_part(columns, len(every), cells, rows, width, room, glyphs, active=active)]


def _round(part: Part, glyphs: GlyphSet) -> str:
    return billions(part.goes_round, glyphs) if part.on_loop else glyphs.dash


def _one_way(part: Part, glyphs: GlyphSet) -> str:
    if part.dollars is None or part.goes_round is None:
        return glyphs.unknown
    return billions(part.dollars - part.goes_round, glyphs)
