"""One thing at a time for the console, in the session's thread; what came of it as a message."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from tui.corpus.frame import QueryCancelled
from tui.corpus.job import Task
from tui.corpus.session import Session
from tui.panes.notes import SLOW_SECONDS

# What a reader waits for, and `esc` stops; the rest is done for them unasked.
_DOING = {"run": "running", "order": "sorting", "seek": "searching", "chart": "reading"}
ASKED = ("run", "fetch", "order", "seek", "peek", "copy", "export", "chart")


@dataclass
class Outcome(Message):
    """What came of something: a value, or an error. The ticket says of which."""

    what: str
    ticket: int
    value: object
    error: BaseException | None


class Runner:
    """Runs what the console asks for; a new thing stops the one before. `lost` is called when that
    could only be abandoned, and the session's temporary tables with it."""

    def __init__(
        self, session: Session, post: Callable[[Message], object], lost: Callable[[], None]
    ) -> None:
        self.session = session
        self._lost = lost
        self.what = ""
        self.ticket = 0
        self._post = post
        self._began = 0.0

    @property
    def asked(self) -> bool:
        """Whether something is going on that the reader asked for."""
        return self.what in ASKED

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    def state(self, rows: int) -> str:
        """What goes on, once it has gone on for a while; `rows` are there already."""
        if not self.asked or self.elapsed < SLOW_SECONDS:
            return ""
        doing = _DOING.get(self.what, self.what)
        if self.what == "fetch":
            doing = f"{rows:,} rows so far · fetching"
        done = self.session.progress()
        per_cent = f" · {done:.0f} %" if done is not None else ""
        return f"{doing} {self.elapsed:.1f} s{per_cent} · esc stops"

    def do(self, what: str, work: Callable[[], object]) -> None:
        """Begin something; an Outcome tells what came of it, unless it is stopped."""
        self.stop()
        self.what, ticket = what, self.ticket
        self._began = time.monotonic()

        def done(task: Task[object]) -> None:
            try:
                outcome = Outcome(what, ticket, task.result(), None)
            except QueryCancelled:
                return
            # Whatever it is, whoever takes the outcome gets it.
            except BaseException as error:
                outcome = Outcome(what, ticket, None, error)
            self._post(outcome)

        self.session.start(work, done)

    def ended(self, outcome: Outcome) -> bool:
        """Whether an outcome is of what goes on; that has ended then. A late one is dropped."""
        if outcome.ticket != self.ticket or not self.what:
            return False
        self.what = ""
        return True

    def stop(self) -> None:
        """Stop what goes on, within a tenth of a second; `lost` hears if it was abandoned."""
        self.what = ""
        self.ticket += 1
        if not self.session.stop():
            self._lost()
