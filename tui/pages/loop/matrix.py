"""The network as payers by payees, the legs of the pair under the cursor, and what goes round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.draw.matrix import matrix
from tui.draw.spans import Line, title
from tui.draw.table import Column
from tui.format import GlyphSet
from tui.network.leg import Leg
from tui.pages.legs import Told
from tui.pages.loop.found import Scene
from tui.pages.loop.pairs import Pair, Pairs, drawing
from tui.pages.loop.parent import on_words
from tui.pages.loop.split import Part, parts, split_lines
from tui.pages.page import Open, Subject, Surface
from tui.pages.parts import list_part, step_part
from tui.pages.rows import Rows

MATRIX, LEGS, SPLIT = range(3)
# From so many rows on the matrix and what goes round stand below each other.
TALL = 28
LEGS_SEEN = 3
SPLIT_ROWS = 8
LEG_COLUMNS = (
    Column("", 22),
    Column("", 8, "right"),
    Column("", 10, grow=1),
    Column("", 8),
)


@dataclass
class MatrixView:
    """The cursor stands on a pair; `part` has the keys."""

    at: Pair | None = None
    part: int = MATRIX
    legs: Rows = field(default_factory=Rows)
    split: Rows = field(default_factory=Rows)

    def pair(self, scene: Scene) -> Pair | None:
        """The pair under the cursor: at first the first edge of the chosen loop."""
        nodes = _pairs(scene).nodes
        if self.at is not None and set(self.at) <= set(nodes):
            return self.at
        edges = [(edge.payer, edge.payee) for edge in scene.loop.edges] if scene.loop else []
        there = [pair for pair in edges if set(pair) <= set(nodes)]
        return there[0] if there else (nodes[0], nodes[0]) if nodes else None

    def told(self, scene: Scene) -> Told | None:
        """The leg that the last line and the side part speak of."""
        every = _parts(scene)
        if self.part == SPLIT and every:
            return every[max(0, min(self.split.cursor, len(every) - 1))].told
        along = _pairs(scene).along(self.pair(scene))
        if not along:
            return None
        return along[max(0, min(self.legs.cursor, len(along) - 1)) if self.part == LEGS else 0]

    def subject(self, scene: Scene) -> Subject:
        along = _pairs(scene).along(self.pair(scene))
        if self.part == MATRIX and len(along) > 1:
            claims = tuple(claim for told in along for claim in told.claims)
            deals = {told.leg.deal_id for told in along}
            deal = along[0].leg.deal_id if len(deals) == 1 else None
            return Subject(claims, deal=deal, legs=tuple(told.leg.leg_id for told in along))
        told = self.told(scene)
        if told is None:
            return Subject()
        return Subject(told.claims, leg=told.leg.leg_id, deal=told.leg.deal_id)

    def act(self, action: str, scene: Scene) -> Open | bool:
        pair = self.pair(scene)
        part = step_part(self.part, action, 3)
        if part is not None or (action == "escape" and self.part != MATRIX):
            self.part = part or MATRIX
            return True
        along = _pairs(scene).along(pair)
        if action == "enter" and self.part == MATRIX and len(along) > 1:
            self.part, self.legs = LEGS, Rows()
            return True
        if action == "enter" and self.told(scene) is not None:
            return Open("deal", self.subject(scene))
        if self.part == LEGS:
            return self.legs.act(action, len(along))
        if self.part == SPLIT:
            return self.split.act(action, len(_parts(scene)))
        return pair is not None and self._move(action, pair, _pairs(scene).nodes)

    def _move(self, action: str, pair: Pair, nodes: Sequence[str]) -> bool:
        payer, payee = nodes.index(pair[0]), nodes.index(pair[1])
        last = len(nodes) - 1
        steps = {"down": 1, "up": -1, "page_down": 10, "page_up": -10, "first": -last, "last": last}
        if action in steps:
            payer += steps[action]
        elif action in ("left", "right"):
            payee += 1 if action == "right" else -1
        moved = nodes[max(0, min(payer, last))], nodes[max(0, min(payee, last))]
        if moved == pair:
            return False
        self.at, self.legs = moved, Rows()
        return True

    # -- what is drawn

    def lines(self, scene: Scene, surface: Surface) -> list[Line]:
        if surface.height >= TALL:
            split = self._split_lines(scene, surface, max(SPLIT_ROWS, _room_below(scene, surface)))
            room = Surface(surface.width, surface.height - len(split) - 1, surface.glyphs)
            return [*self._matrix_lines(scene, room), [], *split]
        if self.part == SPLIT:
            return self._split_lines(scene, surface, surface.height)
        return self._matrix_lines(scene, surface)

    def _split_lines(self, scene: Scene, surface: Surface, height: int) -> list[Line]:
        network = scene.found.network
        room = Surface(surface.width, height, surface.glyphs)
        if network is None:
            why = [(" stopped" if scene.found.stopped else " being worked out", "muted")]
            return [title("Goes round", "", surface.width, surface.glyphs), why]
        active = self.part == SPLIT
        return split_lines(_parts(scene), network, self.split, scene.shown, room, active=active)

    def _matrix_lines(self, scene: Scene, surface: Surface) -> list[Line]:
        glyphs, width, shown = surface.glyphs, surface.width, scene.shown
        pair = self.pair(scene)
        if pair is None:
            why = [(" nothing is paid yet on this date", "muted")]
            return [title("Network", "0", width, glyphs), why]
        below = self._pair_lines(scene, pair, surface)
        drawn = drawing(_pairs(scene), pair, scene.loop, shown, glyphs)
        room = surface.height - 1 - len(below)
        count = len(_pairs(scene).nodes)
        cells = matrix(drawn, width, min(room, count + 2), glyphs).lines()
        right = _right(scene, max(min(room - 1, count), 0), glyphs)
        head = title(f"Network{on_words(shown)}", right, width, glyphs)
        return [head, *cells, *below]

    def _pair_lines(self, scene: Scene, pair: Pair, surface: Surface) -> list[Line]:
        glyphs, shown = surface.glyphs, scene.shown
        pairs = _pairs(scene)
        along, back = pairs.along(pair), pairs.along(pair[::-1])
        parties = f"{shown.name(pair[0])} {glyphs.to} {shown.name(pair[1])}"
        legs = f"{len(along)} legs" if len(along) != 1 else "1 leg"
        right = f"{legs}, {len(back)} back"
        lines = [title(parties, right, surface.width, glyphs)]
        if not along:
            return [*lines, [(" no leg is known this way", "muted")]]
        return [
            *lines,
            *list_part(
                LEG_COLUMNS,
                len(along),
                lambda at: [
                    along[at].status(glyphs),
                    [(along[at].amount(glyphs), "bold")],
                    along[at].thing(glyphs),
                    [(along[at].evidence(glyphs), "muted")],
                ],
                self.legs,
                surface.width,
                LEGS_SEEN,
                glyphs,
                active=self.part == LEGS,
            ),
        ]


def glance(scene: Scene, surface: Surface) -> list[Line]:
    """The matrix around the chosen leg, where another view has rows to spare."""
    pairs, glyphs = _pairs(scene), surface.glyphs
    leg = scene.stop if isinstance(scene.stop, Leg) else None
    at = (leg.payer, leg.payee) if leg is not None else None
    drawn = drawing(pairs, at, scene.loop, scene.shown, glyphs)
    height = min(surface.height - 1, len(pairs.nodes) + 2)
    right = f"{len(pairs.nodes)} of {pairs.every} {glyphs.dot} v"
    head = title(f"Network{on_words(scene.shown)}", right, surface.width, glyphs)
    return [head, *matrix(drawn, surface.width, height, glyphs).lines()]


def _pairs(scene: Scene) -> Pairs:
    context = scene.shown.context
    legs = scene.found.legs.values()
    return scene.found.once(("pairs", context), lambda: Pairs.of(legs, context))


def _parts(scene: Scene) -> list[Part]:
    found, lens = scene.found, scene.shown.context.lens
    network = found.network
    return found.once("parts", lambda: parts(found, network, lens)) if network is not None else []


def _room_below(scene: Scene, surface: Surface) -> int:
    """Rows that the matrix and the legs of a pair leave."""
    return surface.height - 1 - (len(_pairs(scene).nodes) + 3) - (1 + LEGS_SEEN)


def _right(scene: Scene, rows: int, glyphs: GlyphSet) -> str:
    """What a title says of the network, of which so many rows are in sight."""
    pairs, dot = _pairs(scene), glyphs.dot
    nodes = len(pairs.nodes)
    count = f"{rows} of {nodes} rows" if rows < nodes else f"{pairs.every:,} pay or are paid"
    if pairs.every > nodes:
        seen = f"{rows} of {nodes} rows" if rows < nodes else f"{nodes}"
        count = f"{seen}, of most dollars of {pairs.every:,}"
    if on_words(scene.shown):
        return count  # the title says whose they are
    edges = scene.loop.edges if scene.loop is not None else ()
    there = sum({edge.payer, edge.payee} <= set(pairs.nodes) for edge in edges)
    part = "" if there == len(edges) else f" {there} of {len(edges)} arrows"
    lit = f" {dot} loop in bold{part}" if edges else ""
    return f"{count}{lit} {dot} tab legs, what goes round"
