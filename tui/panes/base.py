"""The one worker: a page says what it wants, the pane runs it and hands the frames over."""

from __future__ import annotations

import time
from dataclasses import replace

from textual.timer import Timer

from tui.context import Context
from tui.corpus.frame import QueryCancelled, QueryError
from tui.corpus.frames import Frames
from tui.corpus.job import Job
from tui.corpus.query import named
from tui.corpus.store import PANE_ROWS, Store
from tui.pages.page import Ask, Finds, Page, Shown, Subject, Surface, Visits, Works
from tui.panes.ahead import there
from tui.panes.messages import Changed, FrameReady, Left, WorkReady
from tui.panes.notes import SLOW_SECONDS, with_state
from tui.panes.rows_out import copy_rows
from tui.panes.standing import kept
from tui.panes.work import Worker
from tui.widgets.sheet import Sheet

WORK = "its work"  # beside the keys of the page's queries


class Pane(Sheet, can_focus=True):
    """Shows a page. Every query of the page runs through `_ask`, and nowhere else.

    What has been read for it, or for any pane, is in `frames`.
    """

    def __init__(
        self, page: Page, frames: Frames, *, palette: str, glyphs: str, id: str | None = None
    ) -> None:
        super().__init__(palette=palette, glyphs=glyphs, id=id)
        self.page = page
        self.shown: Shown | None = None
        self.store: Store | None = None
        self._ticket = 0
        self._asked: dict[str, tuple[tuple[Ask, Context], int]] = {}
        self._jobs: dict[str, Job | Worker] = {}
        self._worker: Worker | None = None
        # Whether what the page lists has come, and is not on the screen yet.
        self._unseen = False
        self._began: dict[str, float] = {}
        self._kept = frames
        self._timer: Timer | None = None
        self._error: QueryError | None = None

    def open(self, store: Store, shown: Shown) -> None:
        """Give the pane its database and its context; asks for what the page wants."""
        self.cancel()
        self.store, self.shown = store, shown
        self._asked = {}
        self._ask()
        self.draw()

    def turn(self, context: Context) -> None:
        """Show the page under another context; the old rows stay until the new ones are there."""
        if self.shown is None or self.shown.context == context:
            return
        self.shown.context = context
        for key in [key for key in self._jobs if key != WORK]:
            self._jobs[key].cancel()
            self._end(key)
        self._ask()
        self.draw()

    def under(self, shown: Shown) -> Shown:
        """What its page would be given under another context: with the frames that it has."""
        return shown if self.shown is None else replace(self.shown, context=shown.context)

    @property
    def busy(self) -> bool:
        """Whether a query of this pane is running, or about to."""
        return bool(self._jobs) or self._unseen

    @property
    def subject(self) -> Subject:
        """What stands under the cursor."""
        return self.page.subject(self.shown) if self.shown is not None else Subject()

    def footer(self) -> tuple[str, ...]:
        """The actions worth naming in the last row."""
        return self.page.footer()

    def sql(self) -> Ask | None:
        """The query whose rows are on screen."""
        return self.page.sql(self.shown) if self.shown is not None else None

    def take_focus(self) -> None:
        """Let the keys come here, from the next one on, and go on with what was left."""
        self.screen.set_focus(self)
        self._ask()

    def rest(self) -> None:
        """Leave its queries for when it is seen again: what is seen has the processors."""
        for key in [key for key in self._jobs if key != WORK]:
            self._jobs[key].cancel()
            self._end(key)
            self._asked.pop(key, None)
        self._unseen = False

    def visit(self, subject: Subject) -> None:
        """Put the cursor on a subject, where the page can."""
        if isinstance(self.page, Visits):
            self.page.visit(subject)
            self._changed()

    @property
    def finds(self) -> bool:
        """Whether the page can be searched."""
        return isinstance(self.page, Finds)

    @property
    def finding(self) -> tuple[str, str]:
        """What the page looks for at present, and how it calls that: 'find', 'filter'."""
        by = getattr(self.page, "finds_by", "find")
        return (self.page.text if isinstance(self.page, Finds) else "", by)

    def find(self, text: str) -> None:
        """Look for a text, where the page can."""
        if isinstance(self.page, Finds):
            self.page.find(text)
            self._changed()

    def where(self) -> dict[str, object]:
        """Where the reader of the page stands: its fields without a leading underscore."""
        own = vars(self.page).items()
        return {name: kept(value) for name, value in own if not name.startswith("_")}

    def put_back(self, where: dict[str, object]) -> None:
        """Let the page stand where it stood once."""
        for name, value in where.items():
            setattr(self.page, name, kept(value))
        self._changed()

    def _changed(self) -> None:
        self._ask()
        self.draw()
        self.post_message(Changed())

    def act(self, action: str) -> bool:
        """Hand a key to the page; true if it was the page's."""
        if self.shown is None:
            return False
        outcome = self.page.act(action, self.shown)
        if not isinstance(outcome, bool):
            self.post_message(Left(outcome))
            return True
        if outcome:
            self._changed()
        return outcome

    def export(self) -> None:
        """Copy the rows that are on screen."""
        if self.store is not None and self.shown is not None:
            ask, context = self.page.sql(self.shown), self.shown.context
            copy_rows(self.store, ask, context, lambda wish: self.post_message(Left(wish)))

    def cancel(self) -> bool:
        """Stop the running queries and the page's work; true if there were any."""
        for job in self._jobs.values():
            job.cancel()
        found = bool(self._jobs)
        self._jobs.clear()
        self._began.clear()
        # Where nothing runs there is nothing to stop: what is about to begin was not meant.
        self._unseen = self._unseen and not found
        return found

    def _ask(self) -> None:
        """Start what the page wants and has not got; frames that are kept come at once. The first
        is what it lists: that has the processors alone, and the rest begins once it is seen."""
        store, shown = self.store, self.shown
        if store is None or shown is None:
            return
        asked_again = True
        while asked_again:
            asked_again = False
            wants = self.page.wants(shown)
            first = next(iter(wants), "")
            for key, ask in wants.items():
                if key != first and first in self._jobs:
                    break
                request = (ask, shown.context)
                if key in self._asked and self._asked[key][0] == request:
                    continue
                if running := self._jobs.get(key):
                    running.cancel()
                    self._end(key)
                frame = there(self._kept, ask, shown.context)
                if frame is None and self._unseen and key != first:
                    self._asked.pop(key, None)
                    continue
                self._ticket += 1
                self._asked[key] = (request, self._ticket)
                if frame is None:
                    self._start(store, key, ask, shown.context, self._ticket)
                    continue
                shown.frames[key] = frame
                asked_again = True
                if key == first:
                    self._show_first()
        self._begin_work(shown)

    def _show_first(self) -> None:
        """Let what is there be seen before anything else is begun."""
        self._unseen = True
        self.call_after_refresh(self._seen)

    def _seen(self) -> None:
        if self._unseen:
            self._unseen = False
            self._changed()

    def _start(self, store: Store, key: str, ask: Ask, context: Context, ticket: int) -> None:
        def done(job: Job) -> None:
            try:
                ready = FrameReady(key, ticket, job.result(), None)
            except QueryCancelled:
                return
            except QueryError as error:
                ready = FrameReady(key, ticket, None, error)
            self.post_message(ready)

        limit = None if ask.whole else PANE_ROWS
        job = store.start(named(ask.query), context, ask.values(), limit=limit, done=done)
        self._track(key, job)

    def _track(self, key: str, job: Job | Worker) -> None:
        self._jobs[key] = job
        self._began[key] = time.monotonic()
        if self._timer is None:
            self._timer = self.set_timer(SLOW_SECONDS, self._still_loading)

    def _begin_work(self, shown: Shown) -> None:
        """Start what the page has to work out; what it no longer needs is stopped."""
        work = self.page.work(shown) if isinstance(self.page, Works) else None
        if self._worker is not None:
            if work is not None and work.key == self._worker.work.key:
                return
            self._worker.cancel()
            self._end(WORK)
        self._worker = None
        if work is not None:
            self._worker = Worker(work, lambda worker: self.post_message(WorkReady(worker)))
            self._track(WORK, self._worker)

    def _end(self, key: str) -> None:
        self._jobs.pop(key, None)
        self._began.pop(key, None)

    def on_work_ready(self, ready: WorkReady) -> None:
        """Let the page take what was worked out, unless it has begun something else since."""
        ready.stop()
        if ready.worker is not self._worker:
            return
        self._worker = None
        self._end(WORK)
        ready.worker.hand_over()
        self._show_first()
        self.draw()
        self.post_message(Changed())

    def _still_loading(self) -> None:
        self._timer = self.set_timer(SLOW_SECONDS, self._still_loading) if self._jobs else None
        self.draw()

    def on_frame_ready(self, ready: FrameReady) -> None:
        """Take a frame, unless something newer has been asked since."""
        ready.stop()
        if self.shown is None or ready.key not in self._asked:
            return
        request, ticket = self._asked[ready.key]
        if ticket != ready.ticket:
            return
        self._end(ready.key)
        self._error = ready.error
        if ready.frame is not None:
            self.shown.frames[ready.key] = ready.frame
            self._kept.keep(request, ready.frame)
            if ready.key == next(iter(self.page.wants(self.shown)), ""):
                self._show_first()
            self._ask()
        self.draw()
        self.post_message(Changed())

    def draw(self) -> None:
        """Draw the page as it is now."""
        if self.size.width == 0 or self.shown is None:
            return
        surface = Surface(self.size.width, self.size.height, self.glyphs)
        lines = self.page.lines(self.shown, surface)[: surface.height]
        self.put(with_state(lines, self._began.values(), self._error, surface))

    def on_unmount(self) -> None:
        self.cancel()
