"""Which statements are queries, by their first word."""

from __future__ import annotations

import re

# Statements that begin so are queries: they can be limited, ordered and asked again.
READERS = (
    *("select", "from", "with", "values", "table", "("),
    *("describe", "desc", "show", "summarize", "pivot", "unpivot"),
)
_BLANK_OR_COMMENT = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)


def first_word(sql: str) -> str:
    """The first word of a statement in lower case, `(` if it begins so."""
    start = _BLANK_OR_COMMENT.match(sql).end()  # type: ignore[union-attr]  # matches nothing too
    word = re.match(r"\w+|\(", sql[start:])
    return word[0].lower() if word else ""
