"""The timeline's rows for people who read: the list of claims, what is due, who has gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, known
from tui.pages.loaded import Loaded
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.since import marked_new
from tui.pages.story import place
from tui.pages.timeline.asks import OVERDUE, Filter
from tui.pages.timeline.lanes import short
from tui.pages.timeline.said import claim_line, status_cell, status_span, what
from tui.pages.timeline.spoken import spoken
from tui.pages.wrap import wrapped

Row = dict[str, Any]


# Of the rest nobody expects a date to be kept.
ALIVE = ("live", "paused")
EMPTY = {
    "Claims": "nothing is known yet on this date",
    "Due dates": "nobody has promised a date yet",
    "Overdue": "no promised date has passed without delivery",
    "Quiet deals": "nothing is known yet on this date",
}


def columns(view: str, surface: Surface) -> list[Column]:
    """The columns of a view at a width."""
    about = Column("deal", _about(surface))
    if view == "list":
        return [
            Column("when", _when(surface)),
            Column("known", 11),
            about,
            Column("what", 8, grow=1),
            Column("status", 13),
            Column("", *_place(surface)),
        ]
    if view == "due":
        return [
            Column("due", _when(surface)),
            Column("days", 11, "right"),
            about,
            Column("what", 8, grow=1),
            Column("status", 13),
            Column("", *_place(surface)),
        ]
    return [
        Column("last news", 11),
        Column("days", 5, "right"),
        about,
        Column("status", 13),
        Column("claims", 6, "right"),
        Column("told by", 10, grow=1, gap=2),
    ]


def _narrow(surface: Surface) -> bool:
    return surface.width < 100


def _place(surface: Surface) -> tuple[int, Literal["left", "right"]]:
    """Where there is little room the article will do: the paragraph stands below."""
    return (3, "left") if _narrow(surface) else (8, "right")


def _about(surface: Surface) -> int:
    """Cells for the title of a deal."""
    return 20 if _narrow(surface) else 28


def _when(surface: Surface) -> int:
    """Cells for a date in words; where there is room for two of them with a dash between."""
    return 16 if _narrow(surface) else 23


def _dated(row: Row, surface: Surface) -> str:
    ends = row["valid_from"], row["valid_to"]
    return spoken(*ends, row["precision"], _when(surface), surface.glyphs)


def _told(row: Row, surface: Surface) -> str:
    return str(row["source_id"]) if _narrow(surface) else place(row)


def cells(view: str, row: Row, surface: Surface) -> Sequence[Cell]:
    """One row of a view in its columns."""
    glyphs, about = surface.glyphs, short(str(row["about"]), _about(surface))
    if view == "list":
        return (
            _dated(row, surface),
            known(row["known_on"], row["known_basis"]),
            about,
            what(row, glyphs),
            status_cell(row, glyphs),
            _told(row, surface),
        )
    status = status_span(row["status"], row["standing"], glyphs)
    if view == "due":
        of = f", {row['what'].split(',')[0]}" if row["what"] else ""
        return (
            _dated(row, surface),
            _days(row, glyphs),
            about,
            f"{row['term']}{of}",
            status if row["status"] or row["standing"] != "live" else "",
            _told(row, surface),
        )
    return (
        known(row["known_on"], row["known_basis"]),
        f"{row['days']:,}",
        about,
        status,
        f"{row['claims']:,}",
        ", ".join(row["told_by"]),
    )


def _days(row: Row, glyphs: GlyphSet) -> Line:
    if row["days"] is None:
        return [("no date", "muted")]
    if row["overdue"]:
        return [(f"{-row['days']:,} overdue", "bold")]
    if row["days"] < 0:
        return [(f"{-row['days']:,} past", "muted")]
    return [(f"in {row['days']:,}", "" if row["standing"] in ALIVE else "muted")]


def heading(
    view: str, loaded: Loaded[Row], as_of: date, glyphs: GlyphSet, chosen: Filter | None
) -> str:
    """What the title says of all rows of a view."""
    dot = glyphs.dot
    if chosen == OVERDUE:
        return f"days until {as_of}"
    if view == "list":
        return f"{loaded.total:,}"
    if view == "quiet":
        return f"days until {as_of}"
    late = sum(bool(row["overdue"]) for row in loaded.rows)
    undated = sum(row["days"] is None for row in loaded.rows)
    dated = [row for row in loaded.rows if row["days"] is not None]
    gone = sum(row["standing"] not in ALIVE for row in dated)
    ahead = len(loaded.rows) - late - undated - gone
    end = f"{gone} given up" if gone else f"from {as_of}"
    return f"{late} overdue {dot} {ahead} next {dot} {undated} undated {dot} {end}"


def list_lines(
    view: str,
    head: tuple[str, str],
    loaded: Loaded[Row],
    rows: Rows,
    text: str,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """A title, the rows that are seen, and the chosen one's claim spelled out below."""
    glyphs, width = surface.glyphs, surface.width
    top = title(*head, width, glyphs)
    if not loaded.total:
        return [top, _empty(view, head[0], text, shown, glyphs)]
    below = _spelled(view, loaded.row(rows.cursor), surface)
    shape = columns(view, surface)

    def made(at: int) -> Sequence[Cell]:
        row = loaded.row(at)
        return cells(view, row, surface) if row is not None else [""] * len(shape)

    room = surface.height - 1 - len(below)
    body = list_part(shape, loaded.total, made, rows, width, room, glyphs, active=True)
    seen = [loaded.row(rows.first + at) for at in range(len(body) - 1)]
    days = [row["known_on"] if row is not None else None for row in seen]
    body = [body[0], *marked_new(body[1:], days, shown.context)]
    return [top, *body, *[[]] * max(room - len(body), 0), *below]


def _empty(view: str, heading: str, text: str, shown: Shown, glyphs: GlyphSet) -> Line:
    """Why there are no rows, and the key that helps."""
    if view not in shown.frames:
        return [(" reading the corpus", "muted")]
    key, does = ("0", "the whole network") if _picked(shown) else ("]", "a later date")
    why = EMPTY[heading]
    if text.strip():
        why, key, does = f"nothing here is {text.strip()!r}", "F", "no filter"
    return [
        (f" {why} {glyphs.dot} ", "muted"),
        (f"{key} ", "accent"),
        (does, "muted"),
    ]


def _picked(shown: Shown) -> bool:
    return shown.context.entity is not None or shown.context.deal is not None


def _spelled(view: str, row: Row | None, surface: Surface) -> list[Line]:
    """The chosen row's claim: one line, and its note below where there is room."""
    glyphs, width = surface.glyphs, surface.width
    if row is None or view == "quiet":
        return []
    if view == "list":
        return [[], claim_line(row, width, glyphs)]
    lines: list[Line] = [[]]
    for text, role in ((row["statement"], "bold"), (row["note"], "muted")):
        if text:
            lines += [[(f" {part}", role)] for part in wrapped(str(text), width - 2)[:2]]
    return lines
