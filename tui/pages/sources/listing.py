"""The list of sources: its orders, its filters, its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.context import Context
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, known
from tui.pages.loaded import page_of
from tui.pages.page import Ask, Surface

Row = dict[str, Any]
# Names that sources.sql knows, and what the title says; among equals the newest comes first.
ORDERS = (
    ("known", "newest first"),
    ("publisher", "by publisher"),
    ("kind", "by kind"),
    ("tier", "best tier first"),
    ("claims", "most claims first"),
    ("sole", "most of its own first"),
    ("retold", "most retold first"),
)
WIDEST_ID = 12
FILTERS = (
    ("", ""),
    ("retelling", "retelling others"),
    ("own", "in their own name"),
    ("good", "tier 3 or better"),
    ("poor", "blogs and aggregators"),
    ("inferred", "date inferred"),
    ("comments", "with comments"),
)


def ask_of(
    picked: Context, order: int, backwards: bool, chosen: int, first: int, source: str | None
) -> Ask:
    """The sources under a pick, an order and a filter: the page that holds `source`, else `first`.

    `order` and `chosen` are numbers in ORDERS and FILTERS.
    """
    return Ask.of(
        "sources",
        entity=picked.entity,
        deal=picked.deal,
        order=ORDERS[order][0],
        reverse=backwards,
        filter=FILTERS[chosen][0],
        near=source,
        **page_of(first),
    )


def columns(surface: Surface, rows: Sequence[Row]) -> list[Column]:
    """The columns at a width: language and comments from 120, author and note from 160.

    What tells the rows apart is wide enough for the ids of all that were read.
    """
    narrow = surface.width < 78
    shown = [
        Column("id", min(max([4, *(len(row["source_id"]) for row in rows)]), WIDEST_ID)),
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
