"""SQL text as tokens. Nothing of it is lost: what is between two tokens is white space."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["word", "name", "text", "number", "parameter", "comment", "sign"]

_TOKEN = re.compile(
    r"""
      (?P<comment>--[^\n]*|/\*)
    | (?P<parameter>\$(?:\d+|[A-Za-z_]\w*)(?!\w*\$))
    | (?P<dollar>\$(?:[A-Za-z_]\w*)?\$)
    | (?P<text>[eE]?')
    | (?P<name>")
    | (?P<number>(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>::|:=|=>|->>|->|<->|<=>|<<|>>|<=|>=|<>|<@|@>|==|!=
        |!?~~?\*|!?~~|!~|\^@|&&|\|\||//|\*\*|\S)
    """,
    re.VERBOSE,
)
_BLOCK_EDGE = re.compile(r"/\*|\*/")
_ESCAPED = re.compile(r"(?:[^'\\]|\\.|'')*'", re.DOTALL)


class Token(NamedTuple):
    """A piece of SQL at characters `start` to `end`; `open` if the text ends inside of it."""

    kind: Kind
    text: str
    start: int
    end: int
    open: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case, a quoted name as it is spelt; '' for anything else."""
        if self.kind == "word":
            return self.text.lower()
        return self.text[1:-1].replace('""', '"') if self.kind == "name" and not self.open else ""


def tokens(text: str) -> list[Token]:
    """The tokens of a text, comments included, in order. Never fails: what is cut off is `open`."""
    found: list[Token] = []
    at = 0
    while match := _TOKEN.search(text, at):
        start, kind = match.start(), match.lastgroup
        end: int | None = match.end()
        if kind == "comment" and match[0] == "/*":
            end = _block_end(text, start)
        elif kind == "text":
            end = _text_end(text, match.end(), escaped=len(match[0]) == 2)
        elif kind == "name":
            end = _closed(text, match.end(), '"')
        elif kind == "dollar":
            kind = "text"
            close = text.find(match[0], match.end())
            end = close + len(match[0]) if close >= 0 else None
        at = len(text) if end is None else end
        found.append(Token(kind, text[start:at], start, at, end is None))  # type: ignore[arg-type]
    return found


def _block_end(text: str, start: int) -> int | None:
    """Comments nest."""
    depth = 0
    for edge in _BLOCK_EDGE.finditer(text, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    return None


def _text_end(text: str, at: int, *, escaped: bool) -> int | None:
    if escaped:
        match = _ESCAPED.match(text, at)
        return match.end() if match is not None else None
    return _closed(text, at, "'")


def _closed(text: str, at: int, quote: str) -> int | None:
    """After the closing quote; a doubled one is a character."""
    while (close := text.find(quote, at)) >= 0:
        if not text.startswith(quote, close + 1):
            return close + 1
        at = close + 2
    return None
