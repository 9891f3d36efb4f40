"""Column lists that polars can take from DuckDB."""

from __future__ import annotations

import re
from collections.abc import Sequence

# polars stops the process on an interval, needs a package it does not ship for a zoned time,
# and would get the largest whole numbers as approximate ones.
_AS_TEXT = re.compile(
    r"INTERVAL|WITH TIME ZONE|BIT|UHUGEINT|VARINT|BIGNUM|UNION|VARIANT|GEOMETRY|\"NULL\""
)


def unique(names: Sequence[str]) -> list[str]:
    """The names, equal ones told apart by a number."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        copy, each = 1, name
        while each.lower() in taken:
            copy += 1
            each = f"{name}_{copy}"
        taken.add(each.lower())
        found.append(each)
    return found


def quoted(name: str) -> str:
    """A name as SQL takes any name."""
    return '"' + name.replace('"', '""') + '"'


def projection(columns: Sequence[str], types: Sequence[str]) -> str | None:
    """The select list that makes rows portable: names that differ, no type that polars cannot hold.

    None if the rows are portable as they are.
    """
    names = unique(columns)
    text = [bool(_AS_TEXT.search(kind)) for kind in types]
    if names == list(columns) and not any(text):
        return None
    return ", ".join(
        f"CAST(#{i} AS VARCHAR) AS {quoted(name)}" if as_text else f"#{i} AS {quoted(name)}"
        for i, (name, as_text) in enumerate(zip(names, text, strict=True), 1)
    )


# These have values that no Python date or time can take: infinity, years of six figures.
_TIMES = re.compile(r"^(DATE|TIME)[^\[(]*$")
# Such a type within a list, a struct or a map; what stands in quotes there is a name or a value.
_INNER_TIME = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*')|\b(?:DATE|TIME|TIMESTAMP)(?:_\w+)?(?=[,)\[])"""
)
_NUMBERS = re.compile(r"^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|BIGNUM)$")


def is_number(kind: str) -> bool:
    """Whether a type of DuckDB is a number."""
    return bool(_NUMBERS.match(kind))


_IN_NUMBERS = frozenset("0123456789.,+-einfa")


def searching(types: Sequence[str], text: str) -> str | None:
    """SQL for whether a row has $caploop_text, in lower case, in a cell; None if none can have it.

    In a number the commas that a reader sees do not count, and no number has a name in it.
    """
    tests = []
    for i, kind in enumerate(types, 1):
        if not is_number(kind):
            tests.append(f"contains(lower(CAST(#{i} AS VARCHAR)), $caploop_text)")
        elif _IN_NUMBERS.issuperset(text.lower()):
            tests.append(f"contains(CAST(#{i} AS VARCHAR), replace($caploop_text, ',', ''))")
    return " OR ".join(f"coalesce({test}, false)" for test in tests) or None


def text_projection(columns: Sequence[str], types: Sequence[str]) -> str:
    """The select list for writing rows out: as `projection`, and dates and times as text too."""
    return ", ".join(
        f"{_as_text(f'#{i}', kind)} AS {quoted(name)}"
        for i, (name, kind) in enumerate(zip(unique(columns), types, strict=True), 1)
    )


def _as_text(column: str, kind: str) -> str:
    """A column with its dates and times as text, and all of it as what polars can hold."""
    if _TIMES.match(kind) or _AS_TEXT.search(kind):
        return f"CAST({column} AS VARCHAR)"
    inner = _INNER_TIME.sub(lambda found: found[1] or "VARCHAR", kind)
    return column if inner == kind else f"CAST({column} AS {inner})"


def literal(text: str) -> str:
    """A text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"
