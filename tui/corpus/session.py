"""The console's side of the database: one cursor that lives on, its dials, and its last result.

What a statement gives is kept in a temporary table, in the engine's own types, and read from there
by pages as text: so a result of any size scrolls, sorts and is searched in SQL, and no value has to
fit into Python. Memory stays bounded, because the table may go to disk.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import duckdb

from tui.context import Context
from tui.corpus.clean import clean
from tui.corpus.explain import explained
from tui.corpus.frame import QueryError
from tui.corpus.job import Task
from tui.corpus.portable import quoted
from tui.corpus.result import Order, Result, Window
from tui.corpus.store import Store

T = TypeVar("T")
Values = Mapping[str, object]

# Read at once and shown; the rest is fetched behind it, up to so many, and on demand all.
FIRST_ROWS = 1_000
BACKGROUND_ROWS = 1_000_000
# What the engine may hold of a result while it is fetched; the rest of it goes to disk.
FETCH_MEMORY = "128MB"
# A cell longer than this is read in full only when it is peeked at.
CELL_CHARACTERS = 500
STOP_SECONDS = 0.1
ROWS, ORDER, VIEW = "caploop_rows", "caploop_order", "caploop_view"
_SETTINGS = (
    "errors_as_json = true",
    "enable_progress_bar = true",
    "enable_progress_bar_print = false",
    "progress_bar_time = 0",
)


class Session:
    """Statements on one cursor, one at a time. Everything but `start`, `stop`, `turn` and
    `progress` waits for the engine: the console calls it in a thread, `caploop query` directly."""

    def __init__(self, store: Store, context: Context) -> None:
        self._store = store
        self._context = context
        self._task: Task[object] | None = None
        self._cursor = self._fresh()

    def _fresh(self) -> duckdb.DuckDBPyConnection:
        self._turned: Context | None = None
        cursor = self._store.cursor(self._context)
        for setting in _SETTINGS:
            # A served visitor's configuration is locked: errors then name their place in text.
            with contextlib.suppress(duckdb.Error):
                cursor.execute(f"SET SESSION {setting}")
        return cursor

    # -- one thing at a time, in a thread

    def start(
        self, work: Callable[[], T], done: Callable[[Task[T]], None] | None = None
    ) -> Task[T]:
        """Run something of this session in a thread; what still runs is stopped first."""
        self.stop()
        task: Task[T] = Task(self._cursor, lambda _: work(), done, keep=True)
        self._task = task  # type: ignore[assignment]  # whatever it returns
        return task

    def stop(self) -> bool:
        """Cancel what runs. False if it did not end: then its cursor is left to it, and with it
        the temporary tables."""
        task, self._task = self._task, None
        if task is None or task.finished:
            return True
        task.cancel()
        if task.wait(STOP_SECONDS):
            return True
        self._cursor = self._fresh()
        return False

    def turn(self, context: Context) -> None:
        """Other dials, from the next statement on."""
        self._context = self._turned = context

    def progress(self) -> float | None:
        """Per cent done of what runs, None if the engine cannot tell."""
        try:
            done = float(self._cursor.query_progress())
        except duckdb.Error:
            return None
        return done if 0 < done <= 100 else None

    # -- statements

    def run(self, sql: str, values: Values, order: Order | None = None) -> Result:
        """Run one statement and keep its first rows. Raises QueryError with its place in `sql`."""
        began = time.perf_counter()
        if self._turned is not None:
            self._store.set_dials(self._cursor, self._turned)
            self._turned = None
        reads = self._reads(sql)
        with _explaining(sql):
            rows = self._keep(sql, values, FIRST_ROWS + 1, order) if reads else self._do(sql, values)
        columns, types = self._shape() if rows is not None else ((), ())
        more = rows is not None and rows > FIRST_ROWS
        return Result(
            sql=sql,
            values=dict(values),
            columns=columns,
            types=types,
            rows=min(rows or 0, FIRST_ROWS),
            more=more,
            elapsed=time.perf_counter() - began,
            reads=reads,
            order=order,
            dials=self.dials(),
        )

    def fetch(self, result: Result, most: int | None = BACKGROUND_ROWS) -> Result:
        """Fetch on, up to `most` rows (None: all). Raises QueryError."""
        began = time.perf_counter()
        limit = None if most is None else most + 1
        with _explaining(result.sql), self._bounded():
            rows = self._keep(result.sql, result.values, limit, result.order) or 0
        more = most is not None and rows > most
        elapsed = result.elapsed + time.perf_counter() - began
        return result.fetched(min(rows, most) if most is not None else rows, more, elapsed)

    def check(self, sql: str, values: Values) -> QueryError | None:
        """What is wrong with names and types of a query, without running it; None if nothing."""
        try:
            if self._reads(sql):
                with _explaining(sql, "EXPLAIN "):
                    self._execute(f"EXPLAIN {sql}", values)
        except QueryError as error:
            return error
        return None

    def dials(self) -> tuple[str, str]:
        """as_of and lens as this session's SQL sees them."""
        try:
            row = self._execute("SELECT as_of()::VARCHAR, lens()").fetchone()
        except duckdb.Error:
            return "", ""  # no corpus, or a transaction that failed and wants its ROLLBACK
        return (str(row[0]), str(row[1])) if row is not None else ("", "")

    def rows(self, sql: str, values: Values | None = None) -> list[tuple[object, ...]]:
        """The rows of a small query of the program's own. Raises QueryError."""
        with _explaining(sql):
            return self._execute(sql, values or {}).fetchall()

    def _reads(self, sql: str) -> bool:
        """Whether a statement is a query: such a one can be limited, ordered and asked again.

        Raises QueryError if it cannot be parsed, or is more than one.
        """
        with _explaining(sql):
            kinds = [statement.type for statement in self._cursor.extract_statements(sql)]
        if not kinds:
            raise QueryError("nothing to run here", sql, None)
        word = _first_word(sql)
        if len(kinds) > 1 and word not in ("pivot", "with", "from", "select"):
            raise QueryError("one statement at a time", sql, None)
        return word in _READERS and kinds[-1] in (duckdb.StatementType.SELECT, _MULTI)

    def _keep(self, sql: str, values: Values, limit: int | None, order: Order | None) -> int | None:
        """Put a query's rows into the table of the last result; how many there are."""
        tail = ""
        if order is not None:
            way = "DESC" if order.descending else "ASC"
            tail = f" ORDER BY {order.column + 1} {way} NULLS LAST"
        # Without a limit the engine may drop the order of what it selects from.
        tail += f" LIMIT {limit if limit is not None else 2**62}"
        with _explaining(sql, _AROUND):
            self._execute(f"{_AROUND}{sql}\n){tail}", values)
        return self._count()

    def _do(self, sql: str, values: Values) -> int | None:
        """Run what is no query; the number of rows that it gives, None if it gives none."""
        with _explaining(sql):
            relation = self._cursor.sql(sql, params=dict(values) or None)
            if relation is None or not relation.columns:
                return None
            relation.query(VIEW, f"CREATE OR REPLACE TEMP TABLE {ROWS} AS FROM {VIEW}")
            self._execute(f"DROP VIEW IF EXISTS {VIEW}")
        return self._count()

    def _count(self) -> int:
        row = self._execute(f"SELECT count(*) FROM {ROWS}").fetchone()
        return int(row[0]) if row is not None else 0

    def _shape(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        self._execute(f"SELECT * FROM {ROWS} LIMIT 0")
        described = self._cursor.description or []
        return tuple(clean(str(d[0])) for d in described), tuple(str(d[1]) for d in described)

    # -- reading the last result

    def window(self, result: Result, first: int, count: int, columns: range) -> Window:
        """Some rows and columns as text, longer cells cut. Raises QueryError."""
        listed = ", ".join(
            f"left(CAST(r.{quoted(self._names(result)[c])} AS VARCHAR), {CELL_CHARACTERS + 1})"
            for c in columns
        )
        rows = self._read(result, listed or "NULL", first, count)
        return Window(first, columns, tuple(tuple(map(_cleaned, row)) for row in rows))
