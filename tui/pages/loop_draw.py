"""The list of loops and the ring of one of them, from loops and their legs to lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.draw.chain import ChainLeg, Hop, chain
from tui.draw.ring import Ring, RingEdge, RingLeg, RingNode, ring
from tui.draw.spans import Line, title
from tui.draw.table import Column, column_widths, table
from tui.format import GlyphSet, role_of, status_glyph
from tui.network.leg import Leg
from tui.network.loops import Loop
from tui.pages.dyad import dyad_line
from tui.pages.legs import Told, printed
from tui.pages.page import Shown, Surface
from tui.pages.rows import Rows

Legs = Mapping[str, Told]


def ring_rows(edges: int, *, tall: bool) -> int:
    """Rows that a ring needs to be read: a pair is flat, from three on it is a rectangle."""
    if edges == 2:
        return 7 if tall else 5
    return 14 if tall else 9


def loop_list(
    loops: Sequence[Loop], legs: Legs, rows: Rows, shown: Shown, surface: Surface
) -> list[Line]:
    """The visible loops as one-line chains with smallest leg, weakest status and coverage."""
    glyphs = surface.glyphs
    columns = [
        Column("", len(str(len(loops))), "right"),
        Column("chain, $B", 10, grow=1),
        Column("min", 4, "right"),
        Column("weakest", 13, gap=2),
        Column("in $", 4, gap=0),
        Column("told", 4),
    ]
    room = column_widths(columns, surface.width)[1]
    drawn = [
        (
            str(number),
            chain(_hops(loop, legs, shown, glyphs), room, glyphs),
            least(loop, glyphs),
            _weakest(loop, glyphs),
            f"{loop.total.quantified}/{loop.total.legs}",
            str(len(loop.told_by)) if loop.told_by else "none",
        )
        for number, loop in enumerate(loops[rows.first : rows.first + rows.height], rows.first + 1)
    ]
    return table(columns, drawn, surface.width, rows.cursor, rows.first, rows.height + 1, glyphs)


def least(loop: Loop, glyphs: GlyphSet) -> str:
    """The smallest leg with its bound; `?` where no leg has dollars in this lens."""
    return printed(loop.bottleneck.total, glyphs) if loop.bottleneck else glyphs.unknown


def _hops(loop: Loop, legs: Legs, shown: Shown, glyphs: GlyphSet) -> list[Hop]:
    return [
        Hop(
            shown.name(edge.payer),
            tuple(
                _chain_leg(legs[leg.leg_id], glyphs, alone=len(edge.legs) == 1) for leg in edge.legs
            ),
        )
        for edge in loop.edges
    ]


def _chain_leg(told: Told, glyphs: GlyphSet, *, alone: bool) -> ChainLeg:
    return ChainLeg(told.amount(glyphs), told.short if alone else "", told.usd is not None)


def _weakest(loop: Loop, glyphs: GlyphSet) -> Line:
    status, standing = _apart(loop.weakest)
    text = f"{status_glyph(status, standing, glyphs)} {loop.weakest.replace('_', ' ')}"
    return [(text, role_of(status, standing))]


def _apart(word: str) -> tuple[str | None, str]:
    """The network's one word for status and standing as two again."""
    return (None, word) if word in ("paused", "withdrawn", "denied") else (word or None, "live")


def loop_ring(
    number: int,
    loop: Loop,
    drawn: Sequence[Sequence[Told]],
    chosen: str | Leg | None,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """The ring under its title; `drawn` are the legs of each edge, those that vanished too.

    `chosen` is a company or a leg of it.
    """
    glyphs = surface.glyphs
    total, dot = loop.total, glyphs.dot
    told = ", ".join(sorted(loop.told_by)) or "nobody: put together"
    right = f"{total.legs} legs, {total.quantified} in dollars {dot} told by {told}"
    data = Ring(
        tuple(RingNode(node, shown.name(node)) for node in loop.nodes),
        tuple(RingEdge(tuple(_ring_leg(told, glyphs) for told in edge)) for edge in drawn),
        _centre(loop, glyphs),
    )
    key = chosen.leg_id if isinstance(chosen, Leg) else chosen
    drawing = ring(data, surface.width, surface.height, glyphs, key)
    return [title(f"Loop {number}", right, surface.width, glyphs), *drawing.lines()]


def _ring_leg(told: Told, glyphs: GlyphSet) -> RingLeg:
    leg = told.leg
    note = "derived" if told.derived else ""
    status = leg.status or None
    # What has vanished is named, but the arrow is as thick as what is left.
    usd = None if told.gone else told.usd
    return RingLeg(leg.leg_id, told.amount(glyphs), told.what, status, leg.standing, usd, note)


def _centre(loop: Loop, glyphs: GlyphSet) -> tuple[Line, ...]:
    if len(loop.edges) == 2:
        return dyad_line(loop.from_funder(), glyphs)
    return (
        [(f"smallest leg {least(loop, glyphs)} $B", "")],
        [(f"weakest {loop.weakest.replace('_', ' ')}", "muted")],
    )
