"""Work that an open corpus does not wait for: the texts of a search, the timeline of legs."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable

from tui.corpus.frame import QueryCancelled
from tui.corpus.progress import Steps

# What speaks of a table of the folder later/, or lists what tables there are. No view or macro over
# one can hide it: none is shipped, and what makes another speaks of it. One too many waits for
# seconds, one too few fails.
_READS = re.compile(
    r"\b(?:texts|ordered_texts|leg_lanes|leg_names"
    r"|show|information_schema|sqlite_master|pg_catalog|duckdb_(?:tables|views|columns))\b",
    re.IGNORECASE,
)
NICE = 10
WAIT_SECONDS = 0.05


def reads_later(sql: str) -> bool:
    """Whether a query may read what is worked out later."""
    return _READS.search(sql) is not None


class Later:
    """Work that is done once, in a thread of its own, as soon as anybody begins or awaits it."""

    def __init__(self, work: Callable[[Steps], None], told: Callable[[str], None]) -> None:
        self._work = work
        # Hears how far it is, from its thread, and an empty line when it has ended.
        self.told = told
        self._begun = threading.Lock()
        self._ended = threading.Event()
        self._stopped = threading.Event()
        self._error: BaseException | None = None

    @property
    def ended(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return self._ended.is_set()

    def begin(self) -> None:
        """Begin, if nobody has."""
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._run, name="later", daemon=True).start()

    def wait(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Wait until it is done. Raises what the work raised, or QueryCancelled when `stopped`."""
        self.begin()
        while not self._ended.wait(WAIT_SECONDS):
            if stopped():
                raise QueryCancelled
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """End it unfinished if it runs, and wait until it has ended; never begin it any more."""
        self._stopped.set()
        if not self._begun.acquire(blocking=False):
            self._ended.wait()

    def _run(self) -> None:
        if sys.platform == "linux":
            # Threads that the engine makes for this work take after the one that opens it: what a
            # person waits for goes first.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        try:
            self._work(Steps(lambda said: self.told(said), self._stopped.is_set))
        except BaseException as error:  # whoever waits gets it
            self._error = error
        finally:
            # Whoever waits says the next thing.
            try:
                self.told("")
            finally:
                self._ended.set()
