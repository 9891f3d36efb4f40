"""A running query: its own thread, a cancel that works, a result to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from tui.corpus.frame import Frame, QueryCancelled, QueryError

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
# An interrupt that lands in a query's first milliseconds is lost, so cancel repeats it until the
# thread has ended.
REPEAT_SECONDS = 0.01


class Watch(Protocol):
    """Hears, in a task's own thread, that it begins and that it has ended."""

    def begins(self, task: Task[Any]) -> None: ...

    def ends(self, task: Task[Any]) -> None: ...


class Task(Generic[T]):
    """Work on one cursor. `cancel` may be called from any thread, at any time, more than once.

    The cursor is closed when the work has ended, unless it is to be kept for more.
    """

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        work: Callable[[duckdb.DuckDBPyConnection], T],
        done: Callable[[Task[T]], None] | None = None,
        *,
        keep: bool = False,
        watch: Watch | None = None,
    ) -> None:
        self._cursor = cursor
        self._work = work
        self._done = done
        self._keep = keep
        self._watch = watch
        self._reason = ""
        self._result: T | None = None
        self._error: BaseException | None = None
        self._cancelled = threading.Event()
        self._finished = threading.Event()
        # Held while interrupting: what runs next on a kept cursor must not be hit.
        self._ending = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="query", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        if self._watch is not None:
            self._watch.begins(self)
        try:
            if not self._cancelled.is_set():
                self._result = self._work(self._cursor)
        # polars raises BaseException on values that it cannot hold; the waiting side gets it.
        except BaseException as error:
            self._error = error
        finally:
            with self._ending:
                if not self._keep:
                    self._cursor.close()
                self._finished.set()
            if self._watch is not None:
                self._watch.ends(self)
            if self._done is not None:
                self._done(self)

    @property
    def finished(self) -> bool:
        """Whether the thread has ended, with a result, an error or a cancel."""
        return self._finished.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked this query to stop."""
        return self._cancelled.is_set()

    def cancel(self, reason: str = "") -> None:
        """Stop the query; returns at once, a helper thread repeats the interrupt until it took.

        With a reason, which its owner has not got, the result is an error that says it.
        """
        if self._cancelled.is_set() or self.finished:
            return
        self._reason = reason
        self._cancelled.set()
        threading.Thread(target=self._interrupt, name="cancel", daemon=True).start()

    def _interrupt(self) -> None:
        while True:
            with self._ending:
                if self._finished.is_set():
                    return
                self._cursor.interrupt()
            self._finished.wait(REPEAT_SECONDS)

    def use(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Go on with another cursor: it is what a cancel stops from now on. Called by the work."""
        with self._ending:
            if not self._keep:
                self._cursor.close()
            self._cursor = cursor

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the query has ended; false if it has not within `seconds`."""
        return self._finished.wait(seconds)

    def result(self) -> T:
        """What the work returned. Raises QueryError, or QueryCancelled after a cancel."""
        self._finished.wait()
        if self._cancelled.is_set():
            raise QueryError(self._reason, "") if self._reason else QueryCancelled
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # set, or there was an error


Job = Task[Frame]
"""One query on a cursor of its own; its result is a Frame."""
