"""A valid time in words, as articles print it: for the lists that are read."""

from __future__ import annotations

from datetime import date

from tui.draw.axis import MONTHS
from tui.draw.spans import cell_width
from tui.format import GlyphSet, when


def spoken(
    valid_from: date | None,
    valid_to: date | None,
    precision: str | None,
    cells: int,
    glyphs: GlyphSet,
) -> str:
    """'2026-02-01', 'Mar 2026', 'Q1 2026', 'H2 2026', '2026', 'about 2025-09-22', two of them with
    a dash, 'by Mar 2026', or a lone dash (none). What takes more than `cells` is as in `when`."""
    brief = when(valid_from, valid_to, precision, glyphs)
    ends = [day for day in (valid_from, valid_to) if day is not None]
    if precision in (None, "none") or not ends:
        return brief
    words = glyphs.dash.join(dict.fromkeys(_period(day, precision) for day in ends))
    words = f"about {words}" if precision == "about" else words
    words = f"by {words}" if valid_from is None else words
    return words if cell_width(words) <= cells else brief


def _period(day: date, precision: str | None) -> str:
    if precision == "month":
        return f"{MONTHS[day.month - 1]} {day:%Y}"
    if precision == "quarter":
        return f"Q{(day.month + 2) // 3} {day:%Y}"
    if precision == "half":
        return f"H{1 if day.month < 7 else 2} {day:%Y}"
    return f"{day:%Y}" if precision == "year" else day.isoformat()
