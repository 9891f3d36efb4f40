"""What the columns of a result are: where each comes from, by the text of its statement."""

from __future__ import annotations

from tui.console.catalogue import Catalogue, Column, Table
from tui.console.complete import about_column
from tui.console.lex import tokens
from tui.console.scope import Given, grouped, output
from tui.corpus.result import Result


def origins(result: Result, catalogue: Catalogue) -> list[Given]:
    """For each column of a result what it is, as far as the text of the statement tells."""
    told = output(grouped(tokens(result.sql)), catalogue)
    if [given.name.lower() for given in told] == [name.lower() for name in result.columns]:
        return told
    by_name = {given.name.lower(): given for given in reversed(told)}
    if len(told) == len(result.columns):
        # Unnamed expressions get names that only the engine knows.
        return [
            Given(name, given.origin, given.table)
            for name, given in zip(result.columns, told, strict=True)
        ]
    return [by_name.get(name.lower(), Given(name)) for name in result.columns]


def units(given: list[Given]) -> list[str]:
    """The unit of each column, as a header prints it after the type."""
    return [each.origin.unit if each.origin else "" for each in given]


def lines(name: str, kind: str, given: Given, catalogue: Catalogue) -> list[str]:
    """What a column is and what its table is: two lines at most, none where nothing is known."""
    found = []
    if given.origin is not None and (given.origin.doc or given.origin.unit):
        known = Column(name, kind, given.origin.unit, given.origin.doc)
        same = given.origin.name.lower() == name.lower()
        called = name if same else f"{name} = {given.origin.name}"
        found.append(f"{called} {about_column(known)}")
    table = catalogue.table(given.table) if given.table else None
    if table is not None and table.doc:
        found.append(f"{table.name} {first_sentence(table)}")
    return found


def first_sentence(table: Table) -> str:
    """What a table is, in one sentence."""
    return table.doc.split(". ")[0].rstrip(".")
