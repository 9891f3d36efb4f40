"""The list of sources: its orders, its filters, its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tui.draw.table import Cell, Column
from tui.format import GlyphSet, known
from tui.pages.page import Surface

Row = dict[str, Any]
# Newest first is the order of the query; the others keep it among equals.
ORDERS: tuple[tuple[str, Callable[[Row], Any]], ...] = (
    ("newest first", lambda row: 0),
    ("by publisher", lambda row: row["publisher"].casefold()),
    ("by kind", lambda row: row["kind"]),
    ("best tier first", lambda row: row["tier"]),
    ("most claims first", lambda row: -row["claims"]),
    ("most of its own first", lambda row: -(row["sole_share"] or 0)),
    ("most retold first", lambda row: -row["retold"]),
)
FILTERS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("", lambda row: True),
    ("retelling others", lambda row: row["retells"] is not None),
    ("in their own name", lambda row: row["retells"] is None),
    ("tier 3 or better", lambda row: row["tier"] <= 3),
    ("blogs and aggregators", lambda row: row["tier"] >= 5),
    ("date inferred", lambda row: row["known_basis"] == "inferred"),
    ("with comments", lambda row: row["comments"] > 0),
)


def arranged(rows: list[Row], order: int, backwards: bool, chosen: int) -> list[Row]:
    """The rows that pass a filter of FILTERS, in an order of ORDERS."""
    kept = sorted((row for row in rows if FILTERS[chosen][1](row)), key=ORDERS[order][1])
    return kept[::-1] if backwards else kept


def columns(surface: Surface) -> list[Column]:
    """The columns at a width: language and comments from 120, author and note from 160."""
    narrow = surface.width < 78
    shown = [
        Column("id", 4),
        Column("publisher", 12 if narrow else 15),
        Column("known", 11),
        *([] if narrow else [Column("kind", 10)]),
        Column("T", 1, "right"),
        Column("claims", 6, "right"),
        Column("sole", 7, "right"),
    ]
    if surface.wide:
        shown += [
            Column("lang", 5),
            Column("comments", 8, "right"),
            Column("title, in our words", 20, grow=3),
        ]
    if surface.width >= 160:
        shown += [Column("author", 14), Column("note", 20, grow=2)]
    return [*shown, Column("retells", 10, grow=2, gap=2)]


def cells(row: Row, surface: Surface) -> Sequence[Cell]:
    """A source in these columns; an inferred date ends in `~`."""
    glyphs = surface.glyphs
    texts: list[Cell] = [
        row["source_id"],
        row["publisher"],
        known(row["known_on"], row["known_basis"]),
        *([] if surface.width < 78 else [row["kind"].replace("_", " ")]),
        str(row["tier"]),
        f"{row['claims']:,}",
        sole(row, glyphs),
    ]
    if surface.wide:
        translated = f"{row['translated_from']}{glyphs.to}" if row["translated_from"] else ""
        comments = f"{row['comments']:,}" if row["comments"] else glyphs.dash
        texts += [f"{translated}{row['language']}", comments, row["title"]]
    if surface.width >= 160:
        texts += [row["author"] or glyphs.dash, row["note"] or ""]
    return [*texts, row["retells"] or glyphs.dash]


def sole(row: Row, glyphs: GlyphSet) -> str:
    """How many of its claims only this source carries, and their share: '60 78%'."""
    share = row["sole_share"]
    return glyphs.dash if share is None else f"{row['sole']:,} {share:.0%}"
