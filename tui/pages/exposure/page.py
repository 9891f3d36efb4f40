"""Exposure: who loses what if whom fails; table, matrix, one company, bars, roles, capacity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tui.draw.spans import Line
from tui.format import FULL, GlyphSet
from tui.pages.exposure.asides import Aside
from tui.pages.exposure.asks import (
    MOST_ROWS,
    all_of,
    answer,
    bars_asks,
    narrow_asks,
    pair_ask,
    pairs_ask,
)
from tui.pages.exposure.bars import BarsView
from tui.pages.exposure.capacity import CapacityView
from tui.pages.exposure.company_view import CompanyView
from tui.pages.exposure.groups import Item, Listing
from tui.pages.exposure.matrix import OTHERS, Grid, Pair, matrix_lines
from tui.pages.exposure.roles import RolesView
from tui.pages.exposure.rows import IN_DOLLARS, Row, Sum, rows_of
from tui.pages.exposure.stacks import Bars
from tui.pages.exposure.table_view import WEIGHTS, Reading, TableView
from tui.pages.page import Ask, Open, Shown, Subject, Surface

View = Literal["table", "matrix", "company", "bars", "roles", "capacity"]
VIEWS: tuple[View, ...] = ("table", "matrix", "company", "bars", "roles", "capacity")


@dataclass
class ExposurePage:
    """One view has the keys, each with a cursor of its own; `cell` is the pair of the matrix.

    The class that the table keeps is the one that matrix and bars are of.
    """

    name: str = "exposure"
    view: View = "table"
    table: TableView = field(default_factory=TableView)
    cell: Pair | None = None
    company: CompanyView = field(default_factory=CompanyView)
    bars: BarsView = field(default_factory=BarsView)
    roles: RolesView = field(default_factory=RolesView)
    capacity: CapacityView = field(default_factory=CapacityView)
    _reading: Reading = field(default_factory=Reading)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        asks = {"exposure": self._ask(shown, MOST_ROWS + 1), "aggregates": Ask.of("aggregates")}
        if self.view == "table":
            asks |= self.table.wants(self._reading, shown)
            asks |= {
                "gaps": Ask.of("gaps", count=MOST_ROWS + 1),
                "dyads": Ask.of("dyads"),
                "denominators": Ask.of("exposure_denominators"),
            }
            chosen = self.chosen(shown)
            looked_at = chosen if isinstance(chosen, Row) else None
            asks |= narrow_asks(shown, looked_at)
            if looked_at is not None:
                asks["story"] = Ask.of("leg_story", leg=looked_at.leg_id)
        elif self.view == "company":
            asks |= self.company.wants(self._company(shown), shown)
        elif self.view == "matrix":
            asks |= self._matrix_asks(shown)
        elif self.view == "bars":
            asks |= self.bars.wants(shown)
            if self._reading.more(shown):
                asks |= bars_asks(shown, self._bars_of)
        elif self.view in ("roles", "capacity"):
            asks[self.view] = self._own.ask(shown)
        return asks

    def sql(self, shown: Shown) -> Ask:
        if self.view == "matrix" and self.table.only is None:
            return Ask.of("exposure_flows")
        if self.view == "company":
            return Ask.of("exposure_company", entity=self._company(shown))
        if self.view == "roles":
            return self.roles.all_of(shown)
        if self.view == "capacity":
            return self.capacity.ask(shown)
        return self.table.asks(shown).every if self.view == "table" else self._ask(shown, None)

    def _ask(self, shown: Shown, count: int | None) -> Ask:
        picked = shown.context
        return Ask.of("exposure", entity=picked.entity, deal=picked.deal, count=count)

    @property
    def _own(self) -> RolesView | CapacityView:
        """The view that reads its rows by itself."""
        return self.roles if self.view == "roles" else self.capacity

    def footer(self) -> tuple[str, ...]:
        if self.view == "table" and self.table.part == WEIGHTS:
            return ("left", "right", "find", "filter_none", "next_part", "escape")
        if self.view in ("roles", "capacity"):
            return ("evidence", "enter", "view", "find", "pick", "sql")
        own = {
            "table": ("enter", "view", "order", "filter", "stress", "next_part"),
            "bars": ("view", "next_part", "filter", "stress"),
        }
        keys = own.get(self.view, ("enter", "view", "filter", "stress"))
        return ("evidence", *keys, "pick", "find", "sql")

    # -- what is there

    def rows(self, shown: Shown) -> list[Row]:
        """All rows of the frame, whatever is filtered."""
        return self._reading.rows(shown)

    def listing(self, shown: Shown) -> Listing:
        """Rows and sums of the table, in its order."""
        return self.table.listing(self._reading, shown)

    def stops(self, shown: Shown) -> list[Item | Aside]:
        """What the cursor of the table stops at."""
        return self.table.stops(self._reading, shown)

    def chosen(self, shown: Shown) -> Item | Aside | None:
        """What stands under the cursor of the table."""
        return self.table.chosen(self._reading, shown)

    def grid(self, shown: Shown, glyphs: GlyphSet = FULL) -> Grid:
        """The pairs of the matrix: of the rows where all are read, else as the query adds them."""
        rows, only = self.rows(shown), self.table.only
        if not self._reading.more(shown):
            return Grid.of(rows, only, glyphs)
        frame = answer(shown, "pairs", pairs_ask(shown, only))
        made_of = all_of(shown, only)
        return Grid.of_all(frame, made_of, only) if frame else Grid.of([], only)

    def _matrix_asks(self, shown: Shown) -> dict[str, Ask]:
        """Where not all rows are read, the sums of all, and the rows of the pair looked at."""
        if not self._reading.more(shown):
            return {}
        asks = {"pairs": pairs_ask(shown, self.table.only)}
        here = self.grid(shown).cell(self.cell)
        if here is not None and OTHERS not in here:
            asks["pair"] = pair_ask(*here)
        return asks

    def _cell_rows(self, grid: Grid, shown: Shown) -> list[Row]:
        """The rows of the pair under the cursor, as far as they are read."""
        here = grid.cell(self.cell)
        if not self._reading.more(shown):
            return [row for pair in grid.pairs_at(here) for row in grid.rows[pair]]
        if here is None or OTHERS in here or here not in grid.flows:
            return []
        rows = rows_of(answer(shown, "pair", pair_ask(*here)), shown.context.lens)
        return list(Grid.of(rows, self.table.only).rows.get(here, ()))

    @property
    def _bars_of(self) -> str:
        """The class that is kept, equity where none is."""
        return self.table.only if self.table.only in IN_DOLLARS else IN_DOLLARS[0]

    def _bars(self, shown: Shown) -> Bars:
        """The bars of the rows where all are read, else as the queries add them up."""
        only = self._bars_of
        if not self._reading.more(shown):
            return Bars.of(self.rows(shown), only, shown)
        asks = bars_asks(shown, only)
        bars, indices = (answer(shown, key, ask) for key, ask in asks.items())
        if bars is None or indices is None:
            return Bars(only, (), (), 0)
        return bars.once(
            ("bars", indices, shown.frames.get("aggregates"), only, shown.context),
            lambda: Bars.of_all(bars, indices, only, all_of(shown, only), shown),
        )

    def _company(self, shown: Shown) -> str:
        """The company of the company view: the one walked to, the picked one, the one looked at."""
        chosen = self.chosen(shown)
        looked_at = chosen.obligor_parent if isinstance(chosen, Row) else ""
        return self.company.company or shown.context.entity or looked_at

    def subject(self, shown: Shown) -> Subject:
        if self.view == "table":
            return self.table.subject(self._reading, shown)
        if self.view == "matrix":
            grid = self.grid(shown)
            return grid.subject(grid.cell(self.cell))
        if self.view == "bars":
            return self.bars.subject(self._bars(shown), shown)
        if self.view == "company":
            return self.company.subject(self._company(shown), shown)
        return self._own.subject(shown)

    # -- keys

    @property
    def text(self) -> str:
        """What the box of `/` begins with."""
        if self.view == "table" and self.table.part == WEIGHTS:
            return self.table.weights.text
        if self.view in ("roles", "capacity"):
            return self._own.text
        return self.table.text

    @property
    def finds_by(self) -> str:
        """What the box of `/` takes: words to keep rows by, or a weight."""
        own = self.view == "table" and self.table.part == WEIGHTS
        return f"{self.table.weights.name} %" if own else "filter"

    def find(self, text: str) -> None:
        """Keep the rows that have every word; where the weights have the keys, take a figure."""
        if self.view == "table" and self.table.part == WEIGHTS:
            self.table.weights.find(text)
        elif self.view in ("roles", "capacity"):
            self._own.text = text
        else:
            # The other drawings are of all rows: words are looked for in the table.
            self.view, self.table.text, self.table.on = "table", text, ""

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action in ("view", "view_back"):
            step = 1 if action == "view" else -1
            self.view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]
            return True
        if action == "stress":
            given = tuple(self.table.weights.values.items())
            return Open("stress", Subject(entity=self._failing(shown)), given)
        if self.view in ("roles", "capacity"):
            return self._own.act(action, shown)
        if self.view == "table" and self.table.part == WEIGHTS:
            return self.table.act(action, self._reading, shown)
        if action in ("filter", "filter_none"):
            self.table.filter(self.rows(shown), on=action == "filter")
            self.bars.at = 0
            return True
        if self.view == "table":
            return self.table.act(action, self._reading, shown)
        if self.view == "matrix":
            return self._in_matrix(action, shown)
        if self.view == "bars":
            if action == "enter":
                return Open("evidence", self.subject(shown))
            return self.bars.act(action, self._bars(shown), shown)
        if action == "enter":
            subject = self.subject(shown)
            return Open("evidence" if subject.leg is None else "pair", subject)
        return self.company.act(action, self._company(shown), shown)

    def _in_matrix(self, action: str, shown: Shown) -> Open | bool:
        grid = self.grid(shown)
        if action == "enter":
            return grid.opens(grid.cell(self.cell))
        wanted = grid.step(self.cell, action)
        moved, self.cell = wanted not in (None, self.cell), wanted or self.cell
        return moved

    def _failing(self, shown: Shown) -> str | None:
        """Who is assumed to fail: the picked company, else the obligor under the cursor."""
        if shown.context.entity is not None:
            return shown.context.entity
        if self.view == "table":
            chosen = self.chosen(shown)
            rows = chosen.rows if isinstance(chosen, Sum) else (chosen,)
            return next((row.obligor_parent for row in rows if isinstance(row, Row)), None)
        return self._company(shown) if self.view == "company" else self.subject(shown).entity

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        if self.view == "roles":
            return self.roles.lines(shown, surface)
        if self.view == "capacity":
            return self.capacity.lines(shown, surface)
        if self.view == "table" or not self.rows(shown):
            return self.table.lines(self._reading, shown, surface)
        if self.view == "matrix":
            grid = self.grid(shown, surface.glyphs)
            return matrix_lines(grid, self.cell, self._cell_rows(grid, shown), shown, surface)
        if self.view == "bars":
            return self.bars.lines(self._bars(shown), shown, surface)
        return self.company.lines(self._company(shown), shown, surface)
