"""From a corpus folder into a database: what the schema demands holds, or nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import polars as pl

from tui.corpus.explain import lacks_room
from tui.corpus.faults import CorpusError, fault, faults
from tui.corpus.frame import QueryError
from tui.corpus.load_quick import Unsound, forget, load_quickly
from tui.corpus.program import work_out
from tui.corpus.progress import Steps
from tui.corpus.read import Corpus, paragraphs, read_corpus
from tui.corpus.rules import LOADABLE, by_tables, judge, judge_loaded, sound
from tui.corpus.store import Store
from tui.corpus.table_files import TableFiles, table_files
from tui.corpus.tables import LOOSE, tables
from tui.corpus.together import Piece

__all__ = ["Corpus", "CorpusError", "build", "load", "read_corpus", "stage"]

# Shares of the time that loading takes, as measured with a million claims.
READING, JUDGING, WORKING = 0.36, 0.06, 0.58


def load(
    folder: Path,
    store: Store,
    told: Callable[[str], None] = lambda _: None,
    *,
    whole: bool = True,
) -> None:
    """Make the tables and views of the corpus of a folder in an empty store; those that can wait
    if it is to be `whole`.

    `told` hears what is being done and how far it is. Raises CorpusError with each fault's file
    and line; the store is then of no further use.
    """
    steps = Steps(told)
    broken: list[str] = []
    names = table_files(folder).names
    checks = [] if table_files(folder).digests else _checks(names, broken)
    files = stage(folder, store, steps, READING, checks)
    if files is None:
        steps.begin("reading line by line", 0)
        build(read_corpus(folder), store, whole=whole)
        return
    # Digests are read after all other files.
    if broken or files.digests:
        step = steps.within(JUDGING, len(LOADABLE))
        if wrong := judge_loaded(store, files.names, LOADABLE, step):
            raise CorpusError(wrong)
    work_out(store, steps, WORKING, whole=whole)


def _checks(names: Mapping[str, str], broken: list[str]) -> list[Piece]:
    """Pieces of work that put into `broken` whatever breaks a rule, as soon as it can be seen."""
    every = by_tables(names, LOADABLE)

    def check(store: Store, read: frozenset[str], sql: list[str]) -> None:
        if not sound(store, names, read, sql):
            broken.extend(sql)

    return [
        Piece(
            f"checking {' '.join(sorted(read))}",
            f"checking {' against '.join(names[table] for table in sorted(read))}",
            JUDGING / len(every),
            partial(check, read=read, sql=list(sql)),
            read,
        )
        for read, sql in every.items()
    ]


def stage(
    folder: Path, store: Store, steps: Steps, share: float, more: Sequence[Piece] = ()
) -> TableFiles | None:
    """Read the files of a folder into an empty store; None, and the store empty again, if they are
    not all sound. `share` is the part of the whole work that this is; `more` is done on the way,
    as soon as what it comes after is read. Raises CorpusError.
    """
    files = table_files(folder)
    try:
        load_quickly(files, store, steps, share, more)
        if files.digests:
            steps.begin("reading digests", 0)
            rows = store.rows("SELECT rowid + 2, source_id FROM sources ORDER BY rowid")
            sources = pl.DataFrame(rows, schema=["line", "source_id"], orient="row")
            frame, wrong = paragraphs(folder, sources)
            if wrong:
                raise Unsound
            store.insert("paragraphs", frame.drop("line"))
    except Unsound:
        forget(store)
        return None
    return files


def build(corpus: Corpus, store: Store, *, whole: bool = True) -> None:
    """Make the tables and views of a corpus that has been read in an empty store.

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
        if lacks_room(error):
            raise
        # The database names no line: the rules that say the same as its constraints do.
        wrong = judge(corpus, LOADABLE)
        raise CorpusError(wrong or faults([fault(file, 1, error.message)])) from error
    if _dangles(store) or judge(corpus, ("numbers",)):
        raise CorpusError(judge(corpus, LOADABLE))
    work_out(store, whole=whole)


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
