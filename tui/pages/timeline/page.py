"""The Timeline pane: lanes of deals or legs with their claims, and the same rows as lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tui.corpus.fold import terms
from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.pages.beside import beside, halves
from tui.pages.loaded import Loaded, whole
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.parts import step_part
from tui.pages.rows import Rows
from tui.pages.timeline import draw, lists, side
from tui.pages.timeline.asks import (
    LANES,
    ORDERS,
    OVERDUE,
    TITLES,
    VIEWS,
    Filter,
    ask_of,
    choices,
    claims_of,
    next_filter,
    only,
    order_words,
)
from tui.pages.timeline.lanes import LaneRow, lane_rows
from tui.pages.timeline.said import STATED, Row
from tui.pages.timeline.span import Span, fitted

ON_LANES, ON_CLAIMS = 0, 1


@dataclass
class TimelinePage:
    """Where the reader is stands in ids, so that it outlasts another date, order or filter."""

    name: str = "timeline"
    view: str = "deals"
    part: int = ON_LANES
    lane: str | None = None
    deal: str | None = None
    # A deal that was opened: nothing but its own.
    within: str | None = None
    order: int = 0
    backwards: bool = False
    filter: Filter | None = None
    text: str = ""
    finds_by: str = "filter"
    span: Span | None = None
    rows: dict[str, Rows] = field(default_factory=lambda: {view: Rows() for view in VIEWS})
    claims: Rows = field(default_factory=Rows)
    today: date = field(default_factory=date.today)
    _frame: Frame | None = None
    _lanes: list[LaneRow] = field(default_factory=list)
    _loaded: Loaded[Row] = field(default_factory=Loaded)
    # The lanes without a filter: what there is to filter by.
    _all: list[LaneRow] = field(default_factory=list)
    # The chosen lane with its claims and sizes, the last one while those of another are read.
    _below: draw.Below | None = None
    _story: Frame | None = None

    # -- what it reads

    def wants(self, shown: Shown) -> dict[str, Ask]:
        self._read(shown)
        asks = {self.view: self._ask(shown)}
        row = self.chosen()
        if row is not None:
            asks["claims"] = claims_of(row.lane)
            asks["sizes"] = Ask.of("timeline_sizes", lane=row.lane)
        return asks

    def sql(self, shown: Shown) -> Ask:
        return whole(self._ask(shown))

    def _ask(self, shown: Shown) -> Ask:
        first = self.rows[self.view].first
        how = self.order, self.backwards, self.filter
        picked = shown.context if not self.within else shown.context.picking(deal=self.within)
        return ask_of(self.view, picked, *how, first, self.text)

    def _read(self, shown: Shown) -> None:
        """Take over a new frame, once: the cursor stays on its lane, or on its deal."""
        frame = shown.frames.get(self.view)
        if frame is not self._frame:
            self._frame = frame
            raw = shown.rows(self.view)
            skip = int(str(frame.params.get("skip") or 0)) if frame is not None else 0
            total = int(raw[0]["total"]) if raw and "total" in raw[0] else len(raw)
            self._loaded = Loaded(raw, skip, total)
            if self.view in LANES:
                self._take_lanes(frame)
            if not raw and skip:
                # Fewer rows than there were: from the first on again.
                self.rows[self.view] = Rows()
        self._read_below(shown)

    def _take_lanes(self, frame: Frame | None) -> None:
        self._lanes = lane_rows(frame, legs=self.view == "legs")
        if frame is None:
            return
        if self.filter is None and not self.text:
            self._all = self._lanes
        at = next((n for n, row in enumerate(self._lanes) if row.lane == self.lane), None)
        if at is None and self.deal is not None:
            at = next((n for n, row in enumerate(self._lanes) if row.deal == self.deal), None)
        rows = self.rows[self.view]
        if at is not None:
            rows.cursor = self._loaded.skip + at
        rows.fit(self._loaded.total, rows.height)
        self._follow()

    def _follow(self) -> None:
        """Remember which lane is under the cursor; one that is not there yet is not known."""
        row = self.chosen()
        self.lane, self.deal = (row.lane, row.deal) if row is not None else (None, None)

    def _read_below(self, shown: Shown) -> None:
        """The claims of the chosen lane, once they are there, from the deciding one on."""
        row, story, sizes = self.chosen(), shown.frames.get("claims"), shown.frames.get("sizes")
        if row is None:
            self._below = None
        elif story is not None and sizes is not None:
            told = story.params.get("lane") == row.lane == sizes.params.get("lane")
            below = self._below
            if told and (story is not self._story or below is None or below.row != row):
                self._below = draw.Below(row, shown.rows("claims"), shown.rows("sizes"))
                self._story = story
                self.claims.cursor = _deciding(row, self._below.claims, shown.context.claim)

    def chosen(self) -> LaneRow | None:
        """The lane under the cursor, None in a list or while it is on its way."""
        at = self.rows[self.view].cursor - self._loaded.skip
        return self._lanes[at] if self.view in LANES and 0 <= at < len(self._lanes) else None

    def claim(self) -> Row | None:
        """The claim under the cursor of the claims below, or of the list."""
        if self.view not in LANES:
            return self._loaded.row(self.rows[self.view].cursor)
        rows = self._below.claims if self._below is not None else ()
        return rows[max(0, min(self.claims.cursor, len(rows) - 1))] if rows else None

    def subject(self, shown: Shown) -> Subject:
        row, claim = self.chosen(), self.claim()
        claims = (claim["claim_id"],) if claim is not None else ()
        if self.view not in LANES:
            return (
                Subject(claims, claim.get("leg_id"), claim["deal_id"], claim.get("entity_id"))
                if claim is not None
                else Subject()
            )
        if row is None:
            return Subject()
        leg = row.leg or (claim["leg_id"] if claim is not None else None)
        picked = claims[0] if claims and self.part == ON_CLAIMS else None
        return Subject(claims, leg, row.deal, row.entity, picked=picked)

    # -- keys

    def footer(self) -> tuple[str, ...]:
        if self.view in LANES:
            more = ("zoom_in", "play", "changed", "filter", "order", "zoom_out")
            return ("evidence", "enter", "card", "view", *more, "next_part", "pick", "sql")
        return ("evidence", "enter", "view", "order", "filter", "changed", "pick", "sql")

    def act(self, action: str, shown: Shown) -> Open | bool:
        self._read(shown)
        part = step_part(self.part, action, 2) if self.view in LANES else None
        if part is not None:
            self.part = part
            return True
        if action == "enter":
            return self._enter(shown)
        if action in ("view", "view_back"):
            step = 1 if action == "view" else -1
            self.view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]
            self.part, self.order, self.backwards, self.filter = ON_LANES, 0, False, None
            return True
        if action in ("order", "order_back") and self.view in ORDERS:
            if action == "order":
                self.order = (self.order + 1) % len(ORDERS[self.view])
            else:
                self.backwards = not self.backwards
            return self._to_top()
        if action in ("filter", "filter_none"):
            among = choices(self.view, self._all) if action == "filter" else ()
            self.filter = next_filter(self.filter, among)
            self.text = self.text if action == "filter" else ""
            return self._to_top()
        if action == "escape" and self.text:
            self.find("")
            return True
        return self._move(action) or (self.view in LANES and self._look(action, shown))

    def find(self, text: str) -> None:
        """Keep the rows with these words in their names or their status."""
        if terms(text) != terms(self.text):
            self._to_top()
        self.text = text

    def _to_top(self) -> bool:
        """Other rows: from the first one on."""
        self.lane = self.deal = None
        self.rows[self.view] = Rows(height=self.rows[self.view].height)
        return True

    def _enter(self, shown: Shown) -> Open | bool:
        subject = self.subject(shown)
        if not subject.claims and subject.deal is None:
            return False
        if self.view in LANES and self.part == ON_LANES and subject.deal is not None:
            return Open("legs" if self.view == "deals" else "deal", subject)
        return Open("deal" if self.view == "quiet" else "evidence", subject)

    def _move(self, action: str) -> bool:
        if self.view in LANES and self.part == ON_CLAIMS:
            return self.claims.act(action, len(self._below.claims) if self._below else 0)
        rows = self.rows[self.view]
        if not rows.act(action, self._loaded.total):
            return False
        rows.fit(self._loaded.total, rows.height)
        self._follow()
        return True

    def _look(self, action: str, shown: Shown) -> bool:
        """Zoom about as of, pan by a quarter, fit."""
        span = self.window(shown)
        if action in ("zoom_in", "zoom_out"):
            self.span = span.zoomed(shown.context.as_of, action == "zoom_in")
        elif action in ("left", "right"):
            self.span = span.panned(-1 if action == "left" else 1)
        elif action == "fit":
            self.span = None
        return action in ("zoom_in", "zoom_out", "left", "right", "fit")

    # -- what is drawn

    def window(self, shown: Shown) -> Span:
        """The window of the axis: as it was turned, else all from the first known date to today."""
        first = self._lanes[0].first_known if self._lanes else None
        return self.span or fitted(first, shown.context.as_of, self.today)

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        self._read(shown)
        if self.view not in LANES:
            return self._list(shown, surface)
        if not surface.wide:
            return self._main(shown, surface, surface.width)
        left, right = halves(surface)
        right_lines = side.side(self._below, self.claim(), shown, right)
        return beside(self._main(shown, left, surface.width), right_lines, surface)

    def _main(self, shown: Shown, surface: Surface, whole: int) -> list[Line]:
        look = draw.Look(
            view=self.view,
            order=order_words(self.view, self.order, self.backwards),
            filter=self.filter,
            text=self.text,
            span=self.window(shown),
            today=self.today,
            of=self._all[0].of if self.within and self._all else None,
            part=self.part,
            ends=0 if whole < 120 else 1 if whole < 160 else 2,
        )
        loaded = Loaded(self._lanes, self._loaded.skip, self._loaded.total)
        rows = self.rows[self.view]
        return draw.main(look, loaded, rows, self._below, self.claims, shown, surface)

    def _list(self, shown: Shown, surface: Surface) -> list[Line]:
        loaded, rows, glyphs = self._loaded, self.rows[self.view], surface.glyphs
        words = [
            lists.heading(self.view, loaded, shown.context.as_of, glyphs, self.filter),
            order_words(self.view, self.order, self.backwards),
            only(self.filter if self.view == "list" else None, self.text),
            f"the first {loaded.total:,}" if self._frame and self._frame.truncated else "",
            f"{rows.cursor + 1:,} of {loaded.total:,}" if loaded.total else "",
        ]
        right = f" {glyphs.dot} ".join(word for word in words if word)
        head = "Overdue" if self.filter == OVERDUE else TITLES[self.view], right
        return lists.list_lines(self.view, head, loaded, rows, self.text, shown, surface)


def _deciding(row: LaneRow, claims: list[Row], picked: str | None) -> int:
    """The picked claim; else the newest that says what the lane's status is, or that there is."""
    ids = [claim["claim_id"] for claim in claims]
    if picked in ids:
        return ids.index(picked)
    said = [
        at
        for at, claim in enumerate(claims)
        if claim["property"] in STATED
        and claim["stance"] != "negated"
        and row.word in (claim["status"], claim["standing"])
    ]
    return said[-1] if said else len(claims) - 1
