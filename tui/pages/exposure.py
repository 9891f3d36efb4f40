"""Exposure: who loses what if whom fails; as a table, a matrix, one company, bars."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.format import FULL
from tui.network.stress import CLASSES
from tui.pages.beside import beside, halves
from tui.pages.company import companies, company_lines, legs_of_company
from tui.pages.exposure_asides import Aside, asides
from tui.pages.exposure_bars import Bars, bar_lines, bar_window
from tui.pages.exposure_groups import ORDERS, Item, Listing, Order, kept
from tui.pages.exposure_matrix import Grid, Pair, matrix_lines
from tui.pages.exposure_rows import IN_DOLLARS, Row, Sum, claims_of, legs_of, rows_of
from tui.pages.exposure_side import side
from tui.pages.exposure_table import Place, nothing, table_page, under_cursor
from tui.pages.legs import Told, told_legs
from tui.pages.page import Ask, Open, Shown, Subject, Surface

View = Literal["table", "matrix", "company", "bars"]
VIEWS: tuple[View, ...] = ("table", "matrix", "company", "bars")
# One more than are read, so that more are known of.
MOST_ROWS = 1_001
STEPS = {"down": 1, "up": -1, "page_down": 10, "page_up": -10, "first": -10_000, "last": 10_000}


@dataclass
class ExposurePage:
    """`on` is the key of what the cursor of the table stands on, so that it outlasts another order.

    `only` keeps one class, `cell` is the pair of the matrix, `company` and `leg` are the place in
    the company view, `bar` that in the bars.
    """

    name: str = "exposure"
    view: View = "table"
    order: Order = "obligor"
    backwards: bool = False
    only: str | None = None
    on: str = ""
    cell: Pair | None = None
    company: str | None = None
    leg: int = 0
    bar: int = 0
    _at: int = 0
    _first: int = 0
    _frame: Frame | None = None
    _read: tuple[object, ...] = ()
    _rows: list[Row] = field(default_factory=list)
    _listing: Listing = field(default_factory=lambda: Listing(()))

    def wants(self, shown: Shown) -> dict[str, Ask]:
        asks = {
            "exposure": self._ask(shown, MOST_ROWS),
            "aggregates": Ask.of("aggregates"),
        }
        if self.view == "table":
            asks |= {
                "gaps": Ask.of("gaps"),
                "dyads": Ask.of("dyads"),
                "denominators": Ask.of("exposure_denominators"),
            }
            chosen = self.chosen(shown)
            if isinstance(chosen, Row):
                asks["story"] = Ask.of("leg_story", leg=chosen.leg_id)
        elif self.view == "company":
            asks["legs"] = Ask.of("legs")
        elif self.view == "bars":
            asks["dates"] = Ask.of("exposure_dates")
        return asks

    def sql(self, shown: Shown) -> Ask:
        if self.view == "matrix" and self.only is None:
            return Ask.of("exposure_flows")
        if self.view == "company":
            return Ask.of("exposure_company", entity=self._company(shown))
        return self._ask(shown, None)

    def _ask(self, shown: Shown, count: int | None) -> Ask:
        picked = shown.context
        return Ask.of("exposure", entity=picked.entity, deal=picked.deal, count=count)

    def footer(self) -> tuple[str, ...]:
        keys = ("evidence", "enter", "view", "order", "filter", "stress", "pick", "sql")
        return tuple(key for key in keys if self.view == "table" or key != "order")

    # -- what is there

    def _refresh(self, shown: Shown) -> None:
        """Read the rows of a frame once, and list them once in each order."""
        frame = shown.frames.get("exposure")
        read = (shown.context, self.order, self.backwards, self.only)
        if frame is not self._frame or self._read != read:
            self._frame, self._read = frame, read
            self._rows = rows_of(frame, shown.context.lens)
            listing = kept(
                self._rows, shown.context.entity, self.only, self.order, shown.name, self.backwards
            )
            more = frame is not None and frame.truncated
            self._listing = listing.truncated() if more else listing

    def rows(self, shown: Shown) -> list[Row]:
        """All rows of the frame, whatever is filtered."""
        self._refresh(shown)
        return self._rows

    def listing(self, shown: Shown) -> Listing:
        """Rows and sums of the table, in its order."""
        self._refresh(shown)
        return self._listing

    def stops(self, shown: Shown) -> list[Item | Aside]:
        """What the cursor of the table stops at."""
        return [*self.listing(shown).items, *asides(shown, shown.context.entity, FULL)]

    def at(self, shown: Shown) -> int:
        """The place of the cursor among its stops; where its own has gone, near it."""
        stops = self.stops(shown)
        keys = [stop.key for stop in stops]
        self._at = keys.index(self.on) if self.on in keys else max(0, min(self._at, len(keys) - 1))
        return self._at

    def chosen(self, shown: Shown) -> Item | Aside | None:
        """What stands under the cursor of the table."""
        stops = self.stops(shown)
        return stops[self.at(shown)] if stops else None

    def grid(self, shown: Shown) -> Grid:
        """The pairs of the matrix."""
        return Grid.of(self.rows(shown), self.only)

    def bars(self, shown: Shown) -> Bars:
        """The bars of the class that is kept, of equity where none is."""
        only = self.only if self.only in IN_DOLLARS else IN_DOLLARS[0]
        return Bars.of(self.rows(shown), only, shown)

    def _legs(self, shown: Shown) -> list[Told]:
        return told_legs(shown.frames.get("legs"))

    def _company(self, shown: Shown) -> str | None:
        """The company of the company view: the one walked to, the picked one, the one looked at."""
        if self.company is not None:
            return self.company
        chosen = self.chosen(shown)
        return shown.context.entity or (chosen.obligor_parent if isinstance(chosen, Row) else None)

    def _own(self, shown: Shown) -> list[Told]:
        return legs_of_company(self._legs(shown), self._company(shown) or "")

    def subject(self, shown: Shown) -> Subject:
        if self.view == "matrix":
            grid = self.grid(shown)
            return grid.subject(grid.cell(self.cell))
        if self.view == "bars":
            return self.bars(shown).subject(self.bar)
        if self.view == "company":
            return self._leg_subject(shown)
        chosen = self.chosen(shown)
        if isinstance(chosen, Aside):
            return chosen.subject
        if isinstance(chosen, Sum):
            return Subject(claims_of(chosen.rows), legs=legs_of(chosen.rows))
        if chosen is None:
            return Subject(entity=shown.context.entity)
        entity = chosen.obligor
        if shown.context.entity in (chosen.obligor, chosen.obligor_parent):
            entity = chosen.holder
        return Subject(chosen.claims, leg=chosen.leg_id, deal=chosen.deal_id, entity=entity)

    def _told(self, shown: Shown) -> Told | None:
        """The leg under the cursor of the company view, None on the line of its sums."""
        own = self._own(shown)
        return own[self.leg] if self.leg < len(own) else None

    def _leg_subject(self, shown: Shown) -> Subject:
        told, company = self._told(shown), self._company(shown)
        if told is None:
            own = self._own(shown)
            claims = tuple(dict.fromkeys(claim for each in own for claim in each.claims))
            return Subject(claims, entity=company, legs=tuple(each.leg.leg_id for each in own))
        other = told.leg.payee if told.leg.payer == company else told.leg.payer
        return Subject(told.claims, leg=told.leg.leg_id, deal=told.leg.deal_id, entity=other)

    # -- keys

    def act(self, action: str, shown: Shown) -> Open | bool:
        subject = self.subject(shown)
        if action == "enter" and self.view == "matrix":
            grid = self.grid(shown)
            return grid.opens(grid.cell(self.cell))
        if action == "enter":
            return Open("evidence" if subject.leg is None else "pair", subject)
        if action == "stress":
            return Open("stress", Subject(entity=self._failing(shown)))
        if action in ("view", "view_back"):
            step = 1 if action == "view" else -1
            self.view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]
            return True
        if action in ("filter", "filter_none"):
            self._filter(shown, on=action == "filter")
            return True
        if action in ("order", "order_back") and self.view == "table":
            self._reorder(action)
            return True
        return self._move(action, shown)

    def _failing(self, shown: Shown) -> str | None:
        """Who is assumed to fail: the picked company, else the obligor under the cursor."""
        if shown.context.entity is not None:
            return shown.context.entity
        if self.view == "table":
            chosen = self.chosen(shown)
            rows = chosen.rows if isinstance(chosen, Sum) else (chosen,)
            return next((row.obligor_parent for row in rows if isinstance(row, Row)), None)
        return self._company(shown) if self.view == "company" else self.subject(shown).entity

    def _filter(self, shown: Shown, *, on: bool) -> None:
        """Keep the next class that is there, or all."""
        there = {row.exposure_class for row in self.rows(shown)}
        choices = [None, *(each for each in CLASSES if each in there)]
        at = choices.index(self.only) if self.only in choices else 0
        self.only = choices[(at + 1) % len(choices)] if on else None
        self.bar = 0

    def _reorder(self, action: str) -> None:
        if action == "order_back":
            self.backwards = not self.backwards
        else:
            names = list(ORDERS)
            self.order = names[(names.index(self.order) + 1) % len(names)]
            self.backwards = False

    def _move(self, action: str, shown: Shown) -> bool:
        if self.view == "matrix":
            wanted = self.grid(shown).step(self.cell, action)
            moved, self.cell = wanted not in (None, self.cell), wanted or self.cell
            return moved
        if self.view == "company" and action in ("left", "right"):
            return self._walk(1 if action == "right" else -1, shown)
        if action not in STEPS:
            return False
        if self.view == "table":
            stops, before = self.stops(shown), self.at(shown)
            after = max(0, min(before + STEPS[action], len(stops) - 1))
            self.on = stops[after].key if stops else ""
            return after != before
        name, count = ("leg", len(self._own(shown)) + 1)
        if self.view == "bars":
            name, count = "bar", self.bars(shown).count
        before = getattr(self, name)
        setattr(self, name, max(0, min(before + STEPS[action], count - 1)))
        return bool(getattr(self, name) != before)

    def _walk(self, step: int, shown: Shown) -> bool:
        """To the next company by size."""
        every, here = companies(self._legs(shown)), self._company(shown)
        if not every:
            return False
        at = every.index(here) if here in every else 0
        self.company, self.leg = every[(at + step) % len(every)], 0
        return True

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        listing = self.listing(shown)
        if not (listing.items if self.view == "table" else self.rows(shown)):
            return nothing(self.order, shown, surface)
        if self.view == "matrix":
            return matrix_lines(self.grid(shown), self.cell, shown, surface)
        if self.view == "bars":
            self._first = bar_window(self.bars(shown), self.bar, self._first, surface)
            return bar_lines(self.bars(shown), self.bar, self._first, shown, surface)
        if self.view == "company":
            return self._butterfly(shown, surface)
        part = halves(surface)[0] if surface.wide else surface
        here = Place(listing, self.at(shown), self._first, self.order, self.backwards, self.only)
        lines, self._first = table_page(here, self.chosen(shown), shown, part)
        if not surface.wide:
            return lines
        right = halves(surface)[1]
        beyond = side(self.chosen(shown), self.rows(shown), shown, right)[: right.height]
        return beside(lines, beyond, surface)

    def _butterfly(self, shown: Shown, surface: Surface) -> list[Line]:
        told, company = self._told(shown), self._company(shown) or ""
        leg = told.leg.leg_id if told is not None else None
        lines = company_lines(self._legs(shown), company, shown, surface, leg)
        return lines if told is not None else [*lines[:-1], under_cursor(lines[-1], surface.glyphs)]
