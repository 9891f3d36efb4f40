"""Which statements are queries, by their first word."""

from __future__ import annotations

import re

# Statements that begin so are queries: they can be limited, ordered and asked again.
READERS = (
    *("select", "from", "with", "values", "table", "("),
    *("describe", "desc", "show", "summarize", "pivot", "unpivot"),
)
_QUOTED_OR_COMMENT = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|(?P<said>--[^\n]*|/\*.*?\*/)""", re.DOTALL
)
# What comes before a statement that is explained or prepared.
_HEAD = r"\s*(?:explain\s+(?:\([^)]*\)\s*)?(?:analyze\s+)?|prepare\s+\S+\s+as\s+)*"
_WRITES = re.compile(rf"{_HEAD}(?:export\b|copy\b.*\bto\b)", re.IGNORECASE | re.DOTALL)
_BLANK_OR_COMMENT = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)


def first_word(sql: str) -> str:
    """The first word of a statement in lower case, `(` if it begins so."""
    start = _BLANK_OR_COMMENT.match(sql).end()  # type: ignore[union-attr]  # matches nothing too
    word = re.match(r"\w+|\(", sql[start:])
    return word[0].lower() if word else ""


def writes_files(sql: str) -> bool:
    """Whether a statement writes files of its own: COPY … TO, EXPORT DATABASE."""
    plain = _QUOTED_OR_COMMENT.sub(lambda found: " " if found["said"] else " x ", sql)
    return _WRITES.match(plain) is not None
