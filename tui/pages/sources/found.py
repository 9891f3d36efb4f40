"""What a search found: rows of search.sql, and how a hit is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.corpus.fold import TERMS, hits
from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.draw.table import Cell, Column
from tui.format import GlyphSet
from tui.pages.loaded import page_of
from tui.pages.page import Ask, Shown

# Words before the first hit that a row shows.
BEFORE = 24


def ask_for(words: Sequence[str], first: int) -> Ask:
    """The search for these folded words: the page that holds hit number `first`.

    Words that are not there are empty, and in every text.
    """
    padded = [*words, *[""] * TERMS][:TERMS]
    every = {f"w{n}": word for n, word in enumerate(padded, 1)}
    return Ask.of("search", **every, **page_of(first))


def answers(frame: Frame, words: Sequence[str]) -> bool:
    """Whether the hits are those of these words, whichever page of them it is."""
    wanted = ask_for(words, 0).values()
    return all(frame.params[name] == wanted[name] for name in wanted if name.startswith("w"))


def columns() -> list[Column]:
    """What it is, where it stands, the words round the first hit."""
    return [Column("", 9), Column("", 8), Column("", 20, grow=1)]


def cells(row: dict[str, Any], words: list[str], shown: Shown, glyphs: GlyphSet) -> Sequence[Cell]:
    """A hit with its words in the accent; what stands before is cut so that they are seen."""
    if row["kind"] == "entity":
        where = shown.name(row["entity_id"])
    else:
        where = (
            f"{row['source_id']} P{row['n']}"
            if row["n"]
            else str(row["source_id"] or row["deal_id"])
        )
    return (row["kind"], where, _round_hit(str(row["text"]), words, glyphs))


def _round_hit(text: str, words: list[str], glyphs: GlyphSet) -> Line:
    from tui.pages.sources.marks import marked  # later than the page asks for its articles

    spans = hits(text, words)
    # The longest word says most; short ones stand in many others.
    telling = hits(text, [max(words, key=len)]) if words else []
    start = telling[0][0] - BEFORE if telling else 0
    if start > 0:
        start = text.find(" ", start, telling[0][0]) + 1 or telling[0][0]
        text = text[start:]
        spans = [(max(a - start, 0), b - start) for a, b in spans if b > start]
        return [(glyphs.ellipsis, "muted"), *marked(text, (), None, "", spans)]
    return marked(text, (), None, "", spans)
