"""What the console does with statements and results, one thing at a time, and what it says of it.

The console draws it and hands keys on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from textual.message import Message

from tui.console.catalogue import Catalogue
from tui.console.chart import Chart
from tui.console.history import History, Run, now
from tui.console.parameters import Missing, values_of
from tui.console.read import read_catalogue
from tui.console.statements import Statement, error_span
from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.kept import SORTED_ROWS
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.pages.chart import Points
from tui.pages.result import ResultPage
from tui.panes.runner import Outcome, Runner
from tui.panes.tasks import Ran, ask_again, fetch, peek, points, run, seek, sort

# With these a statement makes something that the catalogue should know.
_MAKERS = ("create", "drop", "alter", "attach", "detach", "use", "load")


class Desk:
    """The state behind the console's screen. `marked` is where in the text an error stands, `note`
    is said until the next thing is asked, `own_dials` are as_of and lens where SQL has set them."""

    def __init__(self, page: ResultPage, post: Callable[[Message], object]) -> None:
        self.page = page
        self.history = History(files=False)
        self.visiting = False  # on somebody else's machine
        self.marked: tuple[int, int] | None = None
        self.note = ""
        self.own_dials = ("", "")
        self._post = post
        self._runner: Runner | None = None
        self._context: Context | None = None
        self._known = False
        self._text = ""
        self._running: Statement | None = None
        self._waiting: list[Statement] = []
        self._to_end = False
        # What was read last, and what could not be: that is not tried again.
        self._looked: object = None
        self._unreadable: object = None

    def open(self, store: Store, context: Context) -> None:
        """Work on a database, under these dials."""
        self._context = context
        self.visiting = store.visitor is not None
        # A visitor's history would be somebody else's.
        self.history = History(files=not self.visiting)
        self._runner = Runner(Session(store, context), self._post)
        self.idle()

    def turn(self, context: Context) -> None:
        """Other dials, for the next statement."""
        self._context, self.own_dials = context, ("", "")
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
        self._next()

    def _next(self) -> None:
        runner, context = self._runner, self._context
        if runner is None or context is None or not self._waiting:
            return
        statement = self._running = self._waiting.pop(0)
        self.marked, self.note, self.page.error = None, "", None
        dials: dict[str, object] = {"as_of": context.as_of, "lens": context.lens}
        try:
            values = values_of(statement.sql, self._text, dials)
        except Missing as missing:
            self._fail(QueryError(str(missing), statement.sql))
            return
        runner.do("run", partial(run, runner.session, statement.sql, values))

    def cancel(self) -> bool:
        """Stop what the reader waits for; true if there was anything."""
        runner = self._runner
        if runner is None or not runner.asked:
            return False
        what, took = runner.what, runner.elapsed
        self._waiting = []
        ended = runner.stop()
        kept = "what was fetched stays" if what == "fetch" else f"after {took:.1f} s"
        self.note = f"cancelled · {kept}"
        if not ended:
            # The engine works on where it cannot be stopped; its temporary tables are lost.
            self.note = "left to end by itself · temporary tables are gone"
            self.page.result = None
        return True

    def fetch_all(self) -> bool:
        """Fetch what there is beyond the kept rows, and go to the last; false if there is none."""
        if self.page.result is None or not self.page.result.more:
            return False
        self._to_end = True
        return self.do("fetch", partial(fetch, most=None))

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
        if not self._known:
            runner.do("read", partial(read_catalogue, runner.session))
            return
        result, wanted = self.page.result, self.page.wanted()
        if result is not None and wanted is not None and wanted != self._unreadable:
            self._looked = wanted
            runner.do("look", partial(runner.session.kept.window, result, *wanted))

    def check(self, statement: Statement, text: str) -> None:
        """Look for wrong names and types in a statement without running it, if nothing goes on."""
        runner, context = self._runner, self._context
        # What is read over a network is not asked for while somebody types.
        if runner is None or context is None or runner.what or "://" in statement.sql:
            return
        dials: dict[str, object] = {"as_of": context.as_of, "lens": context.lens}
        try:
            values = values_of(statement.sql, text, dials)
        except Missing:
            return
        self._running = statement
        runner.do("check", partial(runner.session.check, statement.sql, values))

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
            error = cast(QueryError | None, outcome.value)
            self.marked = error_span(error, self._running) if error is not None else None
            self.page.warning = error.message.split("\n")[0] if error is not None else ""
        elif outcome.what == "run":
            self._ran(*cast(Ran, outcome.value))
        elif outcome.what in ("fetch", "order"):
            result, window = cast(Ran, outcome.value)
            self.page.take(result, window, same=True)
            self._remember(result.sql, result)
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
            if row is None:
                self.note = f"no further {self.page.find!r}"
            else:
                self.page.go_to(row)
        elif outcome.what == "chart":
            self.page.chart, self.page.points = cast(tuple[Chart, Points], outcome.value)
        elif outcome.what == "peek":
            self.page.peeked = cast(str | None, outcome.value) or ""
        else:
            self.note = cast(str, outcome.value)

    def _ran(self, result: Result, window: Window | None) -> None:
        context, statement = self._context, self._running
        if context is not None and statement is not None:
            dials = (context.as_of.isoformat(), context.lens)
            self.own_dials = result.dials if result.dials != dials else ("", "")
            self._remember(statement.sql, result)
        self.page.take(result, window)
        if not result.reads and result.sql.split()[0].lower() in _MAKERS:
            self._known = False
        if self._waiting:
            self._next()
        elif result.more:
            self.do("fetch", partial(fetch, most=SORTED_ROWS))

    def _failed(self, what: str, error: QueryError) -> None:
        if what == "read":
            self._known = True  # as after a transaction that failed: it is read again later
        elif what == "look":
            self._unreadable = self._looked
        self._fail(error)

    def _fail(self, error: QueryError) -> None:
        self._waiting = []
        self.page.error = error
        self.marked = error_span(error, self._running)
        if self._running is not None and error.sql == self._running.sql:
            self._remember(self._running.sql, None, error.message.split("\n")[0])

    def _remember(self, sql: str, result: Result | None, error: str = "") -> None:
        run = Run(sql, now(), error=error)
        if result is not None:
            rows = result.rows if result.columns else None
            took = round(result.elapsed * 1000)
            run = replace(run, rows=rows, more=result.more, milliseconds=took)
        self.history.add(run)
