"""The list of loops with the chosen one's ring below it, and the numbers of the network."""

from __future__ import annotations

from collections.abc import Sequence

from tui.draw.spans import Line, cell_width, title
from tui.network.loops import Loop
from tui.pages.loop.choice import Choice
from tui.pages.loop.draw import loop_list, loop_ring, ring_rows
from tui.pages.loop.found import Found, Scene
from tui.pages.loop.network import LADDER_ROWS, ladder_lines, short_lines
from tui.pages.loop.parent import through_words
from tui.pages.page import Surface
from tui.pages.rows import Rows
from tui.pages.since import new_words
from tui.pages.wrap import wrapped

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
    cursor: int | None,
    above: Sequence[Line],
    surface: Surface,
) -> list[Line]:
    """The list under its filters; ring and lenses, where there is little room one of the two.

    `cursor` is the row of the lenses that has the keys, None while the list has them.
    """
    glyphs, width, height = surface.glyphs, surface.width, surface.height
    tall = height >= TALL
    ring = ring_height(scene, tall=tall) + 1 if tall or cursor is None else 0
    numbers = LADDER_ROWS if tall or cursor is not None else SHORT_ROWS
    note = tall and any(each.assembled for each in loops)
    count, left_out = _count(scene, choice, loops, rows, surface)
    above = [*left_out, *above]
    # Title and head above the list, and a blank before each part below it.
    room = height - 2 - len(above) - note - (ring + bool(ring)) - (numbers + 1)
    rows.fit(len(loops), max(1, min(len(loops), LIST_ROWS, room)))
    lines = [
        title("Loops", count, width, glyphs),
        *above,
        *loop_list(loops, scene.found.legs, rows, scene.shown, surface, active=cursor is None),
    ]
    if note:
        lines.append([("   told of 2: put together from two articles, none tells it all", "muted")])
    if ring:
        rest = Surface(width, min(ring, height - len(lines) - 1), glyphs)
        lines += [[], *ring_lines(scene, rows, rest)]
    rest = Surface(width, height - len(lines) - 1, glyphs)
    lines += [[], *_number_lines(scene, rest, cursor, short=numbers == SHORT_ROWS)]
    rest = Surface(width, height - len(lines) - 1, glyphs)
    seen = rest.height >= LEAST_MATRIX and not scene.found.partial
    if not seen:
        return lines
    from tui.pages.loop.matrix import glance  # of a small screen it is no part, nor of its start

    return [*lines, [], *glance(scene, rest)]


def _number_lines(scene: Scene, surface: Surface, cursor: int | None, *, short: bool) -> list[Line]:
    network, shown = scene.found.network, scene.shown
    if network is None:
        return [[(f" the numbers of the network: {waiting(scene.found)}", "muted")]]
    if short:
        return short_lines(network, scene.found.lost, shown, surface.glyphs)
    return ladder_lines(network, scene.found.lost, shown, surface, cursor)


def waiting(found: Found) -> str:
    """Why the numbers of the network are not there, and how far they are."""
    if found.stopped:
        return "stopped"
    far = found.progress[-1:]
    return ": ".join(["being worked out", *far])


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
    scene: Scene, choice: Choice, loops: Sequence[Loop], rows: Rows, surface: Surface
) -> tuple[str, list[Line]]:
    """What the title says of the list, and what is left out of it where the title has no room."""
    shown, dot = scene.shown, f" {surface.glyphs.dot} "
    search = scene.found.search_of(choice.entity(shown.context))
    on = through_words(shown)
    broken = sum(loop.broken for loop in loops)
    new = new_words((loop.newest for loop in loops), shown.context)
    place = f"{rows.cursor + 1} of {len(loops):,}" if loops else ""

    def said(closed: str) -> str:
        count = f"{len(loops) - broken:,} {closed}"
        if broken:
            count = f"{count}, {broken:,} broken"
        return dot.join(word for word in (count, new, choice.words(shown, dot), place) if word)

    if search.complete:
        return said(f"closed{on}"), []
    whole = said(f"listed{on}, not {search.left_out}")
    if cell_width(f"Loops {whole}") < surface.width:
        return whole, []
    rest = wrapped(f"not listed: {search.left_out}", surface.width - 2)
    return said(f"listed{on}, not all"), [[(f" {line}", "muted")] for line in rest]


def waiting_lines(surface: Surface) -> list[Line]:
    """Nothing is there yet."""
    head = title("Loops", "", surface.width, surface.glyphs)
    return [head, [(" reading the legs", "muted")]]


def empty_lines(
    scene: Scene, choice: Choice, above: Sequence[Line], surface: Surface
) -> list[Line]:
    """No loop: why, and the keys that help."""
    why, key, then = _why(scene.found, choice, scene)
    dot = surface.glyphs.dot
    count, left_out = "0 closed", list[Line]()
    if not scene.found.search_of(choice.entity(scene.shown.context)).complete:
        count, left_out = _count(scene, choice, (), Rows(), surface)
    line: Line = [
        (f" {why}", "muted"),
        (f" {dot} ", "muted"),
        (key, "accent"),
        (f" {then}", "muted"),
    ]
    lines = [title("Loops", count, surface.width, surface.glyphs), *left_out, *above, line]
    if scene.found.legs:
        lines.append([(" V", "accent"), (" what is paid one way only, and why", "muted")])
    return lines


def _why(found: Found, choice: Choice, scene: Scene) -> tuple[str, str, str]:
    context = scene.shown.context
    if not found.legs:
        return "no leg is known yet on this date", "]", "a later date"
    asked = choice.filters(scene.shown)
    if asked and found.every():
        return f"no loop is {', '.join(asked)}", "F", "no filter"
    if context.entity or context.deal:
        return "no loop runs through the pick", "0", "the whole network"
    if not found.search.complete:
        return "no loop was found before the search ended", "[", "an earlier date"
    return "no chain of legs closes on this date", "]", "a later date"
