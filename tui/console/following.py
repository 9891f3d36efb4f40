"""Which words of the language can follow what stands before the cursor, the likely ones first."""

from __future__ import annotations

from collections.abc import Sequence

from tui.console.lex import Token

# After something that has a value or is a source.
AFTER_VALUE = (
    *("from", "where", "and", "or", "join", "left join", "on", "using", "as", "group by"),
    *("order by", "limit", "having", "desc", "asc", "nulls last", "in", "is", "is null"),
    *("is not null", "not in", "like", "ilike", "between", "then", "when", "else", "end", "over"),
    *("filter", "union all", "qualify", "exclude", "set", "values"),
)
_JOIN = ("join", "outer join")
_AFTER = {
    **dict.fromkeys(("left", "right", "full", "natural", "asof"), _JOIN),
    **dict.fromkeys(("inner", "cross", "outer", "semi", "anti", "positional"), ("join",)),
    **dict.fromkeys(("group", "order", "partition"), ("by",)),
    "is": ("null", "not null", "distinct from"),
    "nulls": ("last", "first"),
    "variable": ("as_of", "lens"),
}


def following(before: Sequence[Token], keywords: Sequence[str]) -> tuple[str, ...] | None:
    """The words that can stand behind these tokens, where no name or function can; else None."""
    if not before:
        return None
    last = before[-1]
    if last.kind == "word" and last.lower in _AFTER:
        return _AFTER[last.lower]
    value = last.kind in ("name", "text", "number", "parameter") or last.text in (")", "]")
    value = value or (last.kind == "word" and last.lower not in keywords)
    return (*AFTER_VALUE, *keywords) if value or _all_columns(before) else None


def _all_columns(before: Sequence[Token]) -> bool:
    """Whether a star stands for columns: between two values it multiplies."""
    if before[-1].text != "*":
        return False
    return len(before) > 1 and (before[-2].text in (",", ".") or before[-2].lower == "select")
