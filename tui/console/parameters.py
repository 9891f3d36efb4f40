"""The values of a statement's $parameters: they stand in its text, as `-- $entity = openai`.

So a value can be seen, edited and saved where the query is, and travels with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tui.console.lex import tokens

_SET = re.compile(r"--\s*\$([A-Za-z_]\w*)\s*=\s*(.*?)\s*$")
_WHOLE = re.compile(r"[+-]?(0|[1-9]\d{0,17})$")
_DECIMAL = re.compile(r"[+-]?\d+\.\d+(e[+-]?\d+)?$", re.IGNORECASE)
# What needs no quotes, not even in a list.
_SAFE = re.compile(r"\w(?:[\w .:/&+-]*\w)?$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def names(sql: str) -> tuple[str, ...]:
    """The parameters that a statement uses, in order of appearance."""
    if "$" not in sql:
        return ()
    used = (t.text[1:] for t in tokens(sql) if t.kind == "parameter" and not t.text[1:].isdigit())
    return tuple(dict.fromkeys(used))


def written(text: str) -> dict[str, object]:
    """The values that stand in the comments of a text; a later line wins."""
    found: dict[str, object] = {}
    if "$" not in text:
        return found  # most have none, and some are long
    for token in tokens(text):
        if token.kind == "comment" and (match := _SET.match(token.text)):
            found[match[1]] = value(match[2])
    return found


@dataclass(frozen=True, slots=True)
class Field:
    """Where the value of a parameter stands in a text: characters `start` to `end`."""

    name: str
    start: int
    end: int


def fields(text: str) -> list[Field]:
    """The values that stand in the comments of a text, as the fields of a form."""
    return [
        Field(match[1], token.start + match.start(2), token.start + match.end(2))
        for token in tokens(text)
        if token.kind == "comment" and (match := _SET.match(token.text))
    ]


def field_at(text: str, offset: int) -> Field | None:
    """The field that a cursor is in."""
    # Asked at every key, so the whole text is read only where the line looks like a field.
    line = text[text.rfind("\n", 0, offset) + 1 : _line_end(text, offset)]
    if not _SET.search(line):
        return None
    return next((each for each in fields(text) if each.start <= offset <= each.end), None)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def value(text: str) -> object:
    """What a written value means: null, true, a whole number, a decimal, a date, else a text.

    Quotes make a text of anything, and brackets a list: `'007'`, `[nvidia, amd]`. A number with
    leading zeros is a text, because ids look so.
    """
    text = text.strip()
    lower = text.lower()
    if lower in ("null", "none", ""):
        return None
    if lower in ("true", "false"):
        return lower == "true"
    if _WHOLE.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if text.startswith("[") and text.endswith("]"):
        return [value(part) for part in _parts(text[1:-1])]
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def _parts(text: str) -> list[str]:
    """The elements of a written list, split at commas outside of quotes."""
    if not text.strip():
        return []
    found, begin = [], 0
    for token in tokens(text):
        if token.kind == "sign" and token.text == ",":
            found.append(text[begin : token.start])
            begin = token.end
    return [*found, text[begin:]]


def shown(given: object) -> str:
    """A value as it is written: `value` reads it back."""
    if given is None:
        return "null"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, list | tuple):
        return f"[{', '.join(map(shown, given))}]"
    if isinstance(given, str):
        if _SAFE.match(given) and value(given) == given:
            return given
        return "'" + given.replace("'", "''") + "'"
    return str(given)


def with_values(sql: str, values: Mapping[str, object]) -> str:
    """The text with a line for each value, after the title that it may begin with."""
    if not values:
        return sql
    lines = [f"-- ${name} = {shown(given)}" for name, given in values.items()]
    first, newline, rest = sql.partition("\n")
    if first.startswith("--") and newline:
        return "\n".join([first, *lines, rest])
    return "\n".join([*lines, sql])


class Missing(Exception):
    """A parameter without a value."""


def values_of(sql: str, text: str, dials: Mapping[str, object]) -> dict[str, object]:
    """The value of each parameter of a statement: from its own comments, else from those of the
    text that it stands in, else from the dials. Raises Missing."""
    given = {**dials, **written(text), **written(sql)}
    wanted = names(sql)
    missing = [name for name in wanted if name not in given]
    if missing:
        raise Missing(f"no value for ${missing[0]}: write `-- ${missing[0]} = …` above the query")
    return {name: given[name] for name in wanted}
