"""What SQL may do without leave to write: nothing that lasts, in no database and in no file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import duckdb

from tui.corpus.frame import QueryError
from tui.corpus.portable import quoted
from tui.corpus.reading import first_word, writes_files
from tui.corpus.store import Store

WRITES_NO_FILE = "SQL writes no file without --write FILE.duckdb: x, or -o, writes the rows"
_READING = "BEGIN TRANSACTION READ ONLY"
_BEGIN, _END = ("begin", "start"), ("commit", "end", "rollback", "abort")
_TO_WRITE = "SELECT database_name FROM duckdb_databases() WHERE NOT readonly AND path IS NOT NULL"
# A cancel may still be interrupting when a transaction is to be ended.
_TRIES = 20


class Leave:
    """Keeps the statements of one cursor from writing, unless they may. `within` says whether the
    reader has begun a transaction and not ended it.

    A corpus in a file is attached so that it cannot be written. To one in memory only a transaction
    does that: each statement has one there, and the reader's own are such as well.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.within = False

    @contextlib.contextmanager
    def asked(self, sql: str, store: Store) -> Iterator[str]:
        """Around a statement that is no query: gives what to run. Raises QueryError if it would
        write a file without leave."""
        word, free = first_word(sql), store.writable
        if not free and writes_files(sql):
            raise QueryError(WRITES_NO_FILE, sql)
        in_memory = not free and store.in_memory()
        began = in_memory and not self.within and word not in (*_BEGIN, *_END)
        if began:
            self._cursor.execute(_READING)
        try:
            yield _READING if in_memory and word in _BEGIN else sql
        except BaseException:
            if began:
                self._end("ROLLBACK")
            raise
        finally:
            self.within = self.within and word not in _END
        self.within = self.within or word in _BEGIN
        if began:
            self._end("COMMIT")
        if word == "attach" and not free:
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
