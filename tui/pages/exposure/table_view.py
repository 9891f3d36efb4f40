"""The table view of the exposures: its rows, the numbers beside it, the reader's weights."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.format import FULL
from tui.network.stress import CLASSES
from tui.pages.beside import beside, halves
from tui.pages.exposure.asides import Aside, Number, asides
from tui.pages.exposure.asks import Asks, answer, pair_ask
from tui.pages.exposure.groups import ORDERS, Item, Kept, Listing, Order, kept
from tui.pages.exposure.numbers import numbers
from tui.pages.exposure.rows import Row, Sum, claims_of, legs_of, rows_of
from tui.pages.exposure.side import Stop, side, side_lines
from tui.pages.exposure.table import Place, table_page
from tui.pages.exposure.weights import Weights
from tui.pages.exposure.whole import totals_of
from tui.pages.page import Ask, Open, Shown, Subject, Surface

STEPS = {"down": 1, "up": -1, "page_down": 10, "page_up": -10, "first": -10_000, "last": 10_000}
TABLE, BESIDE, WEIGHTS = range(3)


@dataclass
class Reading:
    """The rows of the frame that is there, read once, and listed once in each order."""

    _frame: Frame | None = None
    _read: tuple[object, ...] = ()
    _rows: list[Row] = field(default_factory=list)
    _listing: Listing = field(default_factory=lambda: Listing(()))

    def rows(self, shown: Shown) -> list[Row]:
        """All rows of the frame, whatever is filtered."""
        frame = shown.frames.get("exposure")
        if frame is not self._frame:
            self._frame, self._read = frame, ()
            self._rows = rows_of(frame, shown.context.lens)
        return self._rows

    def listing(self, shown: Shown, asks: Asks, backwards: bool, keep: Kept) -> Listing:
        """Rows and sums in an order; where not all rows are read, from what answers `asks`."""
        self.rows(shown)
        chosen, totals = asks.chosen(shown), asks.sums(shown)
        read = (shown.context, asks.order, backwards, keep, chosen, totals)
        if self._read != read:
            rows = self._rows
            if chosen is not None:
                # They are those that have the words.
                rows, keep = rows_of(chosen, shown.context.lens), replace(keep, text="")
            whole = totals_of(totals) if totals is not None else None
            listing = kept(rows, keep, asks.order, shown.name, backwards, whole)
            if self.more(shown) and whole is None:
                listing = listing.truncated()
            self._read, self._listing = read, listing
        return self._listing

    def more(self, shown: Shown) -> bool:
        """Whether more rows are known than were read."""
        frame = shown.frames.get("exposure")
        return frame is not None and frame.truncated


@dataclass
class TableView:
    """`on` is the key of what the cursor stands on, so that it outlasts another order.

    `only` keeps one class, `text` what has every word of it. `part` has the keys; `number` is the
    place among the numbers of the side part, `column` that among those of the line: 0 is all of it.
    """

    order: Order = "obligor"
    backwards: bool = False
    only: str | None = None
    text: str = ""
    on: str = ""
    part: int = TABLE
    number: int = 0
    column: int = 0
    weights: Weights = field(default_factory=Weights)
    _at: int = 0
    _first: int = 0
    _room: Surface = field(default_factory=lambda: Surface(80, 20, FULL))

    def keep(self, shown: Shown) -> Kept:
        """What of the rows is listed."""
        return Kept(shown.context.entity, self.only, self.text)

    def asks(self, shown: Shown) -> Asks:
        """What the table is read from."""
        keep = self.keep(shown)
        return Asks(self.order, keep, shown.context.deal, tuple(self.weights.asked.items()))

    def wants(self, reading: Reading, shown: Shown) -> dict[str, Ask]:
        """The rows; where there are more, those that are kept, and the sums of all of these."""
        asks = self.asks(shown)
        wanted = {"exposure": asks.rows}
        if not reading.more(shown):
            return wanted
        wanted["totals"] = asks.totals
        if asks.keep.only or asks.keep.text:
            wanted["kept"] = asks.kept
        chosen = self.chosen(reading, shown)
        if isinstance(chosen, Row) and self._room.wide:
            wanted["pair"] = pair_ask(chosen.holder_parent, chosen.obligor_parent)
        return wanted

    def listing(self, reading: Reading, shown: Shown) -> Listing:
        """Rows and sums of the table, in its order."""
        return reading.listing(shown, self.asks(shown), self.backwards, self.keep(shown))

    def stops(self, reading: Reading, shown: Shown) -> list[Item | Aside]:
        """What the cursor of the table stops at."""
        return [*self.listing(reading, shown).items, *asides(shown, shown.context.entity, FULL)]

    def at(self, stops: list[Item | Aside]) -> int:
        """The place of the cursor among its stops; where its own has gone, near it."""
        keys = [stop.key for stop in stops]
        self._at = keys.index(self.on) if self.on in keys else max(0, min(self._at, len(keys) - 1))
        return self._at

    def chosen(self, reading: Reading, shown: Shown) -> Item | Aside | None:
        """What stands under the cursor of the table."""
        stops = self.stops(reading, shown)
        return stops[self.at(stops)] if stops else None

    def _beyond(self, reading: Reading, shown: Shown) -> list[Stop]:
        """The lines of the side part, none where it has no room."""
        if not self._room.wide:
            return []
        right, chosen = halves(self._room)[1], self.chosen(reading, shown)
        rows = reading.rows(shown)
        if reading.more(shown) and isinstance(chosen, Row):
            # Of some rows a share of what the holder is worth would be too low.
            ask = pair_ask(chosen.holder_parent, chosen.obligor_parent)
            rows = rows_of(answer(shown, "pair", ask), shown.context.lens)
        of_sum = self._of_sum(chosen, shown) if isinstance(chosen, Sum) else None
        return side(chosen, rows, shown, right, of_sum)

    def _of_sum(self, chosen: Sum, shown: Shown) -> Subject:
        """What a sum is made of, whatever of it is read."""
        if chosen.unread:
            return Subject(made_of=self.asks(shown).claims(chosen))
        own, legs = claims_of(chosen.rows), legs_of(chosen.rows)
        if chosen.exposure_class == "capacity":
            return Subject(own, legs=legs, unit="mw", number=chosen.gigawatts(FULL))
        return Subject(own, legs=legs, counted=self.weights.counted(chosen.rows))

    def _numbers(self, reading: Reading, shown: Shown) -> list[Subject]:
        every = self._beyond(reading, shown)
        return [stop.subject for stop in every if stop.subject is not None]

    def _of_line(self, reading: Reading, shown: Shown) -> list[Number]:
        """The numbers of the line under the cursor."""
        chosen, asks = self.chosen(reading, shown), self.asks(shown)
        return numbers(chosen, asks.claims(chosen) if isinstance(chosen, Sum) else asks.rows)

    def _pointed(self, reading: Reading, shown: Shown) -> Number | None:
        """The one that `column` points at."""
        own = self._of_line(reading, shown) if self.column else []
        return own[min(self.column, len(own)) - 1] if own else None

    def subject(self, reading: Reading, shown: Shown) -> Subject:
        beside = self._numbers(reading, shown) if self.part == BESIDE else []
        if beside:
            return beside[min(self.number, len(beside) - 1)]
        pointed = self._pointed(reading, shown)
        return pointed.subject if pointed else self._line(reading, shown)

    def _line(self, reading: Reading, shown: Shown) -> Subject:
        """What the whole line under the cursor is about."""
        chosen = self.chosen(reading, shown)
        if isinstance(chosen, Aside):
            return chosen.subject
        if isinstance(chosen, Sum):
            return self._of_sum(chosen, shown)
        if chosen is None:
            return Subject(entity=shown.context.entity)
        entity = chosen.obligor
        if shown.context.entity in (chosen.obligor, chosen.obligor_parent):
            entity = chosen.holder
        own = self.weights.counted([chosen])
        return Subject(chosen.claims, chosen.leg_id, chosen.deal_id, entity, counted=own)

    # -- keys

    def act(self, action: str, reading: Reading, shown: Shown) -> Open | bool:
        if action in ("next_part", "previous_part"):
            beyond = [BESIDE] if self._numbers(reading, shown) else []
            parts = [TABLE, *beyond, WEIGHTS]
            at = parts.index(self.part) if self.part in parts else 0
            step = 1 if action == "next_part" else -1
            self.part, self.number = parts[(at + step) % len(parts)], 0
            return True
        if action == "escape" and self.part != TABLE:
            self.part = TABLE
            return True
        if self.part == WEIGHTS:
            return self.weights.act(action)
        if action == "escape" and self.column:
            self.column = 0
            return True
        if action in ("left", "right") and self.part == TABLE:
            before, last = self.column, len(self._of_line(reading, shown))
            step = 1 if action == "right" else -1
            self.column = max(0, min(min(before, last) + step, last))
            return self.column != before
        if action == "enter":
            subject = self.subject(reading, shown)
            if self.part == TABLE and isinstance(self.chosen(reading, shown), Row):
                subject = self._line(reading, shown)
            return Open("evidence" if subject.leg is None else "pair", subject)
        if action == "order_back":
            self.backwards = not self.backwards
        elif action == "order":
            names = list(ORDERS)
            self.order = names[(names.index(self.order) + 1) % len(names)]
            self.backwards = False
        elif action in STEPS:
            return self._move(STEPS[action], reading, shown)
        else:
            return False
        return True

    def filter(self, rows: list[Row], *, on: bool) -> None:
        """Keep the next class that is there; or all, of whatever words."""
        there = {row.exposure_class for row in rows}
        choices = [None, *(each for each in CLASSES if each in there)]
        at = choices.index(self.only) if self.only in choices else 0
        self.only = choices[(at + 1) % len(choices)] if on else None
        self.text = self.text if on else ""

    def _move(self, step: int, reading: Reading, shown: Shown) -> bool:
        if self.part == BESIDE:
            before, last = self.number, len(self._numbers(reading, shown)) - 1
            self.number = max(0, min(before + step, last))
            return self.number != before
        stops = self.stops(reading, shown)
        before = self.at(stops)
        after = max(0, min(before + step, len(stops) - 1))
        self.on = stops[after].key if stops else ""
        return after != before

    # -- what is drawn

    def lines(self, reading: Reading, shown: Shown, surface: Surface) -> list[Line]:
        self._room = surface
        left, right = halves(surface) if surface.wide else (surface, surface)
        chosen = self.chosen(reading, shown)
        here = Place(
            self.listing(reading, shown),
            self._at,
            self._first,
            self.order,
            self.backwards,
            self.keep(shown),
            self.weights,
            self.part == WEIGHTS,
            self._pointed(reading, shown) if self.part == TABLE else None,
        )
        lines, self._first = table_page(here, chosen, shown, left)
        if not surface.wide:
            return lines
        number = self.number if self.part == BESIDE else None
        return beside(lines, side_lines(self._beyond(reading, shown), number, right), surface)
