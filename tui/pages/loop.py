"""The capital loop: the list of loops, the ring of the chosen one, what circulates."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.corpus.frame import Frame
from tui.draw.spans import Line, title
from tui.format import GlyphSet
from tui.network.leg import Leg, loop_legs
from tui.network.loops import Edge, Loop, Order, edges_of, ranked, through
from tui.network.search import LoopSearch, find_loops
from tui.pages.beside import beside, halves
from tui.pages.legs import Told, told_legs, vanished
from tui.pages.loop_draw import loop_list, loop_ring, ring_rows
from tui.pages.loop_side import side
from tui.pages.network import Network, lens_lines
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.rows import Rows
from tui.pages.story import leg_line

ORDERS: dict[Order, str] = {
    "smallest": "by smallest leg",
    "weakest": "by weakest status",
    "length": "by length",
    "amount": "by amount",
    "newest": "newest first",
}


@dataclass
class LoopPage:
    """Cursor over loops, and a place on the chosen ring: node, leg, node, leg ..."""

    name: str = "loop"
    rows: Rows = field(default_factory=Rows)
    place: int = 1
    order: Order = "smallest"
    through: str | None = None
    _frame: Frame | None = None
    _lens: str = ""
    _told: dict[str, Told] = field(default_factory=dict)
    _vanished: list[Told] = field(default_factory=list)
    _loops: list[Loop] = field(default_factory=list)
    _search: LoopSearch | None = None
    _network: Network | None = None

    def wants(self, shown: Shown) -> dict[str, Ask]:
        self._read(shown)
        asks = {"legs": Ask.of("legs")}
        leg = self._leg(shown)
        if leg is not None:
            asks["story"] = Ask.of("leg_story", leg=leg.leg_id)
        return asks

    def sql(self, shown: Shown) -> Ask:
        return Ask.of("loops")

    def footer(self) -> tuple[str, ...]:
        return (
            "evidence",
            "enter",
            "left",
            "view",
            "pick",
            "sql",
            "earlier",
            "firmer",
            "find",
            "changed",
        )

    # -- what is there

    def _read(self, shown: Shown) -> None:
        """Find the loops of the frame once; the lens changes only what they weigh."""
        frame = shown.frames.get("legs")
        if frame is self._frame and shown.context.lens == self._lens:
            return
        self._frame, self._lens = frame, shown.context.lens
        self._told = {told.leg.leg_id: told for told in told_legs(frame)}
        self._vanished = vanished(self._told.values())
        legs = [told.leg for told in self._told.values()]
        self._search = find_loops(edges_of(loop_legs(legs), shown.context.lens))
        self._loops = [loop.from_funder() for loop in self._search.loops]
        self._network = Network.of(legs)

    def loops(self, shown: Shown) -> list[Loop]:
        """The loops in the chosen order; of a picked entity or deal, only its own."""
        self._read(shown)
        loops = ranked(self._loops, self.order)
        for entity in (self.through, shown.context.entity):
            loops = loops if entity is None else through(loops, entity)
        if shown.context.deal is not None:
            loops = [
                loop
                for loop in loops
                if any(leg.deal_id == shown.context.deal for leg in loop.legs)
            ]
        return loops

    def chosen(self, shown: Shown) -> Loop | None:
        """The loop under the cursor."""
        loops = self.loops(shown)
        return loops[min(self.rows.cursor, len(loops) - 1)] if loops else None

    def choose(self, number: int) -> None:
        """Put the cursor on a loop, counted from 1."""
        self.rows.cursor, self.place = number - 1, 1

    def _stops(self, loop: Loop) -> list[str | Leg]:
        """Round the ring: each company, then the legs of the arrow that leaves it."""
        stops: list[str | Leg] = []
        for edge in loop.edges:
            stops += [edge.payer, *edge.legs, *self._gone(edge)]
        return stops

    def _gone(self, edge: Edge) -> list[Leg]:
        """The legs beside an edge that vanished with the newest news."""
        return [
            told.leg
            for told in self._vanished
            if (told.leg.payer, told.leg.payee) == (edge.payer, edge.payee)
        ]

    def _stop(self, shown: Shown) -> str | Leg | None:
        loop = self.chosen(shown)
        if loop is None:
            return None
        stops = self._stops(loop)
        return stops[self.place % len(stops)]

    def _leg(self, shown: Shown) -> Leg | None:
        """The leg at the place on the ring; at a company, the first leg that leaves it."""
        loop, stop = self.chosen(shown), self._stop(shown)
        if loop is None or isinstance(stop, Leg):
            return stop if isinstance(stop, Leg) else None
        return next(edge.legs[0] for edge in loop.edges if edge.payer == stop)

    def company(self, shown: Shown) -> str | None:
        """The company of the side part: the one at the place, else whom the leg pays."""
        stop = self._stop(shown)
        return stop.payee if isinstance(stop, Leg) else stop

    def subject(self, shown: Shown) -> Subject:
        leg, stop = self._leg(shown), self._stop(shown)
        if leg is None:
            return Subject()
        entity = stop if isinstance(stop, str) else None
        return Subject(
            claims=self._told[leg.leg_id].claims, leg=leg.leg_id, deal=leg.deal_id, entity=entity
        )

    def act(self, action: str, shown: Shown) -> Open | bool:
        if self.rows.act(action, len(self.loops(shown))):
            self.place = 1
            return True
        if action in ("left", "right") and (loop := self.chosen(shown)) is not None:
            self.place = (self.place + (1 if action == "right" else -1)) % len(self._stops(loop))
            return True
        if action in ("order", "order_back"):
            names = list(ORDERS)
            step = 1 if action == "order" else -1
            self.order = names[(names.index(self.order) + step) % len(names)]
            return True
        if action == "enter":
            return Open("deal", self.subject(shown))
        return False

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        if not surface.wide:
            return self._main(shown, surface)
        left, right = halves(surface)
        leg, company = self._leg(shown), self.company(shown)
        if leg is None or company is None:
            return beside(self._main(shown, left), [], surface)
        told = self._told[leg.leg_id]
        beyond = side(list(self._told.values()), told, company, shown, right)
        return beside(self._main(shown, left), beyond, surface)

    def _main(self, shown: Shown, surface: Surface) -> list[Line]:
        loops, width, glyphs = self.loops(shown), surface.width, surface.glyphs
        if not loops:
            return self._empty(shown, surface)
        tall = surface.height >= 30
        self.rows.cursor = max(0, min(self.rows.cursor, len(loops) - 1))
        loop = loops[self.rows.cursor]
        ring_height = ring_rows(len(loop.edges), tall=tall)
        # Below the list stand a blank, the ring with its title, the lenses, and the chosen leg.
        below = 2 + ring_height + (12 if tall else 3) + 1
        self.rows.fit(len(loops), max(1, min(len(loops), 15, surface.height - 2 - below)))
        lines = [
            title("Loops", self._count(loops, shown, glyphs), width, glyphs),
            *loop_list(loops, self._told, self.rows, shown, surface),
        ]
        if tall and any(each.assembled for each in loops):
            note = "   told by none: no article tells the whole loop, it is put together"
            lines.append([(note, "muted")])
        room = Surface(width, min(ring_height, surface.height - len(lines) - 3), glyphs)
        number, stop = self.rows.cursor + 1, self._stop(shown)
        drawn = [
            [self._told[leg.leg_id] for leg in (*edge.legs, *self._gone(edge))]
            for edge in loop.edges
        ]
        lines += [[], *loop_ring(number, loop, drawn, stop, shown, room)]
        rest = surface.height - len(lines) - 1
        if rest >= 3 and self._network is not None:
            lines += lens_lines(self._network, shown, Surface(width, rest, glyphs))[:rest]
        lines += [[] for _ in range(surface.height - 1 - len(lines))]
        leg = self._leg(shown)
        if leg is not None:
            lines = lines[: surface.height - 1]
            lines.append(leg_line(self._told[leg.leg_id], shown, surface))
        return lines

    def _count(self, loops: list[Loop], shown: Shown, glyphs: GlyphSet) -> str:
        entity = self.through or shown.context.entity
        on = f" through {shown.name(entity)}" if entity else ""
        count = f"{len(loops)} closed{on}"
        if self._search is not None and not self._search.complete:
            count = f"{len(loops)} listed, {self._search.left_out}"
        dot = glyphs.dot
        return f"{count} {dot} {ORDERS[self.order]} {dot} {self.rows.cursor + 1} of {len(loops)}"

    def _empty(self, shown: Shown, surface: Surface) -> list[Line]:
        """No loop: why, and the key that helps."""
        if "legs" not in shown.frames:
            why, key, then = "reading the corpus", "", ""
        elif not self._told:
            why, key, then = "no leg is known yet on this date", "]", "a later date"
        elif shown.context.entity or shown.context.deal:
            why, key, then = "no loop runs through the pick", "0", "the whole network"
        else:
            why, key, then = "no chain of legs closes on this date", "]", "a later date"
        dot = surface.glyphs.dot
        line: Line = [(f" {why}", "muted")]
        if key:
            line += [(f" {dot} ", "muted"), (key, "accent"), (f" {then}", "muted")]
        return [title("Loops", "0 closed", surface.width, surface.glyphs), line]
