"""From a corpus folder into a database: what the schema demands holds, or nothing is loaded."""

from __future__ import annotations

from tui.corpus.faults import CorpusError, fault, faults
from tui.corpus.frame import QueryError
from tui.corpus.read import Corpus, read_corpus
from tui.corpus.rules import LOADABLE, judge
from tui.corpus.store import Store
from tui.corpus.tables import LOOSE, tables

__all__ = ["Corpus", "CorpusError", "build", "read_corpus"]


def build(corpus: Corpus, store: Store) -> None:
    """Make the tables and views of a corpus in an empty store.

    Raises CorpusError with each fault's file and line; the store is then of no further use.
    """
    if corpus.faults:
        raise CorpusError(corpus.faults)
    store.script_file("schema.sql")
    file = ""
    try:
        for table in tables():
            file = table.file
            store.insert(table.name, corpus.frames[table.name].drop("line"))
    except QueryError as error:
        # The database names no line: the rules that say the same as its constraints do.
        wrong = judge(corpus, LOADABLE)
        raise CorpusError(wrong or faults([fault(file, 1, error.message)])) from error
    if _dangles(store):
        raise CorpusError(judge(corpus, LOADABLE))
    store.script_file("build.sql")
    store.script_file("views.sql")


def _dangles(store: Store) -> bool:
    """Whether a reference that the schema leaves open points nowhere."""
    return any(
        store.rows(
            f"SELECT count(*) FROM {table} "
            f"WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {target})"
        )
        != [(0,)]
        for (table, column), (target, key) in LOOSE.items()
    )
