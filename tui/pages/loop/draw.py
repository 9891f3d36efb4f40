"""The list of loops and the ring of one of them, from loops and their legs to lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.draw.chain import ChainLeg, Hop, chain
from tui.draw.ring import Ring, RingEdge, RingLeg, RingNode, ring
from tui.draw.spans import Line, cell_width, title
from tui.draw.spell import spell
from tui.draw.table import Cell, Column, column_widths, table
from tui.format import GlyphSet, role_of, status_glyph, status_word
from tui.network.leg import Leg, firmness
from tui.network.loops import Edge, Loop
from tui.network.total import total
from tui.pages.exposure.dyad import dyad_line
from tui.pages.legs import KIND_WORDS, Told, printed
from tui.pages.loop.choice import media, sources
from tui.pages.page import Shown, Surface
from tui.pages.parts import resting
from tui.pages.rows import Rows
from tui.pages.since import marked_new

Legs = Mapping[str, Told]
# From so many columns on a row has room for what a loop is paid in, and its newest date.
MANY_COLUMNS = 96
# More parallel legs than these are summed by kind and status, with their count.
LEGS_APART = 3


def ring_rows(edges: int, *, tall: bool) -> int:
    """Rows that a ring needs to be read: a pair is flat, from three on it is a rectangle."""
    if edges == 2:
        return 7 if tall else 5
    return 14 if tall else 9


def loop_list(
    loops: Sequence[Loop],
    legs: Legs,
    rows: Rows,
    shown: Shown,
    surface: Surface,
    *,
    active: bool = True,
) -> list[Line]:
    """The visible loops as one-line chains with smallest leg, weakest status and coverage."""
    glyphs = surface.glyphs
    seen = loops[rows.first : rows.first + rows.height]
    # A bound or a digit cut off would be another number.
    widest = max((cell_width(spell(least(loop, glyphs), glyphs)) for loop in seen), default=0)
    columns = [
        Column("", len(str(len(loops))), "right"),
        Column("chain, $B", 10, grow=1),
        Column("min", max(widest, 4), "right"),
        Column("weakest", 13, gap=2),
        Column("in $", 4, gap=0),
        Column("told", 4),
    ]
    if surface.width >= MANY_COLUMNS:
        columns += [Column("medium", 12), Column("newest", 10)]
    room = column_widths(columns, surface.width)[1]
    drawn = [
        _row(number, loop, legs, shown, room, glyphs)[: len(columns)]
        for number, loop in enumerate(seen, rows.first + 1)
    ]
    cursor = rows.cursor if active else None
    head, *lines = table(columns, drawn, surface.width, cursor, rows.first, rows.height + 1, glyphs)
    at = rows.cursor - rows.first
    if not active and 0 <= at < len(lines):
        lines[at] = resting(lines[at], glyphs)
    return [head, *marked_new(lines, [loop.newest for loop in seen][: len(lines)], shown.context)]


def _row(
    number: int, loop: Loop, legs: Legs, shown: Shown, room: int, glyphs: GlyphSet
) -> list[Cell]:
    told = sources(loop)
    newest = loop.newest
    return [
        str(number),
        chain([_hop(edge, legs, shown, glyphs) for edge in loop.edges], room, glyphs),
        least(loop, glyphs),
        [_word(loop.weakest, glyphs)],
        f"{loop.total.quantified}/{loop.total.legs}",
        f"of {len(told)}" if loop.assembled else str(len(told)),
        media(loop),
        newest.isoformat() if newest is not None else glyphs.unknown,
    ]


def least(loop: Loop, glyphs: GlyphSet) -> str:
    """The smallest leg with its bound; `?` where no leg has dollars in this lens."""
    return printed(loop.bottleneck.total, glyphs) if loop.bottleneck else glyphs.unknown


def _hop(edge: Edge, legs: Legs, shown: Shown, glyphs: GlyphSet) -> Hop:
    along = [legs[leg.leg_id] for leg in edge.legs]
    if len(along) > LEGS_APART:
        known = edge.total.dollars is not None
        summed = ChainLeg(printed(edge.total, glyphs), f"{len(along)} legs", known)
        return Hop(shown.name(edge.payer), (summed,))
    alone = len(along) == 1
    every = tuple(
        ChainLeg(told.amount(glyphs), told.short if alone else "", told.usd is not None)
        for told in along
    )
    return Hop(shown.name(edge.payer), every)


def _word(weakest: str, glyphs: GlyphSet) -> tuple[str, str]:
    """The network's one word for status or standing as a span with its glyph."""
    fallen = weakest in ("paused", "withdrawn", "denied")
    status, standing = (None, weakest) if fallen else (weakest or None, "live")
    text = f"{status_glyph(status, standing, glyphs)} {status_word(status, standing)}"
    return text, role_of(status, standing)


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
    glyphs, dot = surface.glyphs, surface.glyphs.dot
    articles = ", ".join(sources(loop)) or glyphs.unknown
    told = f"put together from {articles}" if loop.assembled else f"told by {articles}"
    broken = f"broken {dot} " if loop.broken else ""
    right = f"{broken}{loop.total.legs} legs, {loop.total.quantified} in dollars {dot} {told}"
    key = chosen.leg_id if isinstance(chosen, Leg) else chosen
    data = Ring(
        tuple(RingNode(node, shown.name(node)) for node in loop.nodes),
        tuple(RingEdge(_ring_legs(edge, key, glyphs)) for edge in drawn),
        _centre(loop, shown, glyphs),
    )
    drawing = ring(data, surface.width, surface.height, glyphs, key)
    return [title(f"Loop {number}", right, surface.width, glyphs), *drawing.lines()]


