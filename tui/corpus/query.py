"""Named queries: one .sql file each, with a title and its parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"
CATALOGUE = Path(__file__).parent / "catalogue"
_PARAMETER = re.compile(r"\$([a-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Query:
    """A title, its SQL and the names of its $parameters in order of appearance."""

    name: str
    title: str
    sql: str
    params: tuple[str, ...]


def query(sql: str, name: str = "") -> Query:
    """The query in a piece of SQL; the first comment line is its title."""
    first = sql.lstrip().split("\n", 1)[0]
    title = first.removeprefix("--").strip() if first.startswith("--") else name
    code = re.sub(r"--[^\n]*", "", sql)
    return Query(name, title, sql, tuple(dict.fromkeys(_PARAMETER.findall(code))))


@lru_cache
def named(name: str) -> Query:
    """The shipped query of that name. Raises KeyError, naming what there is."""
    path = FOLDER / f"{name}.sql"
    if not path.is_file():
        raise KeyError(f"no query {name}: there are {', '.join(names())}")
    return query(path.read_text(encoding="utf-8"), name)


@lru_cache
def catalogued(name: str) -> Query:
    """The query of that name in the folder catalogue/: about what there is to ask for."""
    return query((CATALOGUE / f"{name}.sql").read_text(encoding="utf-8"), name)


def names() -> tuple[str, ...]:
    """The names of the shipped queries, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))
