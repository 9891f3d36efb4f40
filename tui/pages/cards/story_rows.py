"""The claims of a story as rows: known, where, status, what, amount, voice, tier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.draw.spans import Line
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, amount, known, role_of, status_glyph, status_word
from tui.pages.page import Shown
from tui.pages.story import believed, place, voice

COLUMNS = (
    Column("known", 11),
    Column("where", 8),
    Column("status", 13),
    Column("what", 9, grow=1),
    Column("$B, unit", 9, "right"),
    Column("voice", 10, grow=2, gap=2),
    Column("T", 2, "right"),
)


def cells(row: dict[str, Any], shown: Shown, glyphs: GlyphSet) -> Sequence[Cell]:
    """One claim; how it is said stands where it gives no status and does not simply affirm."""
    text = amount(row["low"], row["high"], row["bound"], row["unit"], glyphs) if row["unit"] else ""
    what = str(row["term"]).replace("-", " ") or str(row["property"])
    if row["property"] == "relation" and row["entity_id"] and row["object_id"]:
        what = f"{shown.name(row['entity_id'])} {what} {shown.name(row['object_id'])}"
    when = known(row["known_on"], row["known_basis"])
    return [when, place(row), status(row, glyphs), what, text, voice(row), str(row["tier"])]


def status(row: dict[str, Any], glyphs: GlyphSet) -> Line:
    """Glyph and word of what the claim makes of a status; else how it is said."""
    firm, standing = believed(row)
    role = role_of(firm, standing)
    if role:
        fill, word = status_glyph(firm, standing, glyphs), status_word(firm, standing)
        return [(f"{fill} {word}", role)]
    if row["stance"] == "negated":
        return [(f"not {row['status'] or 'so'}".replace("_", " "), "muted")]
    return [("" if row["stance"] == "affirmed" else str(row["stance"]), "muted")]
