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


def _columns(party: str, last: str) -> tuple[Column, ...]:
    """`party` is the one whom all legs have in common, where there is just one."""
    return (
        Column("where", 8),
        Column(f"leg of {party}" if party else "leg", 22, grow=2),
        Column("says", 8, "right"),
        Column("adds", 6, "right"),
        Column(last, 22, grow=3, gap=2),
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
    return f"{sign}{total(row['dollars'], mark_of(row['mark']), glyphs)}"


def mark_of(mark: str) -> str:
    """A mark of the corpus as a total takes it."""
    return "" if mark == "exact" else mark


def sums_lines(page: EvidencePage, following: str, shown: Shown, surface: Surface) -> list[Line]:
    """The claims in exactly one table; `following` is the view that `v` leads to."""
    glyphs, asked = surface.glyphs, page.subject_asked
    entries = page.entries(shown)
    party = _in_common(entries)
    drawn = list_part(
        _columns(shown.name(party), "how it counts" if asked.counted else "why not"),
        len(entries),
        lambda at: _cells(entries[at], party, asked, shown, glyphs),
        page.rows,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == 0,
    )
    alive = {row["leg_id"] for row in entries if not row["gone"]}
    gone = {row["leg_id"] for row in entries} - alive
    adding = {row["leg_id"] for row in entries if adds(row, asked, glyphs) != glyphs.dash}
    # A leg without an amount is a row, and no claim.
    claims = sum(row["claim_id"] is not None for row in entries)
    said = f"{claims:,} claim{'s' * (claims != 1)} {glyphs.dot} {len(adding)} of {len(alive)}"
    legs = "leg adds" if len(alive) == 1 else "legs add"
    full = f"{said} {legs}" + (f", {len(gone)} gone" if gone and alive else "")
    lens = "by your figures" if asked.counted else shown.context.lens
    name = asked.number or f"{_sum(entries, glyphs)}, {lens}"
    at = of_rows(page.rows, len(entries), "", glyphs).rpartition(f"{glyphs.dot} ")[2]
    # The number comes first, whatever there is room for beside it.
    for text in (f"{full} {glyphs.dot} v {following}", full, f"{said} add", ""):
        right = f"{text} {glyphs.dot} {at}" if text else at
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


def _in_common(entries: Sequence[Row]) -> str:
    """Who is a party to every leg, if just one is: the rows need not name it."""
    common = [{row["payer_id"], row["payee_id"]} for row in entries]
    shared = set.intersection(*common) if common else set()
    return str(min(shared)) if len(shared) == 1 else ""


def _about(row: Row, party: str, shown: Shown, glyphs: GlyphSet) -> str:
    """What the claim speaks of: a leg, a whole deal, or all that somebody pays."""
    if row["of_what"] == "entity":
        return f"{shown.name(row['entity_id'])} {row['term']} in all"
    if row["of_what"] == "deal":
        return str(row["deal"])
    payer, payee = row["payer_id"], row["payee_id"]
    if party:
        way, other = ("to", payee) if payer == party else ("from", payer)
        return f"{way} {shown.name(other)}, {row['what']}"
    return f"{shown.name(payer)} {glyphs.to} {shown.name(payee)}, {row['what']}"


def _cells(row: Row, party: str, asked: Subject, shown: Shown, glyphs: GlyphSet) -> list[Cell]:
    what = _about(row, party, shown, glyphs)
    why: Line = [(str(row["reason"] or ""), "muted")]
    if row["claim_id"] is None:
        return [glyphs.dash, what, glyphs.unknown, glyphs.dash, why]
    says = amount(row["low"], row["high"], row["bound"], asked.unit, glyphs)
    return [place(row), what, says, [(adds(row, asked, glyphs), "bold")], why]
