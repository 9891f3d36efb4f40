"""Texts that try to break a drawing, and what every drawing has to hold."""

from collections.abc import Sequence

from hypothesis import strategies as st
from wcwidth import wcwidth

from tui.draw.spans import Line, plain
from tui.format import GLYPHS, GlyphSet

LEVELS = sorted(GLYPHS)
_ALPHABET = (
    "abcXYZ0189 .,;:-_/\\|+*#=~<>"
    "[]()[/b]{}$`'\""  # markup of Textual, rich, SQL, shells
    "éüßœŁ€≤≥≈–—…·‽‖✗▸█▓▒░→►"
    "日本語한글ＡＢ　"
    "\u0301\u0308\u20dd"  # combining: acute, diaeresis, enclosing circle
    "\u200b\u200d\u202e\u2066\ufeff\ufe0f"  # zero-width, bidi, variation selector
    "\t\n\r\x1b\x07\x7f\x9b\x00"
    "😀👩🚀\U0001f3fd"
)
texts = st.text(alphabet=_ALPHABET, max_size=24)
glyph_sets = st.sampled_from(list(GLYPHS.values()))

# The shapes that code page 437 shows for the control codes; the codec knows the rest.
_LOW = set("☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂")


def cells(text: str) -> int:
    """Cells by an independent table."""
    return sum(max(wcwidth(char), 0) for char in text)


def in_level(char: str, glyphs: GlyphSet) -> bool:
    """Whether a level may show a character."""
    if glyphs.level == "ascii":
        return " " <= char <= "~"
    if glyphs.level == "box":
        if char in _LOW:
            return True
        try:
            return char.encode("cp437") >= b" " and char not in "\x7f\xa0"
        except UnicodeEncodeError:
            return False
    return char.isprintable()


def assert_fits(lines: Sequence[Line], width: int, height: int, glyphs: GlyphSet) -> None:
    """Not wider, not taller, in the glyphs of the level, no blanks at the right end."""
    assert len(lines) <= height
    for line in lines:
        text = plain(line)
        assert cells(text) <= width, text
        bad = [char for char in text if not in_level(char, glyphs)]
        assert not bad, (bad, text)
        if line and not set(line[-1][1].split()) & {"reverse", "underline"}:
            assert text == text.rstrip(" "), text


def frame(text: str) -> list[str]:
    """The rows of a frame written in a test between two line breaks."""
    return text.strip("\n").split("\n")


def rows(lines: Sequence[Line]) -> list[str]:
    """The text of lines, blank ones at the end left out."""
    texts = [plain(line) for line in lines]
    while texts and not texts[-1]:
        texts.pop()
    return texts
