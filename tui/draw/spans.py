"""Lines of text with roles, and what every drawing does with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from tui.draw.spell import spell
from tui.format import FULL, GlyphSet

Span = tuple[str, str]
"""A text and its role: blank-separated tokens, '' for plain. One of text muted hairline accent
paid binding conditional loi announced rumoured paused withdrawn quote, and the modifiers bold
italic underline reverse cursor (tinted row) header (header ground)."""
Line = list[Span]

_GROUNDS = ("cursor", "header")
_NO_CELLS = ("Mn", "Mc", "Me", "Cc", "Cf", "Cs", "Zl", "Zp")
# Hangul vowels and finals join the syllable before them.
_JOINING = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7fb"))


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Cells of one character: 0 for combining marks and controls, 2 for East Asian wide, else 1."""
    if " " <= char <= "~":
        return 1
    if unicodedata.category(char) in _NO_CELLS or any(a <= char <= b for a, b in _JOINING):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cell_width(text: str) -> int:
    """Terminal cells that a text takes."""
    if text.isascii():
        return len(text) if text.isprintable() else sum(map(char_width, text))
    return sum(map(char_width, text))


def plain(line: Iterable[Span]) -> str:
    """The text of a line."""
    return "".join(text for text, _ in line)


def width(line: Iterable[Span]) -> int:
    """Terminal cells that a line takes."""
    return sum(cell_width(text) for text, _ in line)


def cut(text: str, cells: int) -> str:
    """The longest start of a text that takes at most so many cells; no wide character is split
    and no combining mark loses its base."""
    if cell_width(text) <= cells:
        return text
    used = 0
    for at, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            return text[:at]
    return text


def clip_text(text: str, cells: int, glyphs: GlyphSet = FULL) -> str:
    """A text cut to so many cells; what is longer ends in the ellipsis of the level."""
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(glyphs.ellipsis)
    return cut(text, room) + glyphs.ellipsis if room >= 0 else glyphs.ellipsis[: max(cells, 0)]


def clip(line: Iterable[Span], width: int, glyphs: GlyphSet = FULL) -> Line:
    """The line in glyphs of the level, cut to `width` cells with an ellipsis; no right padding."""
    spans = [(spell(text, glyphs), role) for text, role in line]
    if sum(cell_width(text) for text, _ in spans) <= width:
        return [span for span in spans if span[0]]
    room = width - cell_width(glyphs.ellipsis)
    if room < 0:
        return [(glyphs.ellipsis[:width], spans[0][1])] if width > 0 else []
    kept: Line = []
    for text, role in spans:
        short = cut(text, room)
        room -= cell_width(short)
        if short != text:
            return concat(kept, [(short + glyphs.ellipsis, role)])
        kept.append((text, role))
    return kept


def pad(line: Iterable[Span], width: int, glyphs: GlyphSet = FULL) -> Line:
    """The line in exactly `width` cells. The blanks take the ground of the last span (cursor,
    header) and nothing else of it."""
    short = clip(line, width, glyphs)
    missing = width - sum(cell_width(text) for text, _ in short)
    if missing <= 0:
        return short
    ground = [token for token in (short[-1][1] if short else "").split() if token in _GROUNDS]
    return [*short, (" " * missing, " ".join(ground))]


def concat(*lines: Iterable[Span]) -> Line:
    """One line of several; neighbours of equal role become one span."""
    joined: Line = []
    for line in lines:
        for text, role in line:
            if joined and joined[-1][1] == role:
                joined[-1] = (joined[-1][0] + text, role)
            elif text:
                joined.append((text, role))
    return joined


def add_role(line: Iterable[Span], tokens: str) -> Line:
    """The line with tokens added to the role of every span."""
    return [(text, f"{role} {tokens}".strip()) for text, role in line]


def title(text: str, right: str, width: int, glyphs: GlyphSet) -> Line:
    """A part's heading: bold title, hairline, muted right part. It leaves the last cell of `width`
    free. When narrow the hairline goes first, then the title is cut, then the right part."""
    room = max(width - 1, 0)
    head, tail = spell(text, glyphs), spell(right, glyphs)
    spare = room - cell_width(head) - (cell_width(tail) + 1 if tail else 0)
    if spare >= 2:
        rule = [(" ", ""), (glyphs.hairline * (spare - 1), "hairline")]
        return concat([(head, "bold")], rule, [(f" {tail}", "muted")] if tail else [])
    least = min(cell_width(head), 8)
    tail = clip_text(tail, max(room - least - 1, 0), glyphs)
    head = clip_text(head, room - (cell_width(tail) + 1 if tail else 0), glyphs)
    return concat([(head, "bold")], [(f" {tail}", "muted")] if tail else [])
