"""A visitor's queries have a time: then they are stopped, or else the process is."""

from __future__ import annotations

import signal
import threading
import time
from typing import Any

from tui.corpus.job import Task

# What cannot be interrupted gets so long after its deadline.
GRACE_SECONDS = 2.0


class Deadline:
    """Stops each query after `seconds`.

    Two seconds later the kernel's alarm ends this process, whatever holds the interpreter then:
    nothing here may handle SIGALRM.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running: dict[Task[Any], tuple[float, threading.Timer]] = {}

    def begins(self, task: Task[Any]) -> None:
        """A query begins."""
        reason = f"stopped after {self._seconds:g} s, the longest that a visitor's query may take"
        timer = threading.Timer(self._seconds, task.cancel, (reason,))
        timer.daemon = True
        with self._lock:
            self._running[task] = (time.monotonic() + self._seconds + GRACE_SECONDS, timer)
            self._set_alarm()
        timer.start()

    def ends(self, task: Task[Any]) -> None:
        """A query has ended."""
        with self._lock:
            self._running.pop(task)[1].cancel()
            self._set_alarm()

    def _set_alarm(self) -> None:
        """The one alarm of the process, for the query that is due first; none if none runs."""
        due = min((at for at, _ in self._running.values()), default=None)
        left = 0.0 if due is None else max(due - time.monotonic(), 0.001)
        signal.setitimer(signal.ITIMER_REAL, left)
