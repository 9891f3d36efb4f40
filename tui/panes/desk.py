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
from tui.console.chart import MOST_POINTS, Chart
from tui.console.history import History, Run, now
from tui.console.parameters import Missing, values_of
from tui.console.read import read_catalogue
from tui.console.statements import Statement, error_span
from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.kept import SORTED_ROWS, Kept
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.pages.chart import Points
from tui.pages.result import ResultPage
from tui.panes.runner import Outcome, Runner
from tui.panes.tasks import fetch, run, seek, sort

SLOW_SECONDS = 0.15
_DOING = {"run": "running", "order": "sorting", "seek": "searching", "peek": "reading"}
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
        runner = self._runner
        if runner is None or not runner.asked or runner.elapsed < SLOW_SECONDS:
            return self.note
        doing = _DOING.get(runner.what, runner.what)
        if runner.what == "fetch" and self.page.result is not None:
            doing = f"{self.page.result.rows:,} rows so far · fetching"
        done = runner.session.progress()
        per_cent = f" · {done:.0f} %" if done is not None else ""
        return f"{doing} {runner.elapsed:.1f} s{per_cent} · esc stops"

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
        runner.do("run", partial(run, runner.session, statement.sql, values, None))

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
        result, runner = self.page.result, self._runner
        if result is None or runner is None or not result.more:
            return False
        self.note, self._to_end = "", True
        runner.do("fetch", partial(fetch, runner.session, result, None))
        return True

    def order(self, *, descending: bool) -> None:
        """Order by the column under the cursor; asked again, as the statement had it."""
        result, runner = self.page.result, self._runner
        if result is None or runner is None or not result.columns:
            return
        order: Order | None = Order(self.page.column, descending)
        if result.order == order:
            order = None
        self.note = ""
        if (
            result.complete
            and result.rows <= SORTED_ROWS
            and (result.order is None or result.order_kept)
        ):
            runner.do("order", partial(sort, runner.session.kept, result, order))
        elif result.reads:
            runner.do("order", partial(run, runner.session, result.sql, dict(result.values), order))

    def seek(self, *, backwards: bool = False, here: bool = False) -> None:
        """Go to the next row that has what is looked for, or the one before."""
        result, runner, text = self.page.result, self._runner, self.page.find
        if result is None or runner is None or not text or not result.columns:
            return
        after = self.page.rows.cursor - (1 if here else 0)
        self.note = ""
        runner.do("seek", partial(seek, runner.session.kept, result, text, after, backwards))

    def peek(self) -> None:
        """Show the cell under the cursor in full."""
        result, runner = self.page.result, self._runner
        if result is None or runner is None or not result.rows:
            return
        row, column = self.page.rows.cursor, self.page.column
        runner.do("peek", partial(runner.session.kept.cell, result, row, column))

    def draw(self, chart: Chart | None) -> None:
        """Show the result as this chart, None: as a table."""
        result, runner = self.page.result, self._runner
        if chart is None or result is None or runner is None:
            self.page.chart = None
            return
        points = partial(runner.session.kept.points, result, chart.columns, MOST_POINTS)
        runner.do("chart", partial(_charted, chart, points))

    def do(self, what: str, work: Callable[[Kept, Result], str]) -> None:
        """Something else with the result: what it returns is said."""
        result, runner = self.page.result, self._runner
        if result is None or runner is None or not result.columns:
            return
        runner.do(what, partial(work, runner.session.kept, result))

    # -- what it does unasked

    def idle(self) -> None:
        """Between two wishes: learn the catalogue, read the rows that are seen."""
        runner = self._runner
        if runner is None or runner.what:
            return
        if not self._known:
            runner.do("read", partial(read_catalogue, runner.session))
        elif self.page.result is not None and (wanted := self.page.wanted()) is not None:
            kept = runner.session.kept
            runner.do("look", partial(kept.window, self.page.result, *wanted))

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
            self._fail(outcome.error)
            self.idle()
            return True
        if outcome.what == "check":
            error = cast(QueryError | None, outcome.value)
            self.marked = error_span(error, self._running) if error is not None else None
            self.page.warning = error.message.split("\n")[0] if error is not None else ""
        elif outcome.what == "run":
            self._ran(*cast(tuple[Result, Window | None], outcome.value))
        elif outcome.what in ("fetch", "order"):
            result, window = cast(tuple[Result, Window], outcome.value)
            self.page.take(result, window, same=True)
            if outcome.what == "order":
                self.page.go_to(0)
            elif self._to_end:
                self.page.go_to(result.rows - 1)
            self._to_end = False
            if outcome.what == "order" and result.more:
                self._fetch(result)
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
            self._remember(statement, result, "")
        self.page.take(result, window)
        if not result.reads and result.sql.split()[0].lower() in _MAKERS:
            self._known = False
        if self._waiting:
            self._next()
        elif result.more:
            self._fetch(result)

    def _fetch(self, result: Result) -> None:
        if self._runner is not None:
            self._runner.do("fetch", partial(fetch, self._runner.session, result, SORTED_ROWS))

    def _fail(self, error: QueryError) -> None:
        self._waiting = []
        self.page.error = error
        self.marked = error_span(error, self._running)
        if self._running is not None and error.sql == self._running.sql:
            self._remember(self._running, None, error.message.split("\n")[0])

    def _remember(self, statement: Statement, result: Result | None, error: str) -> None:
        run = Run(statement.sql, now(), error=error)
        if result is not None:
            rows = result.rows if result.columns else None
            took = round(result.elapsed * 1000)
            run = replace(run, rows=rows, more=result.more, milliseconds=took)
        self.history.add(run)


def _charted(chart: Chart, points: Callable[[], Points]) -> tuple[Chart, Points]:
    return chart, points()
