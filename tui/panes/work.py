"""A page's slow work in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tui.pages.page import Work


class Worker:
    """Runs a Work. `cancel` may be called from any thread: the work then ends with what it has."""

    def __init__(self, work: Work, done: Callable[[Worker], object]) -> None:
        self.work = work
        self._done = done
        self._cancelled = threading.Event()
        self._gave: object = None
        self._error: BaseException | None = None
        threading.Thread(target=self._run, name="work", daemon=True).start()

    def _run(self) -> None:
        try:
            self._gave = self.work.run(self._cancelled.is_set)
        # Whatever it is, the side that takes the result gets it.
        except BaseException as error:
            self._error = error
        self._done(self)

    def cancel(self) -> None:
        """Ask the work to end."""
        self._cancelled.set()

    def hand_over(self) -> None:
        """Give the page what the work gave. Raises what the work raised."""
        if self._error is not None:
            raise self._error
        self.work.take(self._gave)
