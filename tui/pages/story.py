"""How a belief came to be: claims in time order, and the one line that stands for a leg."""

from __future__ import annotations

from typing import Any

from tui.draw.spans import Line, clip, clip_text
from tui.format import GlyphSet, amount, known, role_of, status_glyph, status_word
from tui.pages.legs import Told
from tui.pages.page import Shown, Surface


def place(row: dict[str, Any]) -> str:
    """Where a claim stands: '004 P2'."""
    return f"{row['source_id']} P{row['n']}" if row.get("n") else str(row["source_id"])


def voice(row: dict[str, Any]) -> str:
    """Who says it, and through whom: 'Jensen Huang, named; via Wall Street Journal'."""
    speaker = row["speaker"] or "author"
    if row["attribution"] in ("named", "unnamed") and row["speaker"]:
        speaker = f"{speaker}, {row['attribution']}" if row["attribution"] == "named" else speaker
    return f"{speaker}; via {row['origin']}" if row["origin"] else str(speaker)


def believed(row: dict[str, Any]) -> tuple[str | None, str]:
    """A claim's status and standing as two words, if it says that they are so."""
    if row["stance"] not in ("affirmed", "reported", "forecast") or row["status"] is None:
        return None, "live"
    if row["property"] == "standing":
        return None, row["status"]
    return row["status"], "live"


def leg_line(told: Told, shown: Shown, surface: Surface) -> Line:
    """The chosen leg in one line: amount, parties, what, where, since when, how often."""
    glyphs = surface.glyphs
    row = leading(shown.rows("story"), told)
    where = ""
    if row is not None:
        since = known(row["known_on"], row["known_basis"])
        where = f" {glyphs.dot} {place(row)} {glyphs.dot} since {since}"
    parties = f" {shown.name(told.leg.payer)} {glyphs.to} {shown.name(told.leg.payee)}, {told.what}"
    line: Line = [(f"{glyphs.here} ", "accent"), *told.status(glyphs, word=False)]
    line += [(f" {told.amount(glyphs)}", "bold"), (parties, ""), (where, "muted")]
    line.append((f" {glyphs.dot} {told.evidence(glyphs)}", "muted"))
    return clip(line, surface.width, glyphs)


def leading(story: list[dict[str, Any]], told: Told) -> dict[str, Any] | None:
    """The claim that decides how a leg is shown, once its story is there."""
    lead = told.claims[0] if told.claims else None
    return next((row for row in story if row["claim_id"] == lead), None)


def turns(story: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims of a leg's story that speak of its amount, or of how firm or alive it is."""
    return [
        row
        for row in story
        if row["property"] in ("status", "standing")
        or (row["property"] in ("amount", "funded") and not row["of_deal"])
    ]


def story_lines(
    rows: list[dict[str, Any]], glyphs: GlyphSet, width: int, newest: set[str]
) -> list[Line]:
    """A leg's turns, oldest first; the newest belief is marked."""
    lines: list[Line] = []
    for row in rows:
        status, standing = believed(row)
        role = role_of(status, standing)
        word = status_word(status, standing)
        here = glyphs.here if row["claim_id"] in newest else " "
        text = (
            amount(row["low"], row["high"], row["bound"], row["unit"], glyphs)
            if row["unit"]
            else ""
        )
        if row["stance"] == "negated":
            word = f"not {str(row['status'] or row['property']).replace('_', ' ')}"
        glyph = status_glyph(status, standing, glyphs) if role else " "
        lines.append(
            [
                (here, "accent"),
                (f"{known(row['known_on'], row['known_basis']):<12}", "muted"),
                (
                    clip_text(f"{glyph} {word or row['property']}", 13, glyphs).ljust(14),
                    role or "muted",
                ),
                (f"{clip_text(text, 9, glyphs):<9}", ""),
                (place(row).rjust(max(width - 37, 7))[: max(width - 37, 7)], "muted"),
            ]
        )
    return lines
