"""What the console does with statements and results, one thing at a time, and what it says of it.

The console draws it and hands keys on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from textual.message import Message

from tui.console.catalogue import Catalogue
from tui.console.chart import Chart
from tui.console.hint import advised, warning
from tui.console.history import History
from tui.console.parameters import Missing, values_of
from tui.console.read import read_catalogue
from tui.console.statements import Statement, error_span
from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.kept import SORTED_ROWS
from tui.corpus.reading import first_word
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.pages.console.chart import Points
from tui.pages.console.peek import Peek
from tui.pages.console.result import ResultPage
from tui.panes.dials import Dials
from tui.panes.runner import Outcome, Runner
from tui.panes.tasks import Checked, Ran, ask_again, check, fetch, peek, points, run, seek, sort

# With these a statement makes something that the catalogue should know.
_MAKERS = ("create", "drop", "alter", "attach", "detach", "use", "load")


class Desk:
    """The state behind the console's screen. `marked` is where an error stands in the text, `note`
    is said until something is asked."""

    def __init__(self, page: ResultPage, post: Callable[[Message], object]) -> None:
        self.page = page
        self.history = History(files=False)
        self.visiting = False  # on somebody else's machine
        self.marked: tuple[int, int] | None = None
        self.note = ""
        self.dials = Dials()
        self.writes = ""  # what a file is called in SQL that can be written
        self._post = post
        self._runner: Runner | None = None
        self._known = False
        self._text = ""
        self._running: Statement | None = None
        self._waiting: list[Statement] = []
        self._to_end = False
        # What was read last, and what could not be: that is not tried again.
        self._looked: object = None
        self._unreadable: object = None

    def open(self, store: Store, context: Context, *, corpus: bool) -> None:
        """Work on a database, under these dials if it holds a corpus."""
        self.dials.follow(context, corpus=corpus)
        self.writes = store.own
        self.visiting = store.visitor is not None
        # A visitor's history would be somebody else's.
        self.history = History(files=not self.visiting)
        self._runner = Runner(Session(store, context), self._post, self._lost)
        self._next()  # F5 may have come before the database
        self.idle()

    def turn(self, context: Context) -> None:
        """Other dials, for the next statement."""
        self.dials.turn(context)
        if self._runner is not None:
            self._runner.session.turn(context)

    @property
    def catalogue(self) -> Catalogue:
        """What can be named."""
        return self.page.catalogue

    @property
    def asked(self) -> bool:
        """Whether the reader waits for something."""
        return self._runner is not None and self._runner.asked

    @property
    def busy(self) -> bool:
        """Whether anything goes on at all."""
        return self._runner is not None and self._runner.what != ""

    def state(self) -> str:
        """What goes on, for the right end of the result's title; '' if nothing to speak of."""
        rows = self.page.result.rows if self.page.result is not None else 0
        return self._runner.state(rows) or self.note if self._runner is not None else self.note

    # -- what a reader asks for

    def run(self, statements: Sequence[Statement], text: str) -> None:
        """Run statements of a text one after the other, up to the first that fails."""
        self._waiting, self._text = list(statements), text
        if not self._waiting:
            self.marked, self.page.error, self.note = None, None, "there is nothing to run"
        self._next()

    def _next(self) -> None:
        runner = self._runner
        if runner is None or not self._waiting:
            return
        statement = self._running = self._waiting.pop(0)
        self.marked, self.note, self.page.error = None, "", None
        try:
            values = values_of(statement.sql, self._text, self.dials.values())
        except Missing as missing:
            self._fail(QueryError(str(missing), statement.sql))
            return
        runner.do("run", partial(run, runner.session, statement.sql, values))

    def _lost(self) -> None:
        # The engine works on where it cannot be stopped; its temporary tables are lost.
        self.note = "left to end by itself · temporary tables are gone"
        self.page.result = None

    def cancel(self) -> bool:
        """Stop what the reader waits for; true if there was anything."""
        runner = self._runner
        if runner is None or not runner.asked:
            return False
        self._waiting, self._to_end = [], False
        took = f"after {runner.elapsed:.1f} s"
        kept = "what was fetched stays" if runner.what == "fetch" else took
        self.note = f"cancelled · {kept}"
        runner.stop()
        return True

    def fetch_all(self) -> bool:
        """Fetch what there is beyond the kept rows, and go to the last; false if there is none."""
        self._to_end = self.page.result is not None and self.page.result.more
        return self._to_end and self.do("fetch", partial(fetch, most=None))

    def order(self, *, descending: bool) -> None:
        """Order by the column under the cursor; once more, and it is as the statement had it."""
        result = self.page.result
        if result is None:
            return
        order: Order | None = Order(self.page.column, descending)
        if result.order == order:
            order = None
        asked_so = result.order is not None and not result.order_kept
        if result.complete and result.rows <= SORTED_ROWS and not asked_so:
            self.do("order", partial(sort, order=order))
        elif result.reads:
            self.do("order", partial(ask_again, order=order))

    def seek(self, *, backwards: bool = False, here: bool = False) -> None:
        """Go to the next row that has what is looked for, or the one before."""
        if self.page.find:
            after = self.page.rows.cursor - (1 if here else 0)
            self.do("seek", partial(seek, text=self.page.find, after=after, backwards=backwards))

    def peek(self) -> None:
        """Show the cell under the cursor in full."""
        self.do("peek", partial(peek, row=self.page.rows.cursor, column=self.page.column))

    def draw(self, chart: Chart | None) -> None:
        """Show the result as this chart, None: as a table."""
        if chart is None:
            self.page.chart = None
        else:
            self.do("chart", partial(points, chart=chart))

    def do(self, what: str, work: Callable[[Session, Result], object]) -> bool:
        """Begin something with the result; false if there is none."""
        result, runner = self.page.result, self._runner
        if result is None or runner is None or not result.columns:
            return False
        self.note = ""
        runner.do(what, partial(work, runner.session, result))
        return True

    # -- what it does unasked

    def idle(self) -> None:
        """Between two wishes: learn the catalogue, read the rows that are seen."""
        runner = self._runner
        if runner is None or runner.what:
            return
        if not self._known or runner.session.outdated():
            runner.do("read", partial(read_catalogue, runner.session))
            return
        result, wanted = self.page.result, self.page.wanted()
        if result is not None and wanted is not None and wanted != self._unreadable:
            self._looked = wanted
            runner.do("look", partial(runner.session.kept.window, result, *wanted))

    def check(self, statement: Statement, text: str) -> None:
        """Look for wrong names and types in a statement without running it, if nothing goes on."""
        runner = self._runner
        # What is read over a network is not asked for while somebody types.
        if runner is None or runner.what or "://" in statement.sql:
            return
        try:
            values = values_of(statement.sql, text, self.dials.values())
        except Missing:
            return
        self._running = statement
        known = None if self.visiting else self.catalogue
        runner.do("check", partial(check, runner.session, statement.sql, values, known))

    def close(self) -> None:
        """Stop everything: the program ends or the pane goes."""
        if self._runner is not None:
            self._runner.stop()

    # -- what came of it

    def outcome(self, outcome: Outcome) -> bool:
        """Take what came of something; false if it has been overtaken. Raises what is no failure
        of a query but of the program."""
        if self._runner is None or not self._runner.ended(outcome):
            return False
        if outcome.error is not None:
            if not isinstance(outcome.error, QueryError):
                raise outcome.error
            self._failed(outcome.what, outcome.error)
        elif outcome.what == "check":
            error, tables = cast(Checked, outcome.value)
            if tables:
                self.page.learn(self.catalogue.with_tables(tables))
            self.marked = error_span(error, self._running) if error else None
            self.page.warning = warning(error, self.catalogue) if error else ""
        elif outcome.what == "run":
            self._ran(*cast(Ran, outcome.value))
        elif outcome.what in ("fetch", "order"):
            result, window = cast(Ran, outcome.value)
            self.page.take(result, window, same=True)
            self.history.ran(result.sql, result)
            if outcome.what == "order":
                self.page.go_to(0)
            elif self._to_end:
                self.page.go_to(result.rows - 1)
            self._to_end = False
            if outcome.what == "order" and result.more:
                self.do("fetch", partial(fetch, most=SORTED_ROWS))
        else:
            self._small(outcome)
        self.idle()
        return True

    def _small(self, outcome: Outcome) -> None:
        if outcome.what == "read":
            self._known = True
            self.page.learn(cast(Catalogue, outcome.value))
        elif outcome.what == "look":
            self.page.look_up(cast(Window, outcome.value))
        elif outcome.what == "seek":
            row = cast(int | None, outcome.value)
            self.note = f"no further {self.page.find!r}" if row is None else ""
            if row is not None:
                self.page.go_to(row)
        elif outcome.what == "chart":
            self.page.chart, self.page.points = cast(tuple[Chart, Points], outcome.value)
        elif outcome.what == "peek":
            self.page.peeked = Peek(cast(str | None, outcome.value))
        elif outcome.what == "export":
            self.note = cast(str, outcome.value)

    def _ran(self, result: Result, window: Window | None) -> None:
        self.dials.heard(result.dials)
        self._to_end = False  # that was another result
        if self._running is not None:
            self.history.ran(self._running.sql, result)
        self.page.take(result, window)
        if not result.reads and first_word(result.sql) in _MAKERS:
            self._known = False
        if self._waiting:
            self._next()
        elif result.more and result.rows < SORTED_ROWS:
            self.do("fetch", partial(fetch, most=SORTED_ROWS))

    def _failed(self, what: str, error: QueryError) -> None:
        if what == "read":
            self._known = True  # as after a transaction that failed: it is read again later
        elif what == "look":
            self._unreadable = self._looked
            if not self.page.waits:
                return
        self._fail(error)

    def _fail(self, error: QueryError) -> None:
        self._waiting, self.marked, running = [], None, self._running
        self.page.error, self.page.place = advised(error, self.catalogue), None
        if running is not None and error.sql == running.sql:
            self.marked = error_span(error, running)
            self.history.failed(running.sql, error.message)
            if error.position is not None:
                at = running.start + error.position
                self.page.place = QueryError("", self._text, at).line_column
