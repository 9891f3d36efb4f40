"""What there is to ask for: tables, views and macros with their columns, functions, values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tui.corpus.portable import quoted


def spelt(name: str) -> str:
    """A name as it stands in SQL, in quotes where it needs them."""
    return name if name.isidentifier() else quoted(name)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type as the engine names it, its unit as a header prints it, what it means."""

    name: str
    type: str = ""
    unit: str = ""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Something that can stand in FROM. `kind` is table, view, macro, temporary or file. The name
    of one in another schema or database begins with theirs, that of a file has its quotes."""

    name: str
    kind: str
    doc: str = ""
    columns: tuple[Column, ...] = ()
    # How a macro is called: its parameters.
    parameters: tuple[str, ...] = ()
    # How it is written in SQL, where that is not its name.
    sql: str = ""

    @property
    def called(self) -> str:
        """How it stands in FROM."""
        name = self.sql or spelt(self.name)
        return f"{name}({', '.join(self.parameters)})" if self.parameters else name

    def column(self, name: str) -> Column | None:
        """The column of that name, whatever its case."""
        lower = name.lower()
        return next((c for c in self.columns if c.name.lower() == lower), None)


@dataclass(frozen=True, slots=True)
class Function:
    """A function with the ways to call it: `lower(string) → varchar`."""

    name: str
    signatures: tuple[str, ...]
    doc: str = ""
    # One of this corpus, not of the engine.
    own: bool = False
    in_from: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Everything by its name in lower case. `values` are those of an enum type by the type's text,
    `ids` what columns of ids hold by the column's name: each with what it stands for. Of those with
    too many ids to hold them `unheld` says the kind, by which the engine finds some."""

    tables: Mapping[str, Table] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    unheld: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> Table | None:
        """The table, view or macro of that name."""
        return self.tables.get(name.lower())

    def with_tables(self, more: Iterable[Table]) -> Catalogue:
        """The same with more tables."""
        return replace(self, tables={**self.tables, **{each.name.lower(): each for each in more}})

    def column(self, name: str, tables: tuple[str, ...]) -> tuple[Table, Column] | None:
        """A column by name in the first of these tables that has it."""
        for each in tables:
            table = self.table(each)
            if table is not None and (column := table.column(name)) is not None:
                return table, column
        return None
