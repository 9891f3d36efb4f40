"""The one line: what is picked, and what the newest known date changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.context import Context
from tui.draw.spans import Line
from tui.format import GlyphSet, role_of, status_glyph, status_word
from tui.pages.legs import size_of


def news_line(
    rows: list[dict[str, Any]], context: Context, names: Mapping[str, str], glyphs: GlyphSet
) -> Line:
    """`on OpenAI 0 all · new 001 ✗ ≤100 Nvidia → OpenAI withdrawn; ...`."""
    line: Line = []
    picked = names.get(context.entity or context.deal or "", context.claim or "")
    if context.claim is not None:
        picked = f"claim {context.claim}" + (f", {picked}" if picked != context.claim else "")
    if picked:
        line += [
            ("on ", "muted"),
            (picked, "accent bold"),
            (" 0 ", "accent"),
            (f"all {glyphs.dot} ", "muted"),
        ]
    if not rows:
        return [
            *line,
            ("nothing is known yet on this date", "muted"),
            (" ] ", "accent"),
            ("a later date", "muted"),
        ]
    line.append((f"new {rows[0]['sources']} ", "muted"))
    if rows[0]["leg_id"] is None:
        return [*line, ("changed no leg", "")]
    for number, row in enumerate(rows[:2]):
        if number:
            line.append(("; ", "muted"))
        status, standing = row["status"], row["standing"]
        line.append((f"{status_glyph(status, standing, glyphs)} ", role_of(status, standing)))
        size = size_of(row, glyphs)
        size = "" if size == glyphs.unknown else f"{size} "
        payer, payee = (names.get(row[side], row[side]) for side in ("payer_id", "payee_id"))
        parties = f"{payer} {glyphs.to} {payee}"
        line.append((f"{size}{parties} {status_word(status, standing)}", ""))
    return line
