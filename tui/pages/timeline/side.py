"""The side part of the timeline, from 120 columns: the chosen lane's legs, dates and claim."""

from __future__ import annotations

from datetime import date

from tui.draw.spans import Line, title
from tui.format import GlyphSet, amount, known, origins
from tui.pages.page import Shown, Surface
from tui.pages.story import place, voice
from tui.pages.timeline.draw import Below
from tui.pages.timeline.lanes import LaneRow
from tui.pages.timeline.said import Row, status_cell, status_span, valid
from tui.pages.wrap import wrapped


def side(below: Below | None, claim: Row | None, shown: Shown, surface: Surface) -> list[Line]:
    """The chosen lane's legs, what is due, and the chosen claim in full."""
    if below is None:
        return []
    glyphs, width, row = surface.glyphs, surface.width, below.row
    status = status_span(row.status, row.standing, glyphs)
    lines = [title(row.label, "", width, glyphs), [(" ", ""), *status]]
    spoken = f"last spoken of {row.newest}, {(shown.context.as_of - row.newest).days} days"
    lines += [[(f" {spoken}", "muted")], []]
    if below.sizes:
        lines.append(title("Legs", f"{len(below.sizes)}", width, glyphs))
        for leg in below.sizes[: max(surface.height // 4, 3)]:
            lines += _leg(leg, width, glyphs)
        lines.append([])
    lines += _due(row, below.claims, shown.context.as_of, surface)
    return lines + (claim_lines(claim, surface) if claim is not None else [])


def _leg(leg: Row, width: int, glyphs: GlyphSet) -> list[Line]:
    size = amount(leg["low"], leg["high"], leg["bound"], leg["unit"], glyphs)
    mark = f"{origins(leg['origins'], glyphs)} T{leg['best_tier']}" if leg["origins"] else ""
    parties = f"{leg['payer']} {glyphs.to} {leg['payee']}, {leg['what']}"
    return [
        [(f" {parties}", "")],
        [
            (f"   {size} ", "bold"),
            *status_span(leg["status"], leg["standing"], glyphs),
            (f" {glyphs.dot} {mark}" if mark else "", "muted"),
        ],
    ]


def _due(row: LaneRow, claims: list[Row], as_of: date, surface: Surface) -> list[Line]:
    """What has been promised for a date, and how far off that is."""
    if not row.due:
        return []
    glyphs = surface.glyphs
    lines = [title("Promised", "", surface.width, glyphs)]
    for day in row.due:
        told = [c for c in claims if c["property"] == "milestone" and c["valid_to"] == day]
        words = str(told[-1]["term"]).replace("-", " ") if told else ""
        when_ = valid(told[-1], glyphs) if told else day.isoformat()
        far = f"in {(day - as_of).days:,} days"
        if day < as_of:
            far = f"{(as_of - day).days:,} days overdue"
        lines.append([(f" {when_} {words}", ""), (f" {glyphs.dot} {far}", "muted")])
    return [*lines, []]


def claim_lines(claim: Row, surface: Surface) -> list[Line]:
    """A claim in full: status, sentence, voice, dates, note."""
    glyphs, width = surface.glyphs, surface.width
    lines = [title("Claim", place(claim), width, glyphs)]
    lines.append([(" ", ""), *status_cell(claim, glyphs)])
    lines += [[(f" {text}", "bold")] for text in wrapped(str(claim["statement"]), width - 2)]
    facts = (
        ("said by", voice(claim)),
        ("in", f"{claim['publisher']} {glyphs.dot} T{claim['tier']}"),
        ("known", known(claim["known_on"], claim["known_basis"])),
        ("when", valid(claim, glyphs)),
        ("note", str(claim["note"] or "")),
    )
    for label, text in facts:
        for number, part in enumerate(wrapped(text, max(width - 10, 8)) if text else ()):
            lines.append([(f" {'' if number else label:<8} ", "muted"), (part, "")])
    return lines
