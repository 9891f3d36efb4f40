"""A running query: its own thread, a cancel that works, a result to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.corpus.frame import Frame, QueryCancelled

if TYPE_CHECKING:
    import duckdb

# An interrupt that lands in a query's first milliseconds is lost, so cancel repeats it until the thread has ended.
REPEAT_SECONDS = 0.02


class Job:
    """One query on one cursor. `cancel` may be called from any thread, at any time, more than once."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        work: Callable[[duckdb.DuckDBPyConnection], Frame],
        done: Callable[[Job], None] | None = None,
    ) -> None:
        self._cursor = cursor
        self._work = work
        self._done = done
        self._frame: Frame | None = None
        self._error: BaseException | None = None
        self._cancelled = threading.Event()
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._run, name="query", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            if not self._cancelled.is_set():
                self._frame = self._work(self._cursor)
        # polars raises BaseException on values that it cannot hold; the waiting side gets it all the same.
        except BaseException as error:
            self._error = error
        finally:
            self._cursor.close()
            self._finished.set()
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

    def cancel(self) -> None:
        """Stop the query; returns at once, a helper thread repeats the interrupt until it took."""
        if self._cancelled.is_set() or self.finished:
            return
        self._cancelled.set()
        threading.Thread(target=self._interrupt, name="cancel", daemon=True).start()

    def _interrupt(self) -> None:
        import duckdb

        while not self._finished.is_set():
            try:
                self._cursor.interrupt()
            except duckdb.Error:
                return  # the cursor has been closed: the query is over
            self._finished.wait(REPEAT_SECONDS)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the query has ended; false if it has not within `seconds`."""
        return self._finished.wait(seconds)

    def result(self) -> Frame:
        """The rows. Raises QueryError, or QueryCancelled after a cancel."""
        self._finished.wait()
        if self._cancelled.is_set():
            raise QueryCancelled
        if self._error is not None:
            raise self._error
        assert self._frame is not None
        return self._frame
