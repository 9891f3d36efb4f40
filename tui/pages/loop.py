"""The capital loop: the list of loops, the ring of the chosen one, what circulates."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.corpus.frame import Frame
from tui.draw.chain import ChainLeg, Hop, chain
from tui.draw.ring import Ring, RingEdge, RingLeg, RingNode, ring
from tui.draw.spans import Line, clip, pad, title
from tui.draw.table import Column, column_widths, table
from tui.format import GlyphSet, role_of, status_glyph
from tui.network.leg import Leg, loop_legs
from tui.network.loops import Loop, Order, edges_of, ranked, through
from tui.network.search import LoopSearch, find_loops
from tui.pages.legs import Told, printed, told_legs
from tui.pages.loop_side import side
from tui.pages.dyad import dyad_line
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
        legs = [told.leg for told in self._told.values()]
        self._search = find_loops(edges_of(loop_legs(legs), shown.context.lens))
        self._loops = [loop.from_funder() for loop in self._search.loops]
        self._network = Network.of(legs)

    def loops(self, shown: Shown) -> list[Loop]:
        """The loops in the chosen order, those through the picked entity or deal if there is one."""
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
            stops.append(edge.payer)
            stops.extend(edge.legs)
        return stops

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
        """The company that the side part is about: the one at the place, else the one the leg pays."""
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
        left = Surface(surface.width * 74 // 120, surface.height, surface.glyphs)
        right = Surface(surface.width - left.width - 3, surface.height, surface.glyphs)
        return beside(self._main(shown, left), self._side(shown, right), left, surface)

    def _main(self, shown: Shown, surface: Surface) -> list[Line]:
        loops, glyphs = self.loops(shown), surface.glyphs
        if not loops:
            return self._empty(shown, surface)
        tall = surface.height >= 30
        lower = 12 if not tall else 22
        seen = max(1, min(len(loops), 15, surface.height - lower - 3))
        self.rows.fit(len(loops), seen)
        entity = self.through or shown.context.entity
        on = f" through {shown.name(entity)}" if entity else ""
        count = f"{len(loops)} closed{on}"
        if self._search is not None and not self._search.complete:
            count = f"{len(loops)} listed, {self._search.left_out}"
        right = f"{count} {glyphs.dot} {ORDERS[self.order]} {glyphs.dot} {self.rows.cursor + 1} of {len(loops)}"
        lines = [title("Loops", right, surface.width, glyphs), *self._list(shown, loops, surface)]
        if any(loop.assembled for loop in loops) and tall:
            lines.append(
                [
                    (
                        "   told by 0: no article tells the whole loop; put together from its legs",
                        "muted",
                    )
                ]
            )
        lines.append([])
        loop = loops[self.rows.cursor]
        ring_rows = max(
            5,
            min(
                surface.height - len(lines) - (16 if tall else 5),
                20 if len(loop.edges) > 2 else 7 if tall else 5,
            ),
        )
        lines.extend(self._ring(shown, loop, Surface(surface.width, ring_rows, glyphs)))
        room = surface.height - len(lines) - 1
        if room >= 3 and self._network is not None:
            lines.extend(lens_lines(self._network, shown, Surface(surface.width, room, glyphs)))
        while len(lines) < surface.height - 1:
            lines.append([])
        lines = lines[: surface.height - 1]
        leg = self._leg(shown)
        if leg is not None:
            lines.append(leg_line(self._told[leg.leg_id], shown, surface))
        return lines

    def _empty(self, shown: Shown, surface: Surface) -> list[Line]:
        why = "no leg is known yet on this date" if not self._told else "no chain of legs closes"
        key = "] a later date" if not self._told else "0 the whole network"
        if shown.frames.get("legs") is None:
            why, key = "reading the corpus", ""
        lines = [title("Loops", "0 closed", surface.width, surface.glyphs)]
        return [
            *lines,
            [(f" {why}", "muted"), (f" {surface.glyphs.dot} {key}" if key else "", "accent")],
        ]

    def _list(self, shown: Shown, loops: list[Loop], surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        columns = [
            Column("", len(str(len(loops))), "right"),
            Column("chain, $B", 10, "left", grow=1),
            Column("min", 4, "right"),
            Column("weakest", 13, "left", gap=2),
            Column("in $", 4, "left", gap=0),
            Column("told", 4, "left"),
        ]
        first = self.rows.first
        chain_width = column_widths(columns, surface.width)[1]
        rows = [
            (
                str(number + 1),
                chain(self._hops(shown, loop, glyphs), chain_width, glyphs),
                self._least(loop, glyphs),
                [
                    (
                        f"{_fill(loop.weakest, glyphs)} {loop.weakest.replace('_', ' ')}",
                        role_of(*_split(loop.weakest)),
                    )
                ],
                f"{loop.total.quantified}/{loop.total.legs}",
                str(len(loop.told_by)) if loop.told_by else "none",
            )
            for number, loop in enumerate(loops[first : first + self.rows.height], first)
        ]
        return table(
            columns, rows, surface.width, self.rows.cursor, first, self.rows.height + 1, glyphs
        )

    def _hops(self, shown: Shown, loop: Loop, glyphs: GlyphSet) -> list[Hop]:
        return [
            Hop(
                shown.name(edge.payer),
                tuple(
                    ChainLeg(
                        self._told[leg.leg_id].amount(glyphs),
                        self._told[leg.leg_id].short if len(edge.legs) == 1 else "",
                        self._told[leg.leg_id].amount_low is not None
                        or self._told[leg.leg_id].amount_high is not None,
                    )
                    for leg in edge.legs
                ),
            )
            for edge in loop.edges
        ]

    def _least(self, loop: Loop, glyphs: GlyphSet) -> str:
        """The smallest leg with its bound; `?` where no leg has dollars in this lens."""
        return printed(loop.bottleneck.total, glyphs) if loop.bottleneck else glyphs.unknown

    def _ring(self, shown: Shown, loop: Loop, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        by = ", ".join(sorted(loop.told_by)) or "nobody: put together"
        right = (
            f"{loop.total.legs} legs, {loop.total.quantified} in dollars {glyphs.dot} told by {by}"
        )
        head = title(f"Loop {self.rows.cursor + 1}", right, surface.width, glyphs)
        data = Ring(
            tuple(RingNode(node, shown.name(node)) for node in loop.nodes),
            tuple(
                RingEdge(tuple(self._ring_leg(leg, glyphs) for leg in edge.legs))
                for edge in loop.edges
            ),
            self._centre(loop, glyphs),
        )
        stop = self._stop(shown)
        key = stop.leg_id if isinstance(stop, Leg) else stop
        drawing = ring(data, surface.width, surface.height, glyphs, key)
        return [head, *drawing.lines()]

    def _ring_leg(self, leg: Leg, glyphs: GlyphSet) -> RingLeg:
        told = self._told[leg.leg_id]
        note = "derived" if told.derived else ""
        usd = told.amount_high if told.amount_high is not None else told.amount_low
        return RingLeg(
            leg.leg_id, told.amount(glyphs), told.what, leg.status or None, leg.standing, usd, note
        )

    def _centre(self, loop: Loop, glyphs: GlyphSet) -> tuple[Line, ...]:
        if self._network is None:
            return ()
        if len(loop.edges) == 2:
            return dyad_line(loop, glyphs)
        least = self._least(loop, glyphs)
        return (
            [(f"smallest leg {least} $B", "")],
            [(f"weakest {loop.weakest.replace('_', ' ')}", "muted")],
        )

    def _side(self, shown: Shown, surface: Surface) -> list[Line]:
        leg, company = self._leg(shown), self.company(shown)
        if leg is None or company is None:
            return []
        return side(list(self._told.values()), self._told[leg.leg_id], company, shown, surface)


def beside(left: list[Line], right: list[Line], part: Surface, whole: Surface) -> list[Line]:
    """Two parts side by side with a hairline between them."""
    glyphs = whole.glyphs
    rule: Line = [(f" {glyphs.bar} ", "hairline")]
    lines: list[Line] = []
    for y in range(whole.height):
        start = pad(left[y] if y < len(left) else [], part.width, glyphs)
        end = right[y] if y < len(right) else []
        lines.append(clip([*start, *rule, *end], whole.width, glyphs))
    return lines


def _split(word: str) -> tuple[str | None, str]:
    """A weakest word as status and standing again."""
    return (None, word) if word in ("paused", "withdrawn", "denied") else (word or None, "live")


def _fill(word: str, glyphs: GlyphSet) -> str:
    return status_glyph(*_split(word), glyphs)
