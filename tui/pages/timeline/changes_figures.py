"""Figures that are in no sum of legs, as what changed lists them: worth, revenue, milestones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.draw.spans import Line, clip_text, title
from tui.draw.table import Cell, Column, table
from tui.format import GlyphSet, amount, known, when
from tui.pages.page import Surface
from tui.pages.story import place, voice

Row = dict[str, Any]
# Their terms say what they are; of the others the property does.
_NAMED_BY_TERM = ("amount", "units", "ratio", "milestone")
_TOTALS = {"pays": "total", "receives": "total in"}


def is_figure(row: Row) -> bool:
    """Whether a row of what changed is a figure of its own, not a leg."""
    return "claim_before" in row


def figure_name(row: Row) -> str:
    """What the figure is: 'total', 'first gw', 'revenue 2025', 'valuation'."""
    term = str(row["term"])
    if row["scope"] == "aggregate" and row["property"] == "amount":
        return _TOTALS.get(term, f"total {term}".strip())
    words = term if term and row["property"] in _NAMED_BY_TERM else f"{row['property']} {term}"
    return words.replace("-", " ").replace("_", " ").strip()


def figure_value(row: Row, side: str, glyphs: GlyphSet) -> str:
    """The figure on one side with its bound, of a milestone its date; '' where it was not known."""
    if side == "before" and row["claim_before"] is None:
        return ""
    low, high, bound = (row[f"{part}_{side}"] for part in ("low", "high", "bound"))
    if row["property"] != "milestone":
        return amount(low, high, bound, row["unit"], glyphs)
    start, end = row[f"valid_from_{side}"], row[f"valid_to_{side}"]
    return when(start, end, row[f"precision_{side}"], glyphs)


def figure_cells(row: Row, surface: Surface) -> Sequence[Cell]:
    """A figure in the columns of the legs, behind its verb."""
    glyphs = surface.glyphs
    values = [figure_value(row, side, glyphs) for side in ("before", "after")]
    if not surface.wide:
        return (f"{row['name']}, {figure_name(row)}", *values, place(row))
    return (str(row["name"]), figure_name(row), *values, place(row), "")


def figure_steps(row: Row, told: Sequence[Row], surface: Surface, room: int) -> list[Line]:
    """What was said of one figure, oldest first; what finds no room is left off at the front."""
    glyphs = surface.glyphs
    left = max(len(told) - room + 1, 0)
    right = f"last {len(told) - left} of {len(told)} claims" if left else "every claim so far"
    columns = [
        *(Column("", 11), Column("", 11), Column("", 8, "right")),
        *(Column("", 10, grow=1, gap=2), Column("", 8, "right")),
        *([Column("", 18)] if surface.wide else []),
    ]
    return [
        title(f"{row['name']}, {figure_name(row)}", right, surface.width, glyphs),
        *table(
            columns,
            [_step(each, surface) for each in told[left:]],
            surface.width,
            None,
            0,
            room - 1,
            glyphs,
        ),
    ]


def _step(row: Row, surface: Surface) -> Sequence[Cell]:
    glyphs = surface.glyphs
    cells: list[Cell] = [
        known(row["known_on"], row["known_basis"]),
        when(row["valid_from"], row["valid_to"], row["precision"], glyphs),
        amount(row["low"], row["high"], row["bound"], row["unit"], glyphs) if row["unit"] else "",
        str(row["statement"]),
        place(row),
    ]
    return [*cells, clip_text(voice(row), 18, glyphs)] if surface.wide else cells
