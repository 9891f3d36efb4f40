"""What SQL may do without leave to write: nothing that lasts, in no database and in no file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import duckdb

from tui.corpus.frame import QueryError
from tui.corpus.portable import quoted
from tui.corpus.reading import first_word, writes_files

WRITES_NO_FILE = "SQL writes no file without --write FILE.duckdb: x, or -o, writes the rows"
_READING = "BEGIN TRANSACTION READ ONLY"
_BEGIN, _END = ("begin", "start"), ("commit", "end", "rollback", "abort")
_TO_WRITE = "SELECT database_name FROM duckdb_databases() WHERE NOT readonly AND path IS NOT NULL"
# A cancel may still be interrupting when a transaction is to be ended.
_TRIES = 20


class Leave:
    """Keeps the statements of one cursor from writing.

    A corpus in a file is attached so that it cannot be written. To one in memory only a transaction
    does that: each statement has one there, and the reader's own are such as well.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        # Whether the reader has begun a transaction and not ended it.
        self._within = False

    @contextlib.contextmanager
    def without(self, sql: str, *, in_memory: bool) -> Iterator[str]:
        """Around a statement that is no query: gives what to run. Raises QueryError if it would
        write a file."""
        if writes_files(sql):
            raise QueryError(WRITES_NO_FILE, sql)
        word = first_word(sql)
        began = in_memory and not self._within and word not in (*_BEGIN, *_END)
        if began:
            self._cursor.execute(_READING)
        try:
            yield _READING if in_memory and word in _BEGIN else sql
        except BaseException:
            if began:
                self._end("ROLLBACK")
            raise
        finally:
            self._within = self._within and word not in _END
        self._within = self._within or word in _BEGIN
        if began:
            self._end("COMMIT")
        if word == "attach":
            self._let_go(sql)

    def _end(self, how: str) -> None:
        for _ in range(_TRIES):
            try:
                self._cursor.execute(how)
            except duckdb.InterruptException:
                continue
            except duckdb.TransactionException:
                return  # it has ended
            return

    def _let_go(self, sql: str) -> None:
        """Detach what was attached to be written. Raises QueryError."""
        for (name,) in self._cursor.execute(_TO_WRITE).fetchall():
            self._cursor.execute(f"DETACH {quoted(name)}")
            raise QueryError(f"{name} is not to be written: --write FILE.duckdb allows that", sql)
