"""The console's side of the database: one cursor that lives on, with dials and temporary tables."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import duckdb

from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.job import Task
from tui.corpus.kept import SORTED_ROWS, Kept, Values, explaining
from tui.corpus.result import Order, Result
from tui.corpus.store import Store, set_dials

T = TypeVar("T")

# Fetched at once and shown; the rest follows behind it, up to so many, and all of it on demand.
FIRST_ROWS = 1_000
BACKGROUND_ROWS = SORTED_ROWS
STOP_SECONDS = 0.1
CATALOGUE = Path(__file__).parent / "catalogue"
_SETTINGS = (
    "errors_as_json = true",
    "enable_progress_bar = true",
    "enable_progress_bar_print = false",
    "progress_bar_time = 0",
)
# Statements that begin so are queries: they can be limited, ordered and asked again.
_READERS = (
    *("select", "from", "with", "values", "table", "("),
    *("describe", "desc", "show", "summarize", "pivot", "unpivot"),
)


class Session:
    """Statements on one cursor, one at a time.

    `run`, `fetch`, `check`, `dials` and what is asked of `kept` wait for the engine: the console
    calls them through `start`, in a thread; `caploop query` directly. The others return at once.
    """

    def __init__(self, store: Store, context: Context) -> None:
        self._store = store
        self._context = context
        self._turned: Context | None = None
        self._task: Task[object] | None = None
        self.kept = self._fresh()

    def _fresh(self) -> Kept:
        cursor = self._store.cursor(self._context)
        for setting in _SETTINGS:
            # A served visitor's configuration is locked: errors then name their place in text.
            with contextlib.suppress(duckdb.Error):
                cursor.execute(f"SET SESSION {setting}")
        return Kept(cursor)

    def start(
        self, work: Callable[[], T], done: Callable[[Task[T]], None] | None = None
    ) -> Task[T]:
        """Do something with this session in a thread; what still runs is stopped first."""
        self.stop()
        watch = self._store.visitor.watch if self._store.visitor is not None else None
        task: Task[T] = Task(self.kept.cursor, lambda _: work(), done, keep=True, watch=watch)
        self._task = task  # type: ignore[assignment]  # whatever it gives
        return task

    def stop(self) -> bool:
        """Cancel what runs, and wait until it has ended, a tenth of a second at most.

        False if it had not: then its cursor is left to it, and with it the temporary tables.
        """
        task, self._task = self._task, None
        if task is None or task.finished:
            return True
        task.cancel()
        if task.wait(STOP_SECONDS):
            return True
        self.kept = self._fresh()
        return False

    def turn(self, context: Context) -> None:
        """Other dials, from the next statement on."""
        self._context = self._turned = context

    def progress(self) -> float | None:
        """Per cent done of what runs, None if the engine cannot tell."""
        try:
            done = float(self.kept.cursor.query_progress())
        except duckdb.Error:
            return None
        return done if 0 < done <= 100 else None

    def run(self, sql: str, values: Values, order: Order | None = None) -> Result:
        """Run one statement and keep its first rows. Raises QueryError with its place in `sql`."""
        began = time.perf_counter()
        if self._turned is not None:
            set_dials(self.kept.cursor, self._turned)
            self._turned = None
        reads, rows = self._reads(sql), None
        if reads:
            try:
                rows = self.kept.keep(sql, values, FIRST_ROWS + 1, order)
            except QueryError as error:
                # It parsed by itself: it cannot stand in a FROM, as some SHOW cannot.
                reads = not isinstance(error.__cause__, duckdb.ParserException)
                if reads:
                    raise
        if not reads:
            rows = self._do(sql, values)
        result = Result(sql, dict(values), reads=reads, order=order)
        if rows is not None:
            columns, types = self.kept.shape()
            # What is no query gave its rows whole.
            more = reads and rows > FIRST_ROWS
            rows = min(rows, FIRST_ROWS) if reads else rows
            result = replace(result, columns=columns, types=types, rows=rows, more=more)
        return replace(result, elapsed=time.perf_counter() - began, dials=self.dials())

    def fetch(self, result: Result, most: int | None = BACKGROUND_ROWS) -> Result:
        """Fetch on, up to `most` rows (None: all). Raises QueryError."""
        began = time.perf_counter()
        limit = None if most is None else most + 1
        rows = self.kept.keep_many(result.sql, result.values, limit, result.order)
        more = most is not None and rows > most
        if most is not None:
            rows = min(rows, most)
        return result.fetched(rows, more, result.elapsed + time.perf_counter() - began)

    def check(self, sql: str, values: Values) -> QueryError | None:
        """What is wrong with the names and types of a query, without running it, if anything."""
        try:
            if self._reads(sql):
                with explaining(sql, "EXPLAIN "):
                    self.kept.cursor.execute(f"EXPLAIN {sql}", dict(values) or None)
        except QueryError as error:
            return error
        return None

    def dials(self) -> tuple[str, str]:
        """as_of and lens as this session's SQL sees them; empty without a corpus."""
        try:
            rows = self.kept.cursor.execute("SELECT as_of()::VARCHAR, lens()").fetchall()
        except duckdb.Error:
            return "", ""
        return str(rows[0][0]), str(rows[0][1])

    def listed(self, name: str) -> list[tuple[object, ...]]:
        """The rows of a query of the folder catalogue/: what can be asked. Raises QueryError."""
        sql = (CATALOGUE / f"{name}.sql").read_text(encoding="utf-8")
        with explaining(sql):
            return self.kept.cursor.execute(sql).fetchall()

    def _reads(self, sql: str) -> bool:
        """Whether a statement is a query. Raises QueryError if it cannot be parsed, or is not
        for a visitor."""
        with explaining(sql):
            statements = self.kept.cursor.extract_statements(sql)
        self._store.judge(sql)
        if not statements:
            raise QueryError("nothing to run", sql)
        # A PIVOT is one statement of several kinds, of which the last is what it gives.
        kind = str(statements[-1].type).rsplit(".", 1)[-1]
        return kind in ("SELECT", "MULTI") and first_word(sql) in _READERS

    def _do(self, sql: str, values: Values) -> int | None:
        """Run what is no query; how many rows it gives, None if it is not for its rows."""
        with explaining(sql):
            relation = self.kept.cursor.sql(sql, params=dict(values) or None)
            if relation is None or list(relation.columns) in ([], ["Count"], ["Success"]):
                return None
            return self.kept.take(relation)


_BLANK_OR_COMMENT = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)


def first_word(sql: str) -> str:
    """The first word of a statement in lower case, `(` if it begins so."""
    start = _BLANK_OR_COMMENT.match(sql).end()  # type: ignore[union-attr]  # matches nothing too
    word = re.match(r"\w+|\(", sql[start:])
    return word[0].lower() if word else ""
