"""The Timeline pane: lanes of deals or legs with their claims, and the same rows as lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.pages import timeline_draw, timeline_lists
from tui.pages.beside import beside, halves
from tui.pages.lanes import LaneRow, lane_rows
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.parts import step_part
from tui.pages.rows import Rows
from tui.pages.said import STATED, Row
from tui.pages.span import Span, fitted
from tui.pages.timeline_lists import Loaded

VIEWS = ("deals", "legs", "list", "due", "quiet")
LANES = ("deals", "legs")
QUERIES = {
    "deals": "timeline",
    "legs": "timeline_legs",
    "list": "timeline_claims",
    "due": "milestones",
    "quiet": "quiet",
}
ORDERS = {
    "deals": (("news", "latest news first"), ("due", "next date first"), ("amount", "by amount")),
    "legs": (("news", "latest news first"), ("due", "next date first"), ("amount", "by amount")),
    "list": (("known", "newest first"), ("when", "latest date first")),
}
# Rows are read in pages that overlap: whatever is seen, its page is there.
STEP, COUNT = 100, 200
ON_LANES, ON_CLAIMS = 0, 1


@dataclass
class TimelinePage:
    """Where the reader is stands in ids, so that it outlasts another date, order or filter."""

    name: str = "timeline"
    view: str = "deals"
    part: int = ON_LANES
    lane: str | None = None
    deal: str | None = None
    order: int = 0
    backwards: bool = False
    filter: tuple[str, str] | None = None
    span: Span | None = None
    rows: dict[str, Rows] = field(default_factory=lambda: {view: Rows() for view in VIEWS})
    claims: Rows = field(default_factory=Rows)
    today: date = field(default_factory=date.today)
    _frame: Frame | None = None
    _lanes: list[LaneRow] = field(default_factory=list)
    _loaded: Loaded[Row] = field(default_factory=Loaded)
    _choices: tuple[tuple[str, str], ...] = ()
    # The chosen lane with its claims and sizes, the last one while those of another are read.
    _below: timeline_draw.Below | None = None
    _story: Frame | None = None

    # -- what it reads

    def wants(self, shown: Shown) -> dict[str, Ask]:
        self._read(shown)
        asks = {"dates": Ask.of("known_dates"), self.view: self.sql(shown)}
        row = self.chosen()
        if row is not None:
            asks["claims"] = _claims_of(row.lane)
            asks["sizes"] = Ask.of("timeline_sizes", lane=row.lane)
        return asks

    def sql(self, shown: Shown) -> Ask:
        query, picked = QUERIES[self.view], shown.context
        if self.view not in ORDERS:
            return Ask.of(query, entity=picked.entity, deal=picked.deal)
        orders = ORDERS[self.view]
        skip = self.rows[self.view].first // STEP * STEP
        if self.view == "list":
            # The claims of a lane are told from the oldest on, the list from the newest.
            backwards, more = not self.backwards, {"lane": None}
        else:
            backwards, more = self.backwards, {}
        return Ask.of(
            query,
            entity=picked.entity,
            deal=picked.deal,
            status=self._filtered("status"),
            kind=self._filtered("kind"),
            order=orders[self.order % len(orders)][0],
            reverse=backwards,
            skip=skip,
            count=COUNT,
            **more,
        )

    def _filtered(self, by: str) -> str | None:
        return self.filter[1] if self.filter is not None and self.filter[0] == by else None

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
        if self.filter is None:
            self._choices = _choices(self._lanes)
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
        """The claims of the chosen lane, once they are there: on the one that decides its status."""
        row, story, sizes = self.chosen(), shown.frames.get("claims"), shown.frames.get("sizes")
        if row is None:
            self._below = None
        elif story is not None and sizes is not None:
            told = story.params.get("lane") == row.lane == sizes.params.get("lane")
            if told and (
                story is not self._story or self._below is None or self._below.row != row
            ):
                fresh = story is not self._story
                self._below = timeline_draw.Below(row, shown.rows("claims"), shown.rows("sizes"))
                self._story = story
                if fresh:
                    self.claims.cursor = _deciding(row, self._below.claims)

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
        leg = row.leg
        if self._below is not None and self._below.row.lane == row.lane and claim is not None:
            # What is said of a deal is told among the story of its first leg.
            sizes = self._below.sizes
            leg = leg or claim["leg_id"] or (sizes[0]["leg_id"] if sizes else None)
        return Subject(claims, leg, row.deal, row.entity)

    # -- keys

    def footer(self) -> tuple[str, ...]:
        if self.view in LANES:
            more = ("zoom_in", "zoom_out", "play", "changed", "filter")
            return ("evidence", "enter", "view", *more, "order", "next_part", "pick", "sql")
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
            self.part, self.order, self.backwards = ON_LANES, 0, False
            return True
        if action in ("order", "order_back") and self.view in ORDERS:
            if action == "order":
                self.order = (self.order + 1) % len(ORDERS[self.view])
            else:
                self.backwards = not self.backwards
            return True
        if action in ("filter", "filter_none") and self.view in ORDERS:
            return self._filter(action == "filter")
        return self._move(action) or (self.view in LANES and self._look(action, shown))

    def _enter(self, shown: Shown) -> Open | bool:
        subject = self.subject(shown)
        if not subject.claims and subject.deal is None:
            return False
        to_deal = self.view in LANES and self.part == ON_LANES and subject.deal is not None
        return Open("deal" if to_deal or self.view == "quiet" else "evidence", subject)

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

    def _filter(self, on: bool) -> bool:
        """The next status or kind among the lanes, after the last one all again."""
        if not on:
            self.filter = None
        else:
            steps = [None, *self._choices]
            at = steps.index(self.filter) if self.filter in steps else 0
            self.filter = steps[(at + 1) % len(steps)]
        return True

    # -- what is drawn

    def window(self, shown: Shown) -> Span:
        """The window of the axis: as it was turned, else all from the first known date to today."""
        dates = shown.rows("dates")
        first = dates[0]["known_on"] if dates else None
        return self.span or fitted(first, shown.context.as_of, self.today)

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        self._read(shown)
        if self.view not in LANES:
            return self._list(shown, surface)
        if not surface.wide:
            return self._main(shown, surface, surface.width)
        left, right = halves(surface)
        side = timeline_draw.side(self._below, self.claim(), shown, right)
        return beside(self._main(shown, left, surface.width), side, surface)

    def _main(self, shown: Shown, surface: Surface, whole: int) -> list[Line]:
        look = timeline_draw.Look(
            view=self.view,
            order=self._order_words(),
            filter=self.filter,
            span=self.window(shown),
            today=self.today,
            part=self.part,
            ends=0 if whole < 120 else 1 if whole < 160 else 2,
        )
        loaded = Loaded(self._lanes, self._loaded.skip, self._loaded.total)
        rows = self.rows[self.view]
        return timeline_draw.main(look, loaded, rows, self._below, self.claims, shown, surface)

    def _list(self, shown: Shown, surface: Surface) -> list[Line]:
        loaded, rows = self._loaded, self.rows[self.view]
        right = timeline_lists.heading(
            self.view, loaded.rows, loaded.total, shown.context.as_of, surface.glyphs
        )
        dot = surface.glyphs.dot
        words = [right, self._order_words(), timeline_draw.only(self.filter)]
        if self.view not in ORDERS:
            words = [right]
        if loaded.total:
            words.append(f"{rows.cursor + 1:,} of {loaded.total:,}")
        head = timeline_draw.TITLES[self.view], f" {dot} ".join(word for word in words if word)
        return timeline_lists.list_lines(self.view, head, loaded, rows, shown, surface)

    def _order_words(self) -> str:
        if self.view not in ORDERS:
            return ""
        words = ORDERS[self.view][self.order % len(ORDERS[self.view])][1]
        return f"{words}, reversed" if self.backwards else words


def _claims_of(lane: str) -> Ask:
    none = {name: None for name in ("deal", "entity", "status", "kind", "count", "skip")}
    return Ask.of("timeline_claims", lane=lane, order="known", reverse=False, **none)


def _choices(lanes: list[LaneRow]) -> tuple[tuple[str, str], ...]:
    """What lanes can be filtered by: the statuses that there are, then the kinds."""
    words = sorted({row.word for row in lanes if row.word}, key=timeline_draw.FIRMNESS.index)
    kinds = sorted({kind for row in lanes for kind in row.kinds})
    return (*(("status", word) for word in words), *(("kind", kind) for kind in kinds))


def _deciding(row: LaneRow, claims: list[Row]) -> int:
    """The newest claim that says what the lane's status is; without one the newest of all."""
    said = [
        at
        for at, claim in enumerate(claims)
        if claim["property"] in STATED
        and claim["stance"] != "negated"
        and row.word in (claim["status"], claim["standing"])
    ]
    return said[-1] if said else len(claims) - 1
