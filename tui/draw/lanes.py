"""Timeline lanes: one row a deal, its status as fill over time, with the as-of rule and today."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tui.draw.axis import Axis
from tui.draw.canvas import Canvas
from tui.draw.spans import cell_width, clip_text
from tui.draw.spell import spell
from tui.format import GlyphSet, role_of, status_glyph

QUIET = timedelta(days=90)
"""So long after the news that began a segment its fill gives way to a thin line."""


@dataclass(frozen=True)
class Segment:
    """A belief from `start` to before `end`; equal dates are one cell, None is the edge of the
    window. Each piece of news begins a segment, also where it changes nothing. Not `exact`: drawn
    dashed, whatever the status. `key` owns the cells; None leaves them to the lane."""

    start: date | None
    end: date | None
    status: str | None
    standing: str | None = "live"
    exact: bool = True
    key: Hashable | None = None


@dataclass(frozen=True)
class Lane:
    """One row. `points` are the next milestones; segments are drawn in their order."""

    key: Hashable
    label: str
    amount: str
    segments: tuple[Segment, ...] = ()
    points: tuple[date, ...] = ()


@dataclass(frozen=True)
class Lanes:
    """All lanes, so that scrolling moves no column; `first` is the number of the first one drawn,
    `cursor` that of the chosen one. `start` to before `end` is the window of the axis; `titles`
    head the label and the amount column."""

    lanes: tuple[Lane, ...]
    start: date
    end: date
    as_of: date | None = None
    today: date | None = None
    cursor: int | None = None
    first: int = 0
    titles: tuple[str, str] = ("deal", "$B")


def lanes(data: Lanes, width: int, height: int, glyphs: GlyphSet) -> Canvas:
    """One header row and as many lanes as `height` allows. The as-of rule is covered only by news
    of that day. Cells are owned by segment keys, else by lane keys; names by lane keys."""
    canvas = Canvas(width, height, glyphs)
    shown = data.lanes[data.first : data.first + max(height - 1, 0)]
    field = _field(data, width, glyphs)
    left = field + 2
    axis = Axis(data.start, data.end, max(width - left, 0))
    as_of, today = (_column(axis, day) for day in (data.as_of, data.today))
    _names(canvas, 0, data.titles, field, "muted", None)
    _header(canvas, axis, left, as_of, today)
    ticks = [tick.column for tick in axis.ticks()]
    for at, lane in enumerate(shown):
        y = at + 1
        chosen = data.first + at == data.cursor
        if chosen:
            canvas.put(0, y, glyphs.cursor, "accent", lane.key)
        _names(canvas, y, (lane.label, lane.amount), field, "", lane.key)
        for tick in ticks:
            canvas.glyph(left + tick, y, glyphs.tick, "hairline", lane.key)
        if today is not None:
            canvas.glyph(left + today, y, glyphs.today, "muted", lane.key)
        if as_of is not None:
            canvas.glyph(left + as_of, y, glyphs.bar, "accent", lane.key)
        for segment in lane.segments:
            _segment(canvas, axis, left, y, segment, lane, as_of)
        for day in lane.points:
            column = _column(axis, day)
            if column is not None:
                canvas.glyph(left + column, y, glyphs.milestone, "text", lane.key)
        if chosen:
            canvas.tint(y, "cursor")
    return canvas


def _field(data: Lanes, width: int, glyphs: GlyphSet) -> int:
    """Cells that label and amount share, with a blank between: a short label leaves room for a long
    amount. At most two fifths of the width."""
    pairs = [data.titles, *((lane.label, lane.amount) for lane in data.lanes)]
    wanted = max(sum(cell_width(spell(part, glyphs)) for part in pair) + 1 for pair in pairs)
    return min(wanted, width * 2 // 5)


def _names(
    canvas: Canvas,
    y: int,
    names: Sequence[str],
    field: int,
    role: str,
    owner: Hashable | None,
) -> None:
    label, amount = (spell(name, canvas.glyphs) for name in names)
    amount = clip_text(amount, max(field, 0), canvas.glyphs)
    room = field - cell_width(amount) - 1
    canvas.put(1, y, clip_text(label, max(room, 0), canvas.glyphs), role, owner)
    canvas.put(1 + field - cell_width(amount), y, amount, role, owner)


def _column(axis: Axis, day: date | None) -> int | None:
    if day is None or axis.cells <= 0:
        return None
    column = axis.column(day)
    return column if 0 <= column < axis.cells else None


def _header(canvas: Canvas, axis: Axis, left: int, as_of: int | None, today: int | None) -> None:
    """The as-of head, then `today`, then the labels of the ticks that find room."""
    taken: set[int] = set()
    if as_of is not None:
        canvas.put(left + as_of, 0, canvas.glyphs.down, "accent")
        taken.add(as_of)
    if today is not None:
        word = "today"
        for start in (today - 2, today - 5, today + 1):
            if _free(range(start, start + len(word)), taken, axis.cells):
                canvas.put(left + start, 0, word, "muted")
                taken.update(range(start - 1, start + len(word) + 1))
                break
    for tick in axis.ticks():
        for label in tick.labels:
            cells = range(tick.column, tick.column + len(label))
            if _free(cells, taken, axis.cells):
                canvas.put(left + tick.column, 0, label, "muted")
                taken.update(range(cells.start - 1, cells.stop + 1))
                break


def _free(cells: range, taken: set[int], width: int) -> bool:
    return cells.start >= 0 and cells.stop <= width and taken.isdisjoint(cells)


def _segment(
    canvas: Canvas,
    axis: Axis,
    left: int,
    y: int,
    segment: Segment,
    lane: Lane,
    as_of: int | None,
) -> None:
    begin = 0 if segment.start is None else axis.column(segment.start)
    end = axis.cells if segment.end is None else max(axis.column(segment.end), begin + 1)
    quiet = end if segment.start is None else axis.column(_later(segment.start))
    role = role_of(segment.status, segment.standing)
    fill = status_glyph(segment.status, segment.standing, canvas.glyphs)
    owner = lane.key if segment.key is None else segment.key
    for column in range(max(begin, 0), min(end, axis.cells)):
        if column == as_of and (column > begin or not segment.exact):
            continue
        if not segment.exact:
            canvas.glyph(left + column, y, canvas.glyphs.inexact, "muted", owner)
        elif column > begin and column >= quiet:
            canvas.glyph(left + column, y, canvas.glyphs.thin, role, owner)
        else:
            canvas.glyph(left + column, y, fill, role, owner)


def _later(day: date) -> date:
    return day + QUIET if day < date.max - QUIET else date.max
