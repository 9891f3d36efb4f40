"""Files of the user's that stand in FROM: which ones, and what is in them."""

from __future__ import annotations

from itertools import pairwise

from tui.console.catalogue import Column, Table
from tui.console.lex import tokens
from tui.corpus.clean import clean
from tui.corpus.session import Session


def files(sql: str) -> tuple[str, ...]:
    """The files that stand behind FROM or JOIN, each once, with their quotes."""
    read = [token for token in tokens(sql) if token.kind != "comment"]
    found = (
        token.text
        for before, token in pairwise(read)
        if token.text.startswith("'") and not token.open and before.lower in ("from", "join")
    )
    return tuple(dict.fromkeys(found))


def file_table(session: Session, file: str) -> Table:
    """A file, by its name in quotes, as a table with its columns. Waits for the engine; raises
    QueryError."""
    columns = tuple(Column(name, kind) for name, kind in session.described(f"FROM {file}"))
    return Table(clean(file), "file", "", columns, sql=file)
