"""The list of loops with the chosen one's ring below it, and the numbers of the network."""

from __future__ import annotations

from collections.abc import Sequence

from tui.draw.spans import Line, title
from tui.format import GlyphSet
from tui.network.loops import Loop
from tui.pages.loop_choice import Choice
from tui.pages.loop_draw import loop_list, loop_ring, ring_rows
from tui.pages.loop_found import Found, Scene
from tui.pages.network import LADDER_ROWS, ladder_lines, short_lines
from tui.pages.page import Surface
from tui.pages.rows import Rows

# From so many rows on the ring is large, and the whole ladder stands below it.
TALL = 30
LIST_ROWS = 15
RING = 0


def closed_lines(
    scene: Scene,
    choice: Choice,
    rows: Rows,
    loops: Sequence[Loop],
    part: int,
    surface: Surface,
) -> list[Line]:
    """The list, the ring and the lenses; where there is little room, one of the two (`part`)."""
    glyphs, width, height = surface.glyphs, surface.width, surface.height
    tall = height >= TALL
    ring = 1 + _ring_height(scene, surface)
    numbers = LADDER_ROWS if tall else 2
    # A blank stands before the ring and before the lenses.
    below = ring + 2 + numbers
    if not tall and part != RING:
        below = 1 + LADDER_ROWS - 2
    rows.fit(len(loops), max(1, min(len(loops), LIST_ROWS, height - 2 - below)))
    lines = [
        title("Loops", _count(scene, choice, loops, rows, glyphs), width, glyphs),
        *loop_list(loops, scene.found.legs, rows, scene.shown, surface),
    ]
    if tall and any(each.assembled for each in loops):
        note = "   told of 2: put together from two articles, none tells the whole loop"
        lines.append([(note, "muted")])
    if tall or part == RING:
        room = Surface(width, height - len(lines) - 1, glyphs)
        lines += [[], *ring_lines(scene, rows, loops, room)]
    rest = Surface(width, height - len(lines) - 1, glyphs)
    return [*lines, [], *_number_lines(scene, rest, short=not tall and part == RING)]


def _number_lines(scene: Scene, surface: Surface, *, short: bool) -> list[Line]:
    network, shown = scene.found.network, scene.shown
    if network is None:
        why = "stopped" if scene.found.stopped else "being worked out"
        return [[(f" the numbers of the network: {why}", "muted")]]
    if short:
        return short_lines(network, shown, surface.glyphs)
    return ladder_lines(network, shown, surface)


def _ring_height(scene: Scene, surface: Surface) -> int:
    edges = len(scene.loop.edges) if scene.loop is not None else 2
    return ring_rows(edges, tall=surface.height >= TALL)


def ring_lines(scene: Scene, rows: Rows, loops: Sequence[Loop], surface: Surface) -> list[Line]:
    """The chosen loop's ring under its title, in at most the rows of the surface."""
    loop, found = scene.loop, scene.found
    if loop is None:
        why = [(" no chain of legs closes on this date", "muted")]
        return [title("Loop", "none closed", surface.width, surface.glyphs), why]
    height = min(_ring_height(scene, surface), surface.height - 1)
    drawn = [
        [found.legs[leg.leg_id] for leg in (*edge.legs, *found.beside(edge))] for edge in loop.edges
    ]
    room = Surface(surface.width, height, surface.glyphs)
    return loop_ring(rows.cursor + 1, loop, drawn, scene.stop, scene.shown, room)


def _count(
    scene: Scene, choice: Choice, loops: Sequence[Loop], rows: Rows, glyphs: GlyphSet
) -> str:
    shown, search, dot = scene.shown, scene.found.search, f" {glyphs.dot} "
    entity = choice.through or shown.context.entity
    on = f" through {shown.name(entity)}" if entity else ""
    count = f"{len(loops):,} closed{on}"
    if not search.complete:
        count = f"{len(loops):,} listed{on}, not {search.left_out}"
    return dot.join([count, choice.words(dot), f"{rows.cursor + 1} of {len(loops):,}"])


def waiting_lines(surface: Surface) -> list[Line]:
    """Nothing is there yet."""
    head = title("Loops", "", surface.width, surface.glyphs)
    return [head, [(" reading the corpus", "muted")]]


def empty_lines(scene: Scene, choice: Choice, surface: Surface) -> list[Line]:
    """No loop: why, and the key that helps."""
    why, key, then = _why(scene.found, choice, scene)
    dot = surface.glyphs.dot
    line: Line = [
        (f" {why}", "muted"),
        (f" {dot} ", "muted"),
        (key, "accent"),
        (f" {then}", "muted"),
    ]
    return [title("Loops", "0 closed", surface.width, surface.glyphs), line]


def _why(found: Found, choice: Choice, scene: Scene) -> tuple[str, str, str]:
    context = scene.shown.context
    if not found.legs:
        return "no leg is known yet on this date", "]", "a later date"
    if choice.filter and found.loops:
        return f"no loop is {choice.filter}", "F", "no filter"
    if context.entity or context.deal:
        return "no loop runs through the pick", "0", "the whole network"
    return "no chain of legs closes on this date", "]", "a later date"
