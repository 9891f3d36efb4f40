"""What another pane or date would show, read one request after the other in a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from datetime import date

from tui.context import Context, step_date
from tui.corpus.frame import Frame, QueryCancelled, QueryError
from tui.corpus.frames import Frames
from tui.corpus.job import Job
from tui.corpus.query import named
from tui.corpus.store import PANE_ROWS, Store
from tui.pages.page import Ask, Page, Shown

Request = tuple[Ask, Context]
Run = Callable[[Ask, Context], Frame]
# Long enough for somebody who goes on to the next date at once.
IDLE_SECONDS = 0.5


class Ahead:
    """Reads one request after the other, and hands each frame to `keep` from its own thread."""

    def __init__(self, keep: Callable[[Request, Frame], object]) -> None:
        self._keep = keep
        self._stopped = threading.Event()
        self._job: Job | None = None

    def stop(self) -> None:
        """Leave the rest: somebody wants something else now."""
        self._stopped.set()
        if self._job is not None:
            self._job.cancel()

    def start(self, store: Store, requests: Iterable[Request], kept: Container[Request]) -> None:
        """Read these requests one after the other, but what is kept. They are taken in the thread
        that reads."""

        def read(run: Run, stopped: threading.Event) -> None:
            for request in requests:
                if stopped.is_set():
                    return
                if request not in kept:
                    self._keep(request, run(*request))

        self._begin(store, read)

    def _begin(self, store: Store, read: Callable[[Run, threading.Event], object]) -> None:
        self.stop()
        stopped = self._stopped = threading.Event()

        def run(ask: Ask, on: Context) -> Frame:
            limit = None if ask.whole else PANE_ROWS
            job = self._job = store.start(named(ask.query), on, ask.values(), limit=limit)
            if stopped.is_set():
                job.cancel()  # it was too late for `stop`
            return job.result()

        def safely() -> None:
            try:
                read(run, stopped)
            except (QueryCancelled, QueryError):
                return  # the pane that asks for it says what is wrong

        threading.Thread(target=safely, name="ahead", daemon=True).start()


def wanted(page: Page, shown: Shown, contexts: Iterable[Context]) -> list[Request]:
    """What a page would ask under these contexts, as far as its present frames tell."""
    looks = (replace(shown, context=context) for context in contexts)
    return [(ask, look.context) for look in looks for ask in page.wants(look).values()]


def there(kept: Frames, ask: Ask, context: Context) -> Frame | None:
    """The frame of an ask, if it has been read; what is wanted whole may have been all there is."""
    frame = kept.get((ask, context))
    if frame is None and ask.whole:
        frame = kept.get((replace(ask, whole=False), context))
        return None if frame is None or frame.truncated else frame
    return frame


def listed(page: Page, shown: Shown) -> Request:
    """What a page asks first: what it lists."""
    return next(iter(page.wants(shown).values())), shown.context


def beside(as_of: date, known: Sequence[date]) -> list[date]:
    """The known dates before and after the one shown, those that there are; the earlier first."""
    steps = (step_date(as_of, step, known, as_of) for step in (-1, 1))
    return [day for day in steps if day is not None and day != as_of]
