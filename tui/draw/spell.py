"""Text from outside made safe to draw: one line, no controls, only glyphs of the level."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from tui.format import GlyphSet

# What code page 437 shows for the codes that Python's codec keeps for controls.
_CP437_LOW = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂"
CP437 = frozenset(
    bytes(range(0x20, 0x7F)).decode("cp437") + bytes(range(0x80, 0x100)).decode("cp437")
) - {"\xa0"} | frozenset(_CP437_LOW)
PRINTABLE = frozenset(chr(code) for code in range(0x20, 0x7F))

_BOX = {
    "–": "-", "—": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..",
    "‽": "?", "‖": "║", "✗": "x", "▸": "►", "●": "•", "×": "x", "━": "═", "╌": "-", "┆": ":",
    "╎": ":", "◇": "♦", "›": ">", "≠": "!=", "€": "EUR", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "⁄": "/",
}  # fmt: skip
_ASCII = _BOX | {
    "≤": "<=", "≥": ">=", "≈": "~", "·": "-", "→": "->", "←": "<-", "↔": "*", "►": ">", "◄": "<",
    "▲": "^", "▼": "v", "↑": "^", "↓": "v", "█": "#", "▓": "=", "▒": ":", "░": ".", "‽": "~",
    "‖": '"', "║": '"', "▸": ">", "▌": ">", "●": "o", "○": "o", "•": "o", "◇": "o", "─": "-",
    "━": "-", "═": "=", "╌": ".", "│": "|", "┆": "!", "Σ": "sum", "ß": "ss", "æ": "ae", "Æ": "AE",
    "£": "GBP", "¥": "JPY", "«": '"', "»": '"', "°": " deg", "µ": "u", "π": "pi", "√": "sqrt",
}  # fmt: skip


def flat(text: str) -> str:
    """The text on one line: white space becomes blanks; controls, zero-width characters, unassigned
    or private code points, variation selectors and emoji skin tones are dropped."""
    if text.isprintable():
        if text.isascii():
            return text
        return "".join(c for c in text if not _restyles(c))
    kept = []
    for c in text:
        if c in "\t\n\r\v\f" or unicodedata.category(c) in ("Zs", "Zl", "Zp"):
            kept.append(" ")
        elif c.isprintable() and not _restyles(c):
            kept.append(c)
    return "".join(kept)


def _restyles(char: str) -> bool:
    """Variation selectors and skin tones: terminals do not agree on their width."""
    return "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"


def spell(text: str, glyphs: GlyphSet) -> str:
    """The text in glyphs of this level: what a level lacks is replaced by its nearest spelling
    (`≤` by `<=`), accents are dropped, the rest is `?`. Idempotent; flattens as well."""
    if text.isascii() and text.isprintable():
        return text
    return _spelled(text, glyphs.level)


@lru_cache(maxsize=4096)
def _spelled(text: str, level: str) -> str:
    text = flat(text)
    if text.isascii() or level == "full":
        return text
    text = unicodedata.normalize("NFC", text)
    allowed, table = (CP437, _BOX) if level == "box" else (PRINTABLE, _ASCII)
    return "".join(c if c in allowed else _nearest(c, allowed, table) for c in text)


def _nearest(c: str, allowed: frozenset[str], table: dict[str, str]) -> str:
    if c in table:
        return table[c]
    if unicodedata.category(c) in ("Mn", "Mc", "Me"):
        return ""
    parts = [p for p in unicodedata.normalize("NFKD", c) if unicodedata.category(p) != "Mn"]
    return "".join(p if p in allowed else "?" for p in parts)
