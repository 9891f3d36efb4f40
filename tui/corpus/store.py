"""The one place that runs SQL: a database, its cursors under the dials, what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

# The engine without the package around it, whose Python costs the start five times as much. What
# takes or gives Arrow data imports the package.
import _duckdb as duckdb

from tui.corpus.explain import explained, hide
from tui.corpus.fetch import Capsule, fetch_frame, fetch_rows
from tui.corpus.frame import Frame, QueryError
from tui.corpus.job import Job, Task
from tui.corpus.later import Later, reads_later
from tui.corpus.portable import literal, quoted
from tui.corpus.query import Query

if TYPE_CHECKING:
    import polars as pl

    from tui.context import Context
    from tui.corpus.visitor import Visitor

HERE = Path(__file__).parent
T = TypeVar("T")
# Either major version opens a file that is written in this format.
STORAGE = {"storage_compatibility_version": "v1.5.0"}
# A file that is being made is thrown away unless it is finished: it needs no log of changes. In the
# larger groups of rows that are usual smaller tables would be written by one core, in the end.
_MAKING = "STORAGE_VERSION 'v1.5.0', ROW_GROUP_SIZE 61440, RECOVERY_MODE 'no_wal_writes'"
# The engine reads and keeps whole blocks: of a small database the usual ones of 256 kB take more
# memory, of a large one blocks of this size more time.
_SMALL = "BLOCK_SIZE 16384"
PANE_ROWS = 1_000
# What makes the engine count how far a statement is, and print nothing.
_PROGRESS = (
    "enable_progress_bar = true",
    "enable_progress_bar_print = false",
    "progress_bar_time = 0",
)
# What the end of a statement frees goes back beyond this threshold: for the end of this one alone,
# for it makes other queries half as slow again.
_FLUSH = "allocator_bulk_deallocation_flush_threshold"
GIVES_BACK = 2
# What the corpus is called in SQL where it is not alone, or not to be called as its file.
CORPUS = "corpus"
_GIVE_BACK = (f"SET GLOBAL {_FLUSH} = '1KB'", f"RESET GLOBAL {_FLUSH}")


def _connect(place: str, **how: Any) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(place, **how)
    # Where Python runs no file the engine takes somebody to look on: what lasts two seconds, be it
    # because the machine has other work, then draws a bar on stdout.
    connection.execute("SET SESSION enable_progress_bar = false")
    return connection


class Store:
    """A database that holds one corpus. Cursors are made per query and carry the dials."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        corpus_id: str = "",
        visitor: Visitor | None = None,
    ) -> None:
        self._connection = connection
        self.corpus_id = corpus_id
        self.visitor = visitor
        self._own_macros: frozenset[str] | None = None
        # Where a file of the user's is beside the corpus: what the two are called.
        self.home = self.own = ""
        self.writable = False
        self._given_back = 0
        # What is not in it yet.
        self.later: Later | None = None

    @classmethod
    def memory(cls) -> Store:
        """An empty database in memory."""
        return cls(_connect(":memory:", config=dict(STORAGE)))

    @classmethod
    def create(cls, path: Path, *, small: bool = False) -> Store:
        """A new database file, or one to add to, that either supported version of DuckDB can open.

        It is whole when it is closed; whatever ends the program before leaves a file of no use. In
        a `small` one what nobody reads takes little memory.
        """
        store = cls.memory()
        store.home = quoted(path.stem)
        how = f"{_MAKING}, {_SMALL}" if small else _MAKING
        store.script(
            f"ATTACH {literal(str(path))} AS {store.home} ({how}); USE {store.home};"
            f" SET temp_directory = {literal(f'{path}.tmp')}"
        )
        return store

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = True,
        corpus_id: str = "",
        visitor: Visitor | None = None,
    ) -> Store:
        """An existing database file, as a visitor may see it if there is one.

        Raises QueryError if it cannot be opened.
        """
        try:
            if visitor is not None:
                return cls._for(visitor, path)
            return cls(_connect(str(path), read_only=read_only), corpus_id)
        except duckdb.Error as error:
            raise QueryError(str(error), "") from error

    @classmethod
    def _for(cls, visitor: Visitor, path: Path) -> Store:
        """What a file is called, and where it is, is no business of a visitor's."""
        hide(path)
        store = cls(_connect(":memory:"), visitor=visitor)
        store.home = CORPUS
        attach = f"ATTACH {literal(str(path))} AS {CORPUS} (READ_ONLY, TYPE duckdb)"
        settings = (f"SET GLOBAL {name} = '{value}'" for name, value in visitor.settings.items())
        for sql in (attach, f"USE {CORPUS}", *settings):
            store._connection.execute(sql)
        return store

    def close(self) -> None:
        """Close the database; running jobs should be cancelled first."""
        if self.later is not None:
            self.later.stop()
        self._connection.close()

    def give_back(self) -> None:
        """Return to the system what queries took and freed; the engine keeps it for the next ones.

        Only behind the first screen and behind the dates beside it: later a reader's keys soon take
        it again, and wait for it. A visitor's engine takes no settings any more: there it does
        nothing.
        """
        if self.visitor is not None or self._given_back == GIVES_BACK:
            return
        self._given_back += 1
        for sql in _GIVE_BACK:
            with self._connection.cursor() as cursor:
                cursor.execute(sql)

    def aside(self) -> Store:
        """The same database on a connection of its own, which counts how far a statement is."""
        own = Store(self.cursor(None), self.corpus_id)
        for setting in _PROGRESS:
            own.script(f"SET SESSION {setting}")
        return own

    def turn(self, other: Store) -> None:
        """Ask another database from now on, which holds the same and more."""
        self._connection = other._connection

    def in_memory(self) -> bool:
        """Whether the database is in no file."""
        return self.rows(
            "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
        ) == [(None,)]

    def begin(self, work: Callable[[], T], done: Callable[[Task[T]], None]) -> Task[T]:
        """Do something with this store in a thread; `done` is called there when it has ended."""
        return Task(self._connection, lambda _: work(), done, keep=True)

    def progress(self) -> float:
        """How much (0 to 1) is done of the statement that runs, as far as the engine can tell."""
        return max(0.0, float(self._connection.query_progress())) / 100

    def script(self, sql: str) -> None:
        """Run several statements, as building a corpus does. Raises QueryError."""
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise explained(error, sql) from error

    def script_file(self, name: str) -> None:
        """Run a .sql file of this package."""
        self.script((HERE / name).read_text(encoding="utf-8"))

    def rows(
        self, sql: str, params: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of a small query, under no dials. Raises QueryError."""
        try:
            return self._connection.execute(sql, params or None).fetchall()
        except duckdb.Error as error:
            raise explained(error, sql) from error

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """Append a polars frame to a table by column name. Raises QueryError."""
        import duckdb

        columns = ", ".join(f'"{name}"' for name in frame.columns)
        rows = Capsule(frame)
        sql = f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM rows'
        self._connection.register("rows", rows)
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise explained(error, sql) from error
        finally:
            self._connection.unregister("rows")

    def cursor(self, context: Context | None) -> duckdb.DuckDBPyConnection:
        """A cursor of its own under the dials: a cursor inherits no variables."""
        cursor = self._connection.cursor()
        self._dial(cursor, context)
        return cursor

    def _dial(self, cursor: duckdb.DuckDBPyConnection, context: Context | None) -> None:
        if self.home:
            cursor.execute(f"USE {self.home}")
        if context is not None:
            set_dials(cursor, context)

    def start(
        self,
        query: Query,
        context: Context,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = PANE_ROWS,
        done: Callable[[Job], None] | None = None,
    ) -> Job:
        """Run a query in a thread of its own; at most `limit` rows come back (None: all)."""
        values = {name: (params or {}).get(name) for name in query.params}
        # A shipped query's screenful comes without polars, whose import would delay the first one.
        fetch = fetch_rows if query.name and limit == PANE_ROWS else fetch_frame
        watch = self.visitor.watch if self.visitor is not None else None

        def work(cursor: duckdb.DuckDBPyConnection) -> Frame:
            if later is not None:
                job = started.get()
                later.wait(lambda: job.cancelled)
                cursor = self._connection.cursor()
                job.use(cursor)
            # Here, for the engine takes a setting only when it is done with other queries.
            self._dial(cursor, context)
            return fetch(cursor, query.sql, values, limit, self.corpus_id)

        later = self.later if reads_later(query.sql) else None
        started: SimpleQueue[Job] = SimpleQueue()
        job = Job(self._connection.cursor(), work, done, watch=watch)
        started.put(job)
        return job

    def judge(self, sql: str) -> None:
        """Raises QueryError if this is not what a visitor may run; others may run anything."""
        if self.visitor is None:
            return

        with self._connection.cursor() as cursor:

            def parse(text: str) -> str:
                cursor.execute("SELECT json_serialize_sql($sql)", {"sql": text})
                return str(cursor.fetchall()[0][0])

            if self._own_macros is None:
                cursor.execute("SELECT function_name FROM duckdb_functions() WHERE NOT internal")
                self._own_macros = frozenset(str(row[0]) for row in cursor.fetchall())
            refusal = self.visitor.refusal(sql, parse, self._own_macros)
        if refusal is not None:
            raise QueryError(refusal, sql)

    def run(
        self,
        query: Query,
        context: Context,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = PANE_ROWS,
    ) -> Frame:
        """Run a query and wait. Raises QueryError."""
        return self.start(query, context, params, limit=limit).result()


def set_dials(cursor: duckdb.DuckDBPyConnection, context: Context) -> None:
    """Give a cursor the dials of a context."""
    cursor.execute("SET VARIABLE as_of = $d::DATE", {"d": context.as_of})
    cursor.execute("SET VARIABLE lens = $l", {"l": context.lens})


def close_default() -> None:
    """Close the connection that the engine keeps itself: its thread would not survive a fork."""
    duckdb.default_connection().close()
