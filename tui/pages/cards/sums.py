"""What a number is made of: each claim with what it adds, or takes off, or why it adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui.draw.spans import Line, cell_width, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, amount, total
from tui.pages.page import Ask, Shown, Subject, Surface
from tui.pages.parts import list_part, of_rows
from tui.pages.story import place

if TYPE_CHECKING:
    from tui.pages.cards.evidence import EvidencePage

Row = dict[str, Any]
# Fewer have no more claims on their dollars than are read at once.
MANY_LEGS = 100
COLUMNS = (
    Column("where", 8),
    Column("leg", 16, grow=2),
    Column("says", 9, "right"),
    Column("adds", 6, "right"),
    Column("why not", 20, grow=3, gap=2),
)


def sums_ask(asked: Subject) -> Ask:
    """What each claim on the legs of a subject adds; of many legs every row, since some would not
    add up. A sum names the legs too that are gone and would be of it."""
    legs = asked.legs or ((asked.leg,) if asked.leg else ())
    if asked.unit == "mw":
        own = Ask.of("capacity_contributions", legs=",".join(legs))
    else:
        params = {"legs": ",".join(legs), "gone": bool(asked.legs), "payments": asked.payments}
        own = Ask.of("contributions", **params)
    return replace(own, whole=len(legs) > MANY_LEGS)


def adds(row: Row, asked: Subject, glyphs: GlyphSet) -> str:
    """What a row adds, with its bound; a minus before what is taken off, a dash for nothing."""
    if asked.unit == "mw":
        size = row["megawatts"]
        return glyphs.dash if size is None else amount(size, size, row["bound"], "mw", glyphs)
    if row["dollars"] is None:
        return glyphs.dash
    sign = "−" if row["leg_id"] in asked.less else ""
    return f"{sign}{total(row['dollars'], _mark(row), glyphs)}"


def _mark(row: Row) -> str:
    return "" if row["mark"] == "exact" else str(row["mark"])


def sums_lines(page: EvidencePage, following: str, shown: Shown, surface: Surface) -> list[Line]:
    """The claims in exactly one table; `following` is the view that `v` leads to."""
    glyphs, asked = surface.glyphs, page.subject_asked
    entries = page.entries(shown)
    last = replace(COLUMNS[-1], title="how it counts" if asked.counted else "why not")
    drawn = list_part(
        (*COLUMNS[:-1], last),
        len(entries),
        lambda at: _cells(entries[at], asked, shown, glyphs),
        page.rows,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == 0,
    )
    alive = {row["leg_id"] for row in entries if not row["gone"]}
    gone = {row["leg_id"] for row in entries} - alive
    adding = {row["leg_id"] for row in entries if adds(row, asked, glyphs) != glyphs.dash}
    said = f"{len(adding)} of {len(alive)}"
    more = f", {len(gone)} gone" if gone and alive else ""
    lens = "by your figures" if asked.counted else shown.context.lens
    name = asked.number or f"{_sum(entries, glyphs)}, {lens}"
    dot, what = glyphs.dot, f"claims {glyphs.dot} "
    # The number comes first, whatever there is room for beside it.
    full = f"{what}{said} legs add{more}"
    for text in (f"{full} {dot} v {following}", full, f"{what}{said} add", "claims"):
        right = of_rows(page.rows, len(entries), text, glyphs)
        if cell_width(name) + cell_width(right) + 4 <= surface.width:
            break
    return [title(name, right, surface.width, glyphs), *drawn]


def _sum(entries: Sequence[Row], glyphs: GlyphSet) -> str:
    """What the claims add up to."""
    adding = [row for row in entries if row["dollars"] is not None]
    marks = {row["mark"] for row in adding}
    mark = next((mark for mark in ("ge", "le", "about") if mark in marks), "")
    if not adding and all(row["gone"] for row in entries):
        return glyphs.dash
    dollars = sum(row["dollars"] for row in adding) if adding else None
    return f"{total(dollars, mark, glyphs)} $B"


def _cells(row: Row, asked: Subject, shown: Shown, glyphs: GlyphSet) -> list[Cell]:
    parties = (
        f"{shown.name(row['payer_id'])} {glyphs.to} {shown.name(row['payee_id'])}, {row['what']}"
    )
    why: Line = [(str(row["reason"] or ""), "muted")]
    if row["claim_id"] is None:
        return [glyphs.dash, parties, glyphs.unknown, glyphs.dash, why]
    says = amount(row["low"], row["high"], row["bound"], asked.unit, glyphs)
    return [place(row), parties, says, [(adds(row, asked, glyphs), "bold")], why]
