"""Texts as a search compares them: no accents, no capitals, one apostrophe, one space."""

from __future__ import annotations

import re
import unicodedata

# The macro fold of build/70_fold.sql says the same in SQL.
_ALIKE = str.maketrans("’‘ʼ\u00a0\u202f", "'''  ")
_TERM = re.compile(r'["“«]([^"”»]*)["”»]?|([^\s"“«]+)')
TERMS = 6


class _WithoutMarks(dict[int, int | None]):
    """Drops combining marks, by code point; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)).startswith("M") else code
        return self[code]


_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """The text without accents and capitals, as the macro of the same name folds it."""
    if not text.isascii():
        plain = unicodedata.normalize("NFD", text).translate(_MARKS)
        text = unicodedata.normalize("NFC", plain).translate(_ALIKE)
    return text.lower()


def terms(typed: str) -> list[str]:
    """The words of a search and its quoted phrases, folded; at most TERMS of them."""
    found = [fold((phrase or word).strip()) for phrase, word in _TERM.findall(typed)]
    return [term for term in found if term][:TERMS]


def hits(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where any of the folded terms stands in a text as it is: starts and ends, in order, apart."""
    if text.isascii():
        plain, places = text.lower(), list(range(len(text)))
    else:
        parts = [(part, at) for at, char in enumerate(text) for part in fold(char)]
        plain, places = "".join(part for part, _ in parts), [at for _, at in parts]
    spans: list[tuple[int, int]] = []
    for term in wanted:
        start = plain.find(term) if term else -1
        while start >= 0:
            end = places[start + len(term) - 1] + 1
            while end < len(text) and _MARKS[ord(text[end])] is None:
                end += 1
            spans.append((places[start], end))
            start = plain.find(term, start + len(term))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
