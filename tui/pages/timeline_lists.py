"""The timeline's rows for people who read: the list of claims, what is due, who has gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, known
from tui.pages.lanes import short
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.said import claim_line, marked_new, status_cell, status_span, valid, what
from tui.pages.story import place
from tui.pages.timeline_asks import OVERDUE, Filter
from tui.pages.wrap import wrapped

Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Loaded(Generic[T]):
    """The rows that have been read, numbered from `skip` on, of `total` that there are."""

    rows: Sequence[T] = ()
    skip: int = 0
    total: int = 0

    def row(self, at: int) -> T | None:
        """Row number `at` of all, None while it is on its way."""
        return self.rows[at - self.skip] if 0 <= at - self.skip < len(self.rows) else None


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
            Column("when", 11),
            Column("known", 11),
            about,
            Column("what", 8, grow=1),
            Column("status", 13),
            Column("", *_place(surface)),
        ]
    if view == "due":
        return [
            Column("due", 11),
            Column("days", 11, "right"),
            about,
            Column("what", 8, grow=1),
            Column("status", 13),
            Column("", 8, "right"),
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


def cells(view: str, row: Row, surface: Surface) -> Sequence[Cell]:
    """One row of a view in its columns."""
    glyphs, about = surface.glyphs, short(str(row["about"]), _about(surface))
    if view == "list":
        return (
            valid(row, glyphs),
            known(row["known_on"], row["known_basis"]),
            about,
            what(row, glyphs),
            status_cell(row, glyphs),
            str(row["source_id"]) if _narrow(surface) else place(row),
        )
    status = status_span(row["status"], row["standing"], glyphs)
    if view == "due":
        of = f", {row['what'].split(',')[0]}" if row["what"] else ""
        return (
            valid(row, glyphs),
            _days(row, glyphs),
            about,
            f"{row['term']}{of}",
            status if row["status"] or row["standing"] != "live" else "",
            place(row),
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
    return [(f"in {row['days']:,}", "")]


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
    ahead = len(loaded.rows) - late - undated
    return f"{late} overdue {dot} {ahead} next {dot} {undated} undated {dot} from {as_of}"


def list_lines(
    view: str,
    head: tuple[str, str],
    loaded: Loaded[Row],
    rows: Rows,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """A title, the rows that are seen, and the chosen one's claim spelled out below."""
    glyphs, width = surface.glyphs, surface.width
    top = title(*head, width, glyphs)
    if not loaded.total:
        return [top, _empty(view, head[0], shown, glyphs)]
    below = _spelled(view, loaded.row(rows.cursor), surface)
    shape = columns(view, surface)

    def made(at: int) -> Sequence[Cell]:
        row = loaded.row(at)
        return cells(view, row, surface) if row is not None else [""] * len(shape)

    room = surface.height - 1 - len(below)
    body = list_part(shape, loaded.total, made, rows, width, room, glyphs, active=True)
    seen = [loaded.row(rows.first + at) for at in range(len(body) - 1)]
    body = [body[0], *marked_new(body[1:], seen, shown.context.since)]
    return [top, *body, *[[]] * max(room - len(body), 0), *below]


def _empty(view: str, heading: str, shown: Shown, glyphs: GlyphSet) -> Line:
    """Why there are no rows, and the key that helps."""
    if view not in shown.frames:
        return [(" reading the corpus", "muted")]
    key, does = ("0", "the whole network") if _picked(shown) else ("]", "a later date")
    return [
        (f" {EMPTY[heading]} {glyphs.dot} ", "muted"),
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
