"""The claims of a paragraph as rows: bound, matter, status, voice, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.draw.spans import Line
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, amount, role_of, status_glyph, status_word, when
from tui.pages.page import Shown, Surface
from tui.pages.story import believed, voice

# How a link reads from the claim that carries it; the way back is worded in the queries.
LINK_WORDS = {
    "same_origin": "retells",
    "corroborates": "says again",
    "derived_from": "from",
    "supersedes": "supersedes",
    "contradicts": "against",
}
# Stances that say a thing is so, and properties that say how much of it.
SAID = ("affirmed", "reported", "forecast")
SIZES = ("amount", "funded", "stake", "units", "capacity")


def columns(surface: Surface) -> list[Column]:
    """The columns at a width; from 120 with titles, valid time and tier."""
    if not surface.wide:
        return [
            Column("", 2, "right"),
            Column("", 7, "left"),
            Column("", 16, grow=2),
            Column("", 13),
            Column("", 12, grow=1),
            Column("", 18, grow=2),
        ]
    return [
        Column("", 2, "right"),
        Column("amount", 9),
        Column("about", 24, grow=2),
        Column("status", 15),
        Column("voice", 20, grow=1),
        Column("when", 14),
        Column("T", 1, "right"),
        Column("beside other claims", 26, grow=2, gap=2),
    ]


def cells(row: dict[str, Any], number: int, shown: Shown, surface: Surface) -> Sequence[Cell]:
    """One claim of a paragraph, in these columns."""
    glyphs = surface.glyphs
    texts: list[Cell] = [
        str(number),
        [(size(row, glyphs), "bold")],
        about(row, shown),
        status(row, glyphs),
        [(voice(row), "")],
    ]
    if surface.wide:
        texts += [
            when(row["valid_from"], row["valid_to"], row["precision"], glyphs),
            str(row["tier"]),
        ]
    return [*texts, [(beside(row, glyphs), "muted")]]


def size(row: dict[str, Any], glyphs: GlyphSet) -> str:
    """The amount with its bound touching it; a lone dash where the claim has none."""
    if row["low"] is None and row["high"] is None:
        return glyphs.dash
    return amount(row["low"], row["high"], row["bound"], row["unit"], glyphs)


def about(row: dict[str, Any], shown: Shown) -> str:
    """What the claim is about in a few words: 'equity, frame', 'deal, status', 'X rivals Y'."""
    term = str(row["term"]).replace("-", " ")
    if row["property"] == "relation" and row["entity_id"] and row["object_id"]:
        return f"{shown.name(row['entity_id'])} {term or 'and'} {shown.name(row['object_id'])}"
    subject = row.get("what") or (
        "deal" if row["entity_id"] is None else shown.name(row["entity_id"])
    )
    if row["property"] in ("amount", "funded") and row.get("what"):
        return f"{subject}, {term}" if term else str(subject)
    return f"{subject}, {term or row['property']}"


def status(row: dict[str, Any], glyphs: GlyphSet) -> Line:
    """Status of the claim, else of the leg it sizes as it stands now, else how it is said."""
    own, standing = believed(row)
    if not role_of(own, standing) and row["stance"] in SAID and row["property"] in SIZES:
        own, standing = row.get("leg_status"), row.get("leg_standing") or "live"
    role = role_of(own, standing)
    if role:
        return [(f"{status_glyph(own, standing, glyphs)} {status_word(own, standing)}", role)]
    if row["stance"] == "negated":
        return [(f"not {row['status'] or 'so'}".replace("_", " "), "muted")]
    return [("" if row["stance"] == "affirmed" else str(row["stance"]), "muted")]


def beside(row: dict[str, Any], glyphs: GlyphSet) -> str:
    """Its links, who else prints the same, who prints it otherwise."""
    parts = [f"deprecated: {row['rank_reason']}"] if row["rank"] == "deprecated" else []
    parts += ["derived"] if row["derived"] else []
    linked: set[str] = set()
    for link in row["links"] or ():
        words = LINK_WORDS.get(link["relation"], link["relation"])
        where = f"{link['source_id']} P{link['n']}" if link["n"] else link["source_id"]
        parts.append(f"{words} {where}")
        linked.add(link["source_id"])
    prints: dict[str, list[str]] = {}
    for each in row["others"] or ():
        prints.setdefault(_print(each, glyphs), []).append(each["source_id"])
    same = [source for source in prints.pop(_print(row, glyphs), []) if source not in linked]
    if same:
        parts.append(f"as in {', '.join(dict.fromkeys(same))}")
    others = [
        f"{', '.join(dict.fromkeys(sources))}: {text}" for text, sources in prints.items() if text
    ]
    return "; ".join([*parts, *others])


def _print(row: dict[str, Any], glyphs: GlyphSet) -> str:
    """What a source prints: the amount, else the status, with how it is said."""
    text = size(row, glyphs) if row["unit"] else str(row["status"] or "").replace("_", " ")
    return text if row["stance"] in SAID else f"{row['stance']} {text}".strip()
