"""What a search found: rows of search.sql, and the paragraphs of originals that hold every word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from tui.corpus.articles import Attached
from tui.corpus.fold import TERMS, fold, hits
from tui.draw.spans import Line
from tui.draw.table import Cell, Column
from tui.format import GlyphSet
from tui.pages.marks import marked
from tui.pages.page import Ask, Shown

# Words before the first hit that a row shows.
BEFORE = 24


def ask_for(words: Sequence[str]) -> Ask:
    """The search for these folded words; those that are not there are empty, and in every text."""
    padded = [*words, *[""] * TERMS][:TERMS]
    return Ask.of("search", **{f"w{n}": word for n, word in enumerate(padded, 1)})


def in_originals(
    attached: Attached | None, words: Sequence[str], sources: Iterable[str]
) -> list[dict[str, Any]]:
    """The paragraphs of the attached originals of these sources that hold every word."""
    if attached is None or not words:
        return []
    found: list[dict[str, Any]] = []
    for source in sources:
        for n, text in enumerate(attached.originals.get(source, ()), 1):
            folded = _folded(text)
            if all(word in folded for word in words):
                found.append(
                    {
                        "kind": "original",
                        "source_id": source,
                        "n": n,
                        "claim_id": None,
                        "entity_id": None,
                        "deal_id": None,
                        "text": text,
                    }
                )
    return found


@lru_cache(maxsize=200_000)
def _folded(text: str) -> str:
    return fold(text)


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
