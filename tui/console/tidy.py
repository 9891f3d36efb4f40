"""A statement laid out anew: one clause a line. No token of it changes, comments stay."""

from __future__ import annotations

from tui.console.lex import Token, tokens

# A new line begins with these, at the indent of their parentheses.
_CLAUSES = frozenset(
    [
        *("select", "from", "where", "group", "having", "qualify", "order", "limit", "offset"),
        *("window", "union", "except", "intersect", "with", "values", "set", "insert", "update"),
        "delete",
    ]
)
_JOINS = frozenset(
    ("join", "left", "right", "full", "inner", "cross", "asof", "natural", "semi", "anti")
)
_INNER = frozenset(("and", "or"))
_TIGHT_BEFORE = frozenset((",", ")", "]", ";"))
_TIGHT_AFTER = frozenset(("(", "["))
_SPACED = frozenset(("=", "<", ">", "<=", ">=", "<>", "!=", "||", ",", ")"))
INDENT = "    "


def tidy(sql: str) -> str:
    """The same statement with its clauses on lines of their own, two or more levels indented."""
    lines: list[str] = [""]
    depth: list[bool] = []  # for each open parenthesis, whether a query stands in it
    before: Token | None = None
    read = tokens(sql)
    between, cases = False, 0
    for at, token in enumerate(read):
        word = token.lower if token.kind == "word" else ""
        after = read[at + 1] if at + 1 < len(read) else None
        level = sum(depth)
        if token.text == ")" and depth and depth.pop():
            _new(lines, sum(depth))
        elif before is not None and _breaks(word, before, between or cases > 0, depth):
            _new(lines, level + (1 if word in _INNER else 0))
        elif before is not None and before.kind == "comment" and before.text.startswith("--"):
            _new(lines, level)
        cases += (word == "case") - (word == "end")
        between = word == "between" or (between and word != "and")
        lines[-1] += (_gap(before, token) if lines[-1].strip() else "") + token.text
        if token.text == "(":
            depth.append(after is not None and after.lower in ("select", "with", "from", "values"))
            if depth[-1]:
                _new(lines, sum(depth))
        elif token.text == ";":
            _new(lines, 0)
        before = token
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _breaks(word: str, before: Token, within: bool, depth: list[bool]) -> bool:
    """Whether a word begins a line."""
    if depth and not depth[-1]:
        return False  # arguments and lists stay on their line
    if word in _JOINS:
        return before.lower not in _JOINS and before.lower != "outer" and before.text != "."
    if word in _CLAUSES:
        distinct_from = word == "from" and before.lower == "distinct"
        return not distinct_from and before.text != "."
    return word in _INNER and not within


def _new(lines: list[str], level: int) -> None:
    if lines[-1].strip():
        lines.append(INDENT * level)
    else:
        lines[-1] = INDENT * level


def _gap(before: Token | None, token: Token) -> str:
    """What stands between two tokens of a line. Signs that touched go on touching, others not:
    joined or parted they might mean something else."""
    if before is None or token.text in _TIGHT_BEFORE or before.text in _TIGHT_AFTER:
        return ""
    touching = before.end == token.start
    if token.text == "(":
        return "" if touching and before.kind in ("word", "name") else " "
    signs = "sign" in (before.kind, token.kind)
    spaced = token.text in _SPACED or before.text in _SPACED
    return "" if touching and signs and not spaced else " "
