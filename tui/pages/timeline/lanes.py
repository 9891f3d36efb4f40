"""Rows of the timeline queries as lanes: what is drawn of each, and how its label fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tui.corpus.frame import Frame
from tui.draw.axis import Axis
from tui.draw.lanes import Lane, Lanes, Segment, lanes
from tui.draw.spans import Line, add_role, cell_width, clip_text, concat, pad
from tui.draw.spell import spell
from tui.format import GlyphSet, amount
from tui.pages.page import Surface
from tui.pages.since import MARK
from tui.pages.timeline.said import status_span
from tui.pages.timeline.span import Span

# Whoever tells that it is so tells that it began before.
UNDER_WAY = ("binding", "delivered", "partly_paid", "paid")
WORD_CELLS = 14
DUE_CELLS = 12


@dataclass(frozen=True)
class LaneRow:
    """A deal, a leg or an aggregate: what is believed now, and on each day of news before."""

    lane: str
    deal: str | None
    leg: str | None
    entity: str | None
    label: str
    low: Any
    high: Any
    bound: str | None
    unit: str | None
    claim: str | None
    status: str | None
    standing: str
    kinds: tuple[str, ...]
    began: date | None
    news: tuple[date, ...]
    turns: tuple[tuple[str | None, str], ...]
    due: tuple[date, ...]
    due_exact: tuple[bool, ...]
    # Of the whole corpus: where the window of time begins.
    first_known: date
    # The deal that a leg belongs to, by its title.
    of: str | None = None

    @property
    def newest(self) -> date:
        """When it was last spoken of."""
        return self.news[-1]

    @property
    def word(self) -> str:
        """The status or standing by which it is filtered."""
        return self.standing if self.standing != "live" else self.status or ""

    def amount(self, glyphs: GlyphSet) -> str:
        """Its size in $B or its own unit, with its bound; `?` where nobody says."""
        return amount(self.low, self.high, self.bound, self.unit, glyphs)


@dataclass(frozen=True)
class View:
    """What is seen of the lanes: the rows from number `first` on, the chosen one, the window."""

    rows: Sequence[LaneRow]
    first: int
    cursor: int
    span: Span
    as_of: date
    today: date
    since: date | None
    title: str
    # The day of the chosen claim, and the fill and role of its cell.
    point: tuple[date, str, str] | None = None
    # What stands at the end of a lane: nothing, the status word, the next date too.
    ends: int = 0


def lane_rows(frame: Frame | None, *, legs: bool) -> list[LaneRow]:
    """The rows of a timeline.sql or timeline_legs.sql frame."""
    return [] if frame is None else [_row(row, legs) for row in frame.rows()]


def _row(row: dict[str, Any], legs: bool) -> LaneRow:
    return LaneRow(
        lane=row["lane"],
        deal=row["deal_id"],
        leg=row["lane"] if legs else None,
        entity=row["entity_id"],
        label=row["label"],
        low=row["low"],
        high=row["high"],
        bound=row["bound"],
        unit=row["unit"],
        claim=row["amount_claim"],
        status=row["status"],
        standing=row["standing"],
        kinds=tuple(row["kinds"] or ()),
        began=row["began"],
        news=tuple(row["news"]),
        turns=tuple(zip(row["statuses"], row["standings"], strict=True)),
        due=tuple(row["due"] or ()),
        due_exact=tuple(row["due_exact"] or ()),
        first_known=row["first_known"],
        of=row["of_deal"] if legs else None,
    )


def segments(row: LaneRow, as_of: date) -> tuple[Segment, ...]:
    """What fills a lane: dashes since it holds until it was known, a segment a day of news until
    the next or as of, dashes on to what is due on no exact day. Nothing after as of is news."""
    first = row.news[0]
    status, standing = row.turns[0]
    pieces = []
    if row.began is not None and row.began < first:
        pieces.append(Segment(row.began, first, status, standing, exact=False))
    elif row.began is None and status in UNDER_WAY:
        pieces.append(Segment(None, first, status, standing, exact=False))
    for at, (day, (status, standing)) in enumerate(zip(row.news, row.turns, strict=True)):
        end = row.news[at + 1] if at + 1 < len(row.news) else as_of
        # Where nobody says how firm it is, a line of dashes says that it is there.
        known = status is not None or standing != "live"
        pieces.append(Segment(day, end, status, standing, exact=known))
    vague = [day for day, exact in zip(row.due, row.due_exact, strict=True) if not exact]
    if vague and vague[-1] > as_of:
        pieces.append(Segment(as_of, vague[-1], row.status, row.standing, exact=False))
    return tuple(pieces)


def short(title: str, cells: int) -> str:
    """A title in so many cells: names and years, which tell deals apart, outlast other words."""
    words = title.split(" ")
    for at in range(len(words) - 1, 0, -1):
        if cell_width(" ".join(words)) <= cells:
            break
        if words[at].isalpha() and words[at].islower():
            del words[at]
    return " ".join(words)


def field_cells(rows: Sequence[LaneRow], width: int, ends: int, glyphs: GlyphSet) -> int:
    """Cells of label and amount together: the same for all rows, so that scrolling moves no lane.

    A leg is told from another by its last words, so legs get more room.
    """
    cells = _canvas_cells(width, ends)
    # Names and year of a deal beside '≤100', which takes a cell more in ascii.
    least = 23 + (glyphs.level == "ascii")
    most = min(max(least, cells * (4 if rows and rows[0].leg else 3) // 10), cells * 2 // 5)
    wanted = (
        cell_width(spell(row.label, glyphs)) + 1 + cell_width(row.amount(glyphs)) for row in rows
    )
    return min(max(wanted, default=0), most)


def lane_lines(view: View, field: int, surface: Surface) -> list[Line]:
    """A header and as many of the lanes as `surface` has rows for."""
    glyphs = surface.glyphs
    seen = view.rows[: max(surface.height - 1, 0)]
    width = _canvas_cells(surface.width, view.ends)
    drawn = tuple(
        Lane(
            row.lane,
            _label(row, field, glyphs),
            row.amount(glyphs),
            segments(row, view.as_of),
            row.due,
        )
        for row in seen
    )
    # A padded heading holds the columns where they are, whatever is scrolled into view.
    titles = (view.title.ljust(field - 3), "$B")
    chosen = view.cursor - view.first
    data = Lanes(drawn, view.span.start, view.span.end, view.as_of, view.today, chosen, 0, titles)
    canvas = lanes(data, width, len(drawn) + 1, glyphs)
    for at, row in enumerate(seen):
        if view.since is not None and row.newest > view.since and at != chosen:
            canvas.put(0, at + 1, MARK, "accent", row.lane)
    if view.point is not None and 0 <= chosen < len(seen):
        day, fill, role = view.point
        column = Axis(view.span.start, view.span.end, max(width - field - 2, 0)).column(day)
        if 0 <= column < width - field - 2:
            canvas.glyph(field + 2 + column, chosen + 1, fill, f"{role} reverse cursor".strip())
    lines = canvas.lines()
    if not view.ends:
        return lines
    heads = [("status".ljust(WORD_CELLS), "muted"), ("next" * (view.ends > 1), "muted")]
    lines[0] = concat(pad(lines[0], width + 1, glyphs), heads)
    for at, row in enumerate(seen):
        end = _end(row, view, glyphs)
        end = add_role(end, "cursor") if at == chosen else end
        lines[at + 1] = concat(pad(lines[at + 1], width + 1, glyphs), end)
    return lines


def _label(row: LaneRow, field: int, glyphs: GlyphSet) -> str:
    room = max(field - 1 - cell_width(row.amount(glyphs)), 0)
    label = spell(row.label, glyphs)
    if row.leg is None:
        label = short(label, room)
    elif cell_width(label) > room:
        label = label.split(",")[0]
    return clip_text(label, room, glyphs)


def _canvas_cells(width: int, ends: int) -> int:
    """The drawing and its header end before the last cell, as the titles do."""
    return width - 1 - (0, WORD_CELLS, WORD_CELLS + DUE_CELLS)[ends]


def _end(row: LaneRow, view: View, glyphs: GlyphSet) -> Line:
    line = pad(status_span(row.status, row.standing, glyphs), WORD_CELLS, glyphs)
    if view.ends < 2 or not row.due:
        return line
    late = (view.as_of - row.due[0]).days
    return [*line, (f"{late} overdue", "bold") if late > 0 else (row.due[0].isoformat(), "")]
