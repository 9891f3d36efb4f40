"""From a corpus folder into a database: everything is checked on the way, or nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tui.corpus.articles import Attached, attach, misplaced
from tui.corpus.faults import CorpusError, fault, faults
from tui.corpus.frame import QueryError
from tui.corpus.read import Corpus, read_corpus
from tui.corpus.rules import LOADABLE, judge
from tui.corpus.store import Store
from tui.corpus.tables import tables

__all__ = ["Corpus", "CorpusError", "build", "load", "read_corpus"]


def load(folder: Path, store: Store, articles: Path | None = None) -> Attached:
    """Fill an empty store from a corpus folder; the originals found in `articles` come back.

    Raises CorpusError with what is wrong in which file and line: with the files themselves, with
    what the schema demands, or with a quote that is not in its attached paragraph.
    """
    corpus = read_corpus(folder)
    build(corpus, store)
    attached = attach(articles, corpus.frames["sources"]) if articles else Attached()
    wrong = misplaced(corpus.frames["evidence"], corpus.frames["claims"], attached)
    if wrong:
        raise CorpusError(wrong)
    return attached


def build(corpus: Corpus, store: Store) -> None:
    """Make the tables and views of a corpus in an empty store. Raises CorpusError."""
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
    if _dangles(corpus):
        raise CorpusError(judge(corpus, LOADABLE))
    store.script_file("build.sql")
    store.script_file("views.sql")
    store.corpus_id = corpus.corpus_id


def _dangles(corpus: Corpus) -> bool:
    """Whether a reference that the schema leaves open points nowhere."""
    for table in tables():
        for column in table.columns:
            if column.references is None:
                continue
            target, key = column.references
            known = corpus.frames[target][key].implode()
            used = pl.col(column.name)
            if corpus.frames[table.name].select((used.is_not_null() & ~used.is_in(known)).any()).item():
                return True
    return False
