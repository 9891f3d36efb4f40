"""Marked words in a text, and the text in lines with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tui.corpus.articles import find_quote
from tui.corpus.figures import Figure, figures
from tui.draw.spans import Line, cell_width, char_width, concat
from tui.draw.spell import spell
from tui.format import GlyphSet


@dataclass(frozen=True)
class Mark:
    """The words text[start:end] are the evidence of the claim of that number."""

    start: int
    end: int
    number: int


def quoted_marks(text: str, quotes: Iterable[tuple[int, str]]) -> list[Mark]:
    """Where the quotes of numbered claims stand in an original paragraph; some may not be found."""
    found = ((number, find_quote(text, quote)) for number, quote in quotes)
    return [Mark(*place, number) for number, place in found if place is not None]


def digest_marks(text: str, quotes: Iterable[tuple[int, str]]) -> list[Mark]:
    """Where the digest, in another language, has the figures of a quote, or the very term.

    The figures are compared as values ('100 milliards' is '100 billion'); a quote that has neither
    figures nor words of the digest is not marked.
    """
    here = _figures(text)
    marks: list[Mark] = []
    for number, quote in quotes:
        wanted = {figure.value for figure in _figures(quote)}
        places = [(f.start, f.end) for f in here if f.value in wanted]
        if not places and (place := find_quote(text, quote)) is not None and _whole(text, *place):
            places = [place]
        seen: set[object] = set()
        for start, end in places:
            # The same figure may come back in the paragraph: its first place will do.
            value = next((f.value for f in here if f.start == start), None)
            if value is None or value not in seen:
                marks.append(Mark(start, end, number))
            seen.add(value)
    return marks


# A key redraws paragraphs that were just on screen, and their figures take longest.
@lru_cache(maxsize=1024)
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(figures(text))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on beyond the place: a short term stands inside many."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def marked(
    text: str,
    marks: Sequence[Mark],
    chosen: int | None,
    role: str,
    found: Sequence[tuple[int, int]] = (),
    *,
    numbered: bool = True,
) -> Line:
    """The text with marked words as quotes and the claim's number after them, found words bold.

    The words of the chosen claim are reversed. A claim's number stands once, behind its last words.
    """
    cuts = {0, len(text), *(m.start for m in marks), *(m.end for m in marks)}
    cuts |= {place for span in found for place in span}
    places = sorted(cuts)
    line: Line = []
    last = {
        number: max(m.end for m in marks if m.number == number)
        for number in {m.number for m in marks}
    }
    for start, end in pairwise(places):
        covering = {m.number for m in marks if m.start <= start and end <= m.end}
        tokens = [role] if role else []
        if covering:
            tokens = ["quote", "reverse"] if chosen in covering else ["quote"]
        if any(a <= start and end <= b for a, b in found):
            tokens += ["accent", "bold", "found"]
        line.append((text[start:end], " ".join(tokens)))
        ending = sorted(number for number, at in last.items() if at == end)
        if ending and numbered:
            line.append(
                (f"[{','.join(map(str, ending))}]", "accent bold" if chosen in ending else "accent")
            )
    return concat(line)


def wrapped_line(line: Line, width: int, glyphs: GlyphSet) -> list[Line]:
    """A line of spans in lines of at most `width` cells, broken at blanks; a longer word is cut.

    Spelled for the glyph level first, so that what is measured is what is drawn.
    """
    rows = _Rows(width)
    word: list[tuple[str, str]] = []
    for text, role in line:
        for char in spell(text, glyphs):
            if char == " ":
                rows.add(word)
                word = []
            else:
                word.append((char, role))
    rows.add(word)
    return rows.done()


class _Rows:
    """Words put into rows of so many cells."""

    def __init__(self, width: int) -> None:
        self._width = max(width, 1)
        self._rows: list[list[tuple[str, str]]] = [[]]
        self._used = 0

    def add(self, word: list[tuple[str, str]]) -> None:
        """Put a word behind the last one, or into a new row; a word wider than a row is cut."""
        if not word:
            return
        cells = cell_width("".join(char for char, _ in word))
        row = self._rows[-1]
        if row and self._used + 1 + cells <= self._width:
            row += [(" ", _between(row[-1][1], word[0][1])), *word]
            self._used += 1 + cells
            return
        while row or cells > self._width:
            if row:
                row, self._used = [], 0
                self._rows.append(row)
                continue
            head, word = _cut(word, self._width)
            row += head
            cells = cell_width("".join(char for char, _ in word))
        row += word
        self._used = cells

    def done(self) -> list[Line]:
        """The rows as lines; at least one."""
        rows = self._rows if self._rows[-1] or len(self._rows) == 1 else self._rows[:-1]
        return [concat(row) for row in rows]


def _between(before: str, after: str) -> str:
    """The role of a blank between two words: theirs if they share it."""
    return before if before == after else ""


def _cut(
    word: list[tuple[str, str]], width: int
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    used = 0
    for at, (char, _) in enumerate(word):
        used += char_width(char)
        if used > width and at:
            return word[:at], word[at:]
    return word, []
