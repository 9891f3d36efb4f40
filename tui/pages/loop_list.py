"""The list of loops with the chosen one's ring below it, and the numbers of the network."""

from __future__ import annotations

from collections.abc import Sequence

from tui.draw.spans import Line, title
from tui.format import GlyphSet
from tui.network.loops import Loop
from tui.pages.loop_choice import Choice
from tui.pages.loop_draw import loop_list, loop_ring, ring_rows
from tui.pages.loop_found import Found, Scene
from tui.pages.loop_matrix import glance
from tui.pages.network import LADDER_ROWS, ladder_lines, short_lines
from tui.pages.page import Surface
from tui.pages.rows import Rows

# From so many rows on the ring is large, and the whole ladder stands below it.
TALL = 30
SHORT_ROWS = 2
LIST_ROWS = 15
RING = 0
# Fewer rows than these are no use to the matrix.
LEAST_MATRIX = 8


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
    ring = ring_height(scene, tall=tall) + 1 if tall or part == RING else 0
    numbers = LADDER_ROWS if tall or part != RING else SHORT_ROWS
    note = tall and any(each.assembled for each in loops)
    # Title and head above the list, and a blank before each part below it.
    room = height - 2 - note - (ring + bool(ring)) - (numbers + 1)
    rows.fit(len(loops), max(1, min(len(loops), LIST_ROWS, room)))
    lines = [
        title("Loops", _count(scene, choice, loops, rows, glyphs), width, glyphs),
        *loop_list(loops, scene.found.legs, rows, scene.shown, surface),
    ]
    if note:
        lines.append([("   told of 2: put together from two articles, none tells it all", "muted")])
    if ring:
        rest = Surface(width, min(ring, height - len(lines) - 1), glyphs)
        lines += [[], *ring_lines(scene, rows, rest)]
    rest = Surface(width, height - len(lines) - 1, glyphs)
    lines += [[], *_number_lines(scene, rest, short=numbers == SHORT_ROWS)]
    rest = Surface(width, height - len(lines) - 1, glyphs)
    seen = rest.height >= LEAST_MATRIX and not scene.found.partial
    return [*lines, [], *glance(scene, rest)] if seen else lines


def _number_lines(scene: Scene, surface: Surface, *, short: bool) -> list[Line]:
    network, shown = scene.found.network, scene.shown
    if network is None:
        why = "stopped" if scene.found.stopped else "being worked out"
        return [[(f" the numbers of the network: {why}", "muted")]]
    if short:
        return short_lines(network, shown, surface.glyphs)
    return ladder_lines(network, shown, surface)


def ring_height(scene: Scene, *, tall: bool) -> int:
    """Rows that the chosen ring wants, its title left out."""
    return ring_rows(len(scene.loop.edges) if scene.loop is not None else 2, tall=tall)


def ring_lines(scene: Scene, rows: Rows, surface: Surface) -> list[Line]:
    """The chosen loop's ring under its title, in the rows of the surface."""
    loop, found = scene.loop, scene.found
    if loop is None:
        why = [(" no chain of legs closes on this date", "muted")]
        return [title("Loop", "none closed", surface.width, surface.glyphs), why]
    drawn = [
        [found.legs[leg.leg_id] for leg in (*edge.legs, *found.beside(edge))] for edge in loop.edges
    ]
    room = Surface(surface.width, surface.height - 1, surface.glyphs)
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
    return [head, [(" reading the legs", "muted")]]


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