def _ring_legs(edge: Sequence[Told], chosen: str | None, glyphs: GlyphSet) -> tuple[RingLeg, ...]:
    if len(edge) <= LEGS_APART:
        return tuple(_ring_leg(told, glyphs) for told in edge)
    alike: dict[tuple[str, str, str], list[Told]] = {}
    for told in edge:
        leg = told.leg
        alike.setdefault((leg.kind, leg.status, leg.standing), []).append(told)
    return tuple(_summed(some, chosen, glyphs) for some in alike.values())


def _summed(alike: Sequence[Told], chosen: str | None, glyphs: GlyphSet) -> RingLeg:
    """Legs of one kind and status as one, under the key of the chosen one."""
    if len(alike) == 1:
        return _ring_leg(alike[0], glyphs)
    first = next((told for told in alike if told.leg.leg_id == chosen), alike[0]).leg
    whole = total((told.leg for told in alike), "headline")
    kind = f"{KIND_WORDS[first.kind]}, {len(alike)} legs"
    status = first.status or None
    return RingLeg(
        first.leg_id, printed(whole, glyphs), kind, status, first.standing, whole.dollars
    )


def _ring_leg(told: Told, glyphs: GlyphSet) -> RingLeg:
    leg = told.leg
    note = "derived" if told.derived else ""
    # What has vanished is named, but the arrow is as thick as what is left.
    usd = None if told.gone else told.usd
    status = leg.status or None
    return RingLeg(
        leg.leg_id, told.amount(glyphs), told.thing(glyphs), status, leg.standing, usd, note
    )


def _centre(loop: Loop, shown: Shown, glyphs: GlyphSet) -> tuple[Line, ...]:
    """Of a pair how much of its own sale the vendor funded, of more companies the weak points."""
    if len(loop.edges) == 2:
        return dyad_line(loop.from_funder(), glyphs)
    smallest, weak = loop.bottleneck, min(loop.legs, key=lambda leg: firmness(leg.shown))
    both: Line = [
        (f"smallest leg {least(loop, glyphs)} {glyphs.dot} weakest ", ""),
        _word(loop.weakest, glyphs),
    ]
    named: list[tuple[str, Edge | Leg]] = [("weakest", weak)]
    if smallest is not None:
        named.insert(0, ("smallest", smallest))
    lines = [
        f"{word}: {shown.name(each.payer)} {glyphs.to} {shown.name(each.payee)}"
        for word, each in named
    ]
    return (both, *([(line, "muted")] for line in lines))
