"""Rows of timeline_claims.sql as words: what a claim says of size, status and date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.draw.spans import Line, clip_text
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, amount, known, role_of, status_glyph, status_word, when
from tui.pages.story import place, voice

Row = dict[str, Any]
STATED = ("status", "standing")
DATED = ("milestone", "condition")


def status_cell(row: Row, glyphs: GlyphSet) -> Line:
    """Status believed on the day of the claim, glyph and word; what is denied is not believed."""
    if row["stance"] == "negated":
        denied = status_word(row["status"], row["standing"]) if row["property"] in STATED else "so"
        return [(f"{glyphs.dash} not {denied}", "muted")]
    return status_span(row["status"], row["standing"], glyphs)


def status_span(status: str | None, standing: str | None, glyphs: GlyphSet) -> Line:
    """A status and standing as glyph and word; where nobody says, that."""
    word = status_word(status, standing)
    if not word:
        return [(f"{glyphs.unknown} not said", "muted")]
    return [(f"{status_glyph(status, standing, glyphs)} {word}", role_of(status, standing))]


def brief(row: Row, glyphs: GlyphSet) -> str:
    """What the claim gives in a few words: '≤100 equity', '1 GW first gw'; '' for a bare status."""
    if row["property"] in STATED:
        return ""
    size = ""
    if row["low"] is not None or row["high"] is not None:
        size = amount(row["low"], row["high"], row["bound"], row["unit"], glyphs)
    if row["property"] in DATED:
        about = str(row["term"]).replace("-", " ")
        return f"{about}, {size}" if size and about else about or size
    whole = "in all" if row["property"] == "amount" else row["property"]
    of = str(row["what"] or whole).split(",")[0]
    return f"{size or glyphs.unknown} {of}"


def what(row: Row, glyphs: GlyphSet) -> Line:
    """The brief words in bold, then the claim's own sentence."""
    words = brief(row, glyphs)
    text = str(row["statement"])
    return [(words, "bold"), (f": {text}" if words else text, "")]


def claim_columns() -> list[Column]:
    """The columns of the claims below the lanes."""
    return [
        Column("known", 11),
        Column("when", 11),
        Column("status", 13),
        Column("", 10, grow=1),
        Column("", 8, "right"),
    ]


def claim_cells(row: Row, glyphs: GlyphSet) -> Sequence[Cell]:
    """A claim in these columns."""
    return (
        known(row["known_on"], row["known_basis"]),
        valid(row, glyphs),
        status_cell(row, glyphs),
        what(row, glyphs),
        place(row),
    )


def valid(row: Row, glyphs: GlyphSet) -> str:
    """When it holds, as exactly as the source says."""
    return when(row["valid_from"], row["valid_to"], row["precision"], glyphs)


def claim_line(row: Row, width: int, glyphs: GlyphSet) -> Line:
    """A claim in one line: status, its sentence, voice and place at the end."""
    cell = status_cell(row, glyphs)
    end = f" {glyphs.dot} {voice(row)} {glyphs.dot} {place(row)}"
    end = clip_text(end, max(width // 2, 10), glyphs)
    head: Line = [(f"{glyphs.here} ", "accent"), (f"{cell[0][0][:1]} ", cell[0][1])]
    room = max(width - 4 - len(end), 0)
    return [*head, (clip_text(str(row["statement"]), room, glyphs), ""), (end, "muted")]
