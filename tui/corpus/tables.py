"""The tables of the corpus as data: what schema.sql says, with its documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SCHEMA = Path(__file__).parent / "schema.sql"

_ENUM = re.compile(r"^CREATE TYPE (\w+) AS ENUM \(([^)]*)\);", re.M)
_TABLE = re.compile(r"((?:^-- [^\n]*\n)*)^CREATE TABLE (\w+) \(\n(.*?)^\);", re.M | re.S)
_COLUMN = re.compile(r"(\w+) (\w+(?:\([\d, ]+\))?)(.*)")
_REFERENCES = re.compile(r"REFERENCES (\w+) \((\w+)\)")
_CHECK = re.compile(r"CHECK \((.*)\)")

# References that the database does not hold: into the own table, forward, or one of three.
LOOSE = {
    ("entities", "parent_id"): ("entities", "entity_id"),
    ("deals", "other_deal_id"): ("deals", "deal_id"),
    ("deals", "relation_claim"): ("claims", "claim_id"),
    ("claims", "leg_id"): ("legs", "leg_id"),
    ("claims", "deal_id"): ("deals", "deal_id"),
    ("claims", "entity_id"): ("entities", "entity_id"),
    ("claims", "object_id"): ("entities", "entity_id"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type as SQL names it, and for an enum the values in their order.

    `references` is the table and column whose values these are; `caploop check` holds those
    that the schema does not.
    """

    name: str
    type: str
    nullable: bool
    doc: str
    enum_values: tuple[str, ...]
    references: tuple[str, str] | None
    check: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, the columns of its key, the checks over several columns.

    `file` is where its rows stand, seen from the corpus folder.
    """

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    checks: tuple[str, ...]
    file: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@lru_cache
def enums() -> dict[str, tuple[str, ...]]:
    """The values of each enum type, in their order."""
    found = _ENUM.findall(SCHEMA.read_text(encoding="utf-8"))
    return {name: tuple(re.findall(r"'([^']*)'", values)) for name, values in found}


@lru_cache
def tables() -> tuple[Table, ...]:
    """All tables, each after those that it refers to: the order in which they load."""
    found = _TABLE.findall(SCHEMA.read_text(encoding="utf-8"))
    return tuple(_table(name, doc, body) for doc, name, body in found)


def table(name: str) -> Table:
    """The table of that name. Raises KeyError."""
    for each in tables():
        if each.name == name:
            return each
    raise KeyError(name)


def _table(name: str, doc: str, body: str) -> Table:
    columns: list[Column] = []
    key: tuple[str, ...] = ()
    checks: list[str] = []
    comments: list[str] = []
    for line in (raw.strip().removesuffix(",") for raw in body.splitlines()):
        if line.startswith("--"):
            comments.append(line[2:].strip())
        elif line.startswith("PRIMARY KEY"):
            key = tuple(re.findall(r"\w+", line.removeprefix("PRIMARY KEY")))
        elif line.startswith("CHECK"):
            checks.append(line.removeprefix("CHECK (").removesuffix(")"))
        elif found := _COLUMN.fullmatch(line):
            columns.append(_column(name, found[1], found[2], found[3], " ".join(comments)))
            comments = []
            if "PRIMARY KEY" in found[3]:
                key = (found[1],)
    words = " ".join(line.removeprefix("-- ") for line in doc.splitlines())
    file = "digests/*.md" if name == "paragraphs" else f"{name}.csv"
    return Table(name, words, tuple(columns), key, tuple(checks), file)


def _column(table: str, name: str, type_: str, rest: str, doc: str) -> Column:
    references = _REFERENCES.search(rest)
    check = _CHECK.search(rest)
    return Column(
        name,
        type_,
        "NOT NULL" not in rest and "PRIMARY KEY" not in rest,
        doc,
        enums().get(type_, ()),
        (references[1], references[2]) if references else LOOSE.get((table, name)),
        check[1] if check else "",
    )
