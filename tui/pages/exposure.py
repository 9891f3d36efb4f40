"""Exposure: who loses what if whom fails; as a table, a matrix, one company, bars."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tui.corpus.frame import Frame
from tui.draw.spans import Line, title
from tui.format import FULL
from tui.network.stress import CLASSES
from tui.pages.beside import beside, halves
from tui.pages.exposure_asides import Aside, asides
from tui.pages.exposure_groups import ORDERS, Item, Listing, Order, listed
from tui.pages.exposure_rows import Row, Sum, claims_of, legs_of, rows_of
from tui.pages.exposure_table import Form, aside_lines, chosen_line, table_lines, window
from tui.pages.page import Ask, Open, Shown, Subject, Surface

View = Literal["table", "matrix", "company", "bars"]
VIEWS: tuple[View, ...] = ("table", "matrix", "company", "bars")


@dataclass
class ExposurePage:
    """`at` counts over what the cursor stops at: rows, sums, then the lines below them."""

    name: str = "exposure"
    view: View = "table"
    order: Order = "obligor"
    backwards: bool = False
    only: str | None = None
    at: int = 0
    _first: int = 0
    _page: int = 10
    _seen: tuple[object, ...] = ()
    _listing: Listing = field(default_factory=lambda: Listing((), 0))

    def wants(self, shown: Shown) -> dict[str, Ask]:
        context = shown.context
        asks = {
            "exposure": Ask.of("exposure", entity=context.entity or "", deal=context.deal or ""),
            "aggregates": Ask.of("aggregates"),
            "gaps": Ask.of("gaps"),
        }
        chosen = self.chosen(shown)
        if isinstance(chosen, Row):
            asks["story"] = Ask.of("leg_story", leg=chosen.leg_id)
        return asks

    def sql(self, shown: Shown) -> Ask:
        return self.wants(shown)["exposure"]

    def footer(self) -> tuple[str, ...]:
        return ("evidence", "enter", "view", "order", "pick", "sql", "firmer", "earlier")

    # -- what is there

    def listing(self, shown: Shown) -> Listing:
        """Rows and sums in the present order; worked out once for a frame."""
        context, frame = shown.context, shown.frames.get("exposure")
        seen = (frame, context, self.order, self.backwards, self.only)
        if self._seen != seen:
            self._seen, self._listing = seen, self._list(shown, frame)
        return self._listing

    def _list(self, shown: Shown, frame: Frame | None) -> Listing:
        rows = rows_of(frame, shown.context.lens)
        entity = shown.context.entity
        if entity is not None:
            # Of one company either what others lose by it, or what it loses by others.
            of = "holder" if self.order == "holder" else "obligor"
            rows = [r for r in rows if entity in (getattr(r, of), getattr(r, f"{of}_parent"))]
        if self.only is not None:
            rows = [row for row in rows if row.exposure_class == self.only]
        tail = "" if entity is None else self._tail()
        name = shown.name
        return listed(rows, self.order, name, backwards=self.backwards, tail=tail)

    def _tail(self) -> str:
        return " if they fail" if self.order == "holder" else " if it fails"

    def stops(self, shown: Shown) -> list[Item | Aside]:
        """What the cursor stops at."""
        return [*self.listing(shown).items, *asides(shown, shown.context.entity, FULL)]


    def chosen(self, shown: Shown) -> Item | Aside | None:
        """What stands under the cursor."""
        stops = self.stops(shown)
        return stops[max(0, min(self.at, len(stops) - 1))] if stops else None

    def subject(self, shown: Shown) -> Subject:
        chosen = self.chosen(shown)
        if isinstance(chosen, Aside):
            return chosen.subject
        if isinstance(chosen, Sum):
            return Subject(claims_of(chosen.rows), legs=legs_of(chosen.rows))
        if chosen is None:
            return Subject()
        entity = chosen.obligor
        if shown.context.entity in (chosen.obligor, chosen.obligor_parent):
            entity = chosen.holder
        return Subject(
            chosen.claims, leg=chosen.leg_id, deal=chosen.deal_id, entity=entity
        )

    # -- keys

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter":
            return Open("evidence", self.subject(shown))
        if action in ("order", "order_back"):
            self._reorder(action)
            return True
        return self._move(action, len(self.stops(shown)))

    def _reorder(self, action: str) -> None:
        if action == "order_back":
            self.backwards = not self.backwards
        else:
            names = list(ORDERS)
            self.order = names[(names.index(self.order) + 1) % len(names)]
            self.backwards = False
        self.at = self._first = 0

    def _move(self, action: str, count: int) -> bool:
        steps = {"down": 1, "up": -1, "page_down": self._page, "page_up": -self._page}
        steps |= {"first": -count, "last": count}
        before = self.at
        self.at = max(0, min(self.at + steps.get(action, 0), count - 1))
        return self.at != before

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        return self._table(shown, surface)

    def _table(self, shown: Shown, surface: Surface) -> list[Line]:
        listing, glyphs = self.listing(shown), surface.glyphs
        if not listing.items:
            return self._empty(shown, surface)
        below = asides(shown, shown.context.entity, glyphs)
        chosen = self.chosen(shown)
        foot = aside_lines(below, None, surface)
        if isinstance(chosen, Aside):
            foot = aside_lines(below, below[self.at - len(listing.items)], surface)
        foot.append(chosen_line(chosen, shown, surface))
        lines = self._spaced(listing, shown)
        height = max(surface.height - 1 - len(foot), 3)
        self._page = height - 1
        here = lines.index(chosen) if isinstance(chosen, Row | Sum) else None
        if here is not None:
            self._first = window(here, self._first, height - 1, len(lines))
        self._first = max(0, min(self._first, len(lines) - height + 1))
        part = Surface(surface.width, height, glyphs)
        body = table_lines(lines, here, self._first, self._form(shown, surface), shown, part)
        body += [[] for _ in range(height - len(body))]
        return [self._title(shown, listing, surface), *body, *foot]

    def _spaced(self, listing: Listing, shown: Shown) -> list[Item | None]:
        """A blank line after each sum, where they are few: of one company, or of one order."""
        lines: list[Item | None] = []
        spaced = shown.context.entity is not None or self.order == "class"
        for item in listing.items:
            lines.append(item)
            if spaced and isinstance(item, Sum) and item is not listing.items[-1]:
                lines.append(None)
        return lines

    def _form(self, shown: Shown, surface: Surface) -> Form:
        first = "obligor" if self.order == "holder" and shown.context.entity else "holder"
        second = "" if shown.context.entity else "obligor"
        return Form.of(first, second, surface.width)

    def _title(self, shown: Shown, listing: Listing, surface: Surface) -> Line:
        glyphs, dot = surface.glyphs, surface.glyphs.dot
        entity, rows = shown.context.entity, listing.rows
        heading, question = "Exposure", "who loses if whom fails"
        if entity is not None and self.order == "holder":
            heading, question = f"Exposure of {shown.name(entity)}", "what it loses if others fail"
        elif entity is not None:
            heading, question = f"Exposure to {shown.name(entity)}", "who loses if it fails"
        stop = min(self.at, len(listing.items) - 1)
        place = sum(isinstance(item, Row) for item in listing.items[: stop + 1])
        only = f" {dot} {self.only}" if self.only else ""
        order = f" {dot} {ORDERS[self.order]}{' reversed' * self.backwards}"
        if entity is not None and self.order in ("obligor", "holder") and not self.backwards:
            order = ""
        right = f"{question} {dot} $B{only}{order} {dot} {place} of {len(rows)}"
        return title(heading, right, surface.width, glyphs)

    def _empty(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        frame = shown.frames.get("exposure")
        why, key = "no leg is known yet on this date", "] a later date"
        if frame is None:
            why, key = "reading the corpus", ""
        elif shown.context.entity is not None:
            name = shown.name(shown.context.entity)
            why, key = f"nobody is known to lose by {name}", "o what it loses itself"
            if self.order == "holder":
                why, key = f"{name} is not known to lose by anybody", "o who loses by it"
        head = title("Exposure", "0", surface.width, glyphs)
        return [head, [(f" {why}", "muted"), (f" {glyphs.dot} {key}" if key else "", "accent")]]
