"""The console's side of the database: one cursor that lives on, with dials and temporary tables."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from queue import SimpleQueue
from types import MappingProxyType
from typing import TypeVar

import duckdb

from tui.context import Context
from tui.corpus.clean import clean
from tui.corpus.fetch import explaining
from tui.corpus.frame import QueryCancelled, QueryError
from tui.corpus.job import Task
from tui.corpus.kept import SORTED_ROWS, Kept, Values
from tui.corpus.later import reads_later
from tui.corpus.leave import Leave
from tui.corpus.plan import Node, gathers, pageable, root
from tui.corpus.portable import quoted
from tui.corpus.query import catalogued
from tui.corpus.reading import READERS, first_word
from tui.corpus.result import Order, Result
from tui.corpus.store import Store, set_dials
from tui.corpus.variables import Variables

T = TypeVar("T")

# Fetched at once and shown; the rest follows behind it, up to so many, and all of it on demand.
FIRST_ROWS = 1_000
BACKGROUND_ROWS = SORTED_ROWS
STOP_SECONDS = 0.1
_NONE: Values = MappingProxyType({})
_SETTINGS = (
    "errors_as_json = true",
    "enable_progress_bar = true",
    "enable_progress_bar_print = false",
    "progress_bar_time = 0",
    # Else a table that is not there is looked for among the variables of this program.
    "python_enable_replacements = false",
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
        # In a task's own thread, that task: the one above may be the next already.
        self._working = threading.local()
        # Whether what was listed lacks what is still worked out.
        self._partly = False
        self._kept = self._fresh()

    @property
    def kept(self) -> Kept:
        """What the last statement gave. Raises QueryCancelled in work that was given up."""
        kept = self._kept  # before that is asked: what comes later is another's
        task: Task[object] | None = getattr(self._working, "task", None)
        if task is not None and task.cancelled:
            raise QueryCancelled
        return kept

    def _fresh(self) -> Kept:
        self._early = self._store.later is not None and not self._store.later.ended
        cursor = self._store.cursor(self._context)
        if own := self._store.own:
            cursor.execute(f"SET search_path = '{quoted(own)},{self._store.home}'")
        for setting in _SETTINGS:
            # A served visitor's configuration is locked: errors then name their place in text.
            with contextlib.suppress(duckdb.Error):
                cursor.execute(f"SET SESSION {setting}")
        self._leave, self._variables = Leave(cursor), Variables(cursor)
        return Kept(cursor)

    def start(
        self, work: Callable[[], T], done: Callable[[Task[T]], None] | None = None
    ) -> Task[T]:
        """Do something with this session in a thread; what still runs is stopped first."""
        self.stop()
        watch = self._store.visitor.watch if self._store.visitor is not None else None
        started: SimpleQueue[Task[T]] = SimpleQueue()

        def working(_: object) -> T:
            self._working.task = started.get()
            return work()

        task: Task[T] = Task(self.kept.cursor, working, done, keep=True, watch=watch)
        started.put(task)
        self._task = task  # type: ignore[assignment]  # whatever it gives
        return task

    def stop(self) -> bool:
        """Cancel what runs, and wait until it has ended, a tenth of a second at most.

        False if it had not: then its cursor is left to it, and with it the temporary tables.
        """
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        if task is None or task.wait(STOP_SECONDS):
            return True
        self._kept = self._fresh()
        return False

    def turn(self, context: Context) -> None:
        """Other dials, from the next statement on."""
        self._context = self._turned = context

    def progress(self) -> float | None:
        """Per cent done of what runs, None if the engine cannot tell."""
        if self.kept.share is not None:
            return self.kept.share
        try:
            done = float(self.kept.cursor.query_progress())
        except duckdb.Error:
            return None
        return done if 0 < done <= 100 else None

    def run(self, sql: str, values: Values, order: Order | None = None) -> Result:
        """Run one statement and keep its first rows. Raises QueryError with its place in `sql`."""
        began = time.perf_counter()
        self._await(sql)
        if self._turned is not None:
            # In a transaction that failed nothing can be set: they wait for its end.
            with contextlib.suppress(duckdb.Error):
                set_dials(self.kept.cursor, self._turned)
                self._turned = None
        reads, rows = self._reads(sql), None
        most = BACKGROUND_ROWS if reads and self._gathers(sql, values) else FIRST_ROWS
        if reads:
            try:
                rows = self.kept.keep(sql, values, most + 1, order)
            except QueryError as error:
                # As in `check`.
                reads = not isinstance(error.__cause__, duckdb.ParserException)
                if reads:
                    raise
        if not reads:
            self.dials()
            rows = self._do(sql, values)
            self._variables.judge(sql)
        result = Result(sql, dict(values), reads=reads, order=order)
        if rows is not None:
            columns, types = self.kept.shape()
            # What is no query gave its rows whole.
            more = reads and rows > most
            rows = min(rows, most) if reads else rows
            result = replace(result, columns=columns, types=types, rows=rows, more=more)
        return replace(result, elapsed=time.perf_counter() - began, dials=self.dials())

    def fetch(self, result: Result, most: int | None = BACKGROUND_ROWS) -> Result:
        """Fetch on, up to `most` rows (None: all). Raises QueryError.

        More than BACKGROUND_ROWS of what can be read from anywhere are counted, not fetched.
        """
        began = time.perf_counter()
        if result.order is None and (count := self._pages(result)) > BACKGROUND_ROWS:
            return result.in_pages(count, result.elapsed + time.perf_counter() - began)
        limit = None if most is None else most + 1
        rows = self.kept.keep_many(result.sql, result.values, limit, result.order)
        more = most is not None and rows > most
        rows = rows if most is None else min(rows, most)
        return result.fetched(rows, more, result.elapsed + time.perf_counter() - began)

    def _await(self, sql: str) -> None:
        """Wait for what a statement reads and is still worked out: it is in another database.

        So does a statement that makes or sets something, which would not be in the other one.
        """
        later = self._store.later
        needs = reads_later(sql)
        if later is None or not self._early or not (needs or first_word(sql) not in READERS):
            return
        task: Task[object] | None = getattr(self._working, "task", None)
        try:
            later.wait(lambda: task is not None and task.cancelled)
        except QueryError:
            if needs:
                raise
            return  # all else goes on where it is
        if task is not None and task.cancelled:
            raise QueryCancelled
        self._kept = self._fresh()
        if task is not None:
            task.use(self.kept.cursor)

    def _gathers(self, sql: str, values: Values) -> bool:
        """Whether a query that could, reads everything before its first row."""
        if not _GATHERS.search(sql):
            return False
        try:
            return gathers(self._plan(sql, values))
        except duckdb.Error:
            return False  # running it says what is wrong

    def _pages(self, result: Result) -> int:
        """How many rows a query has of which any can be read at once; 0 if it is no such query."""
        sql, words = result.sql, set(re.findall(r"[a-z_]\w*", result.sql.lower()))
        with explaining(sql):
            if not pageable(self._plan(sql, result.values)):
                return 0
            # What gives something else each time it is asked; a view could hide it.
            unsteady = {str(name) for (name,) in self.listed("unsteady")}
            if words & unsteady:
                return 0
            return self.kept.count(sql, result.values)

    def _plan(self, sql: str, values: Values) -> Node:
        explained = self.kept.cursor.execute(f"EXPLAIN (FORMAT json) {sql}", dict(values) or None)
        # A PIVOT, which is several statements to an older engine, has no plan there.
        rows = explained.fetchall()
        return root(str(rows[0][1])) if rows else {}

    def check(self, sql: str, values: Values) -> QueryError | None:
        """What is wrong with the names and types of a query, without running it, if anything.

        DESCRIBE only looks the names up; EXPLAIN works constants out, for hours if they say so. In
        the reader's own transaction nothing is looked up: what fails would end it.
        """
        if self._leave.within:
            return None
        try:
            if (self._early and reads_later(sql)) or not self._reads(sql):
                return None
        except QueryError as error:
            return error
        try:
            self.described(sql, values)
        except QueryError as error:
            # It parsed by itself: it cannot stand in a FROM, as some SHOW cannot.
            return None if isinstance(error.__cause__, duckdb.ParserException) else error
        return None

    def described(self, sql: str, values: Values = _NONE) -> list[tuple[str, str]]:
        """Names and types of what a query would give, without running it. Raises QueryError."""
        with explaining(sql, _DESCRIBED):
            # Read to the end: an unread result is in the way of what is no query.
            described = self.kept.cursor.execute(f"{_DESCRIBED}{sql}\n)", dict(values) or None)
            return [(clean(str(name)), str(kind)) for name, kind, *_ in described.fetchall()]

    def dials(self) -> tuple[str, str]:
        """as_of and lens as this session's SQL sees them; empty without a corpus."""
        return self._variables.seen()

    def listed(self, name: str, values: Values = _NONE) -> list[tuple[object, ...]]:
        """The rows of a query of the folder catalogue/: what can be asked. Raises QueryError."""
        sql, given = catalogued(name).sql, dict(values) or None
        ended = self._store.later is None or self._store.later.ended
        if name == "columns":
            self._partly = not ended
        with explaining(sql):
            if self._early and ended:
                # Where it all is; the last result is where it was asked for.
                with self._store.cursor(self._context) as whole:
                    return whole.execute(sql, given).fetchall()
            return self.kept.cursor.execute(sql, given).fetchall()

    def outdated(self) -> bool:
        """Whether there is more to list by now than when it was listed."""
        return self._partly and self._store.later is not None and self._store.later.ended

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
        return kind in ("SELECT", "MULTI") and first_word(sql) in READERS

    def _do(self, sql: str, values: Values) -> int | None:
        """Run what is no query; how many rows it gives, None if it is not for its rows."""
        with explaining(sql), self._leave.asked(sql, self._store) as allowed:
            relation = self.kept.cursor.sql(allowed, params=dict(values) or None)
            if relation is None or list(relation.columns) in ([], ["Count"], ["Success"]):
                return None
            return self.kept.take(relation)


_DESCRIBED = "DESCRIBE FROM (\n"
# Only with one of these can a query gather; planning costs time.
_GATHERS = re.compile(r"\b(group|distinct|over|qualify|pivot|count|summarize)\b", re.IGNORECASE)
