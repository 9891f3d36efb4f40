"""What the console asks of a session in one go: each is done in the session's thread."""

from __future__ import annotations

from collections.abc import Mapping

from tui.console.chart import MOST_POINTS, Chart
from tui.corpus.kept import Kept
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import Session
from tui.pages.chart import Points
from tui.pages.result import WINDOW_COLUMNS, WINDOW_ROWS

Ran = tuple[Result, Window | None]


def run(session: Session, sql: str, values: Mapping[str, object]) -> Ran:
    """Run a statement and read what is seen first."""
    result = session.run(sql, values)
    return result, _top(session.kept, result)


def fetch(session: Session, result: Result, *, most: int | None) -> Ran:
    """Fetch on; the rows that are seen are read again, in case the query does not repeat itself."""
    fetched = session.fetch(result, most)
    return fetched, _top(session.kept, fetched)


def ask_again(session: Session, result: Result, *, order: Order | None) -> Ran:
    """The same statement in another order."""
    ordered = session.run(result.sql, result.values, order)
    return ordered, _top(session.kept, ordered)


def sort(session: Session, result: Result, *, order: Order | None) -> Ran:
    """The kept rows in another order."""
    ordered = session.kept.sort(result, order)
    return ordered, _top(session.kept, ordered)


def seek(session: Session, result: Result, *, text: str, after: int, backwards: bool) -> int | None:
    """The next row that has a text, from the other end if there is none."""
    found = session.kept.find(result, text, after, backwards=backwards)
    if found is None:
        other_end = result.rows if backwards else -1
        found = session.kept.find(result, text, other_end, backwards=backwards)
    return found


def peek(session: Session, result: Result, *, row: int, column: int) -> str | None:
    """One cell in full."""
    return session.kept.cell(result, row, column)


def points(session: Session, result: Result, *, chart: Chart) -> tuple[Chart, Points]:
    """What is drawn in a chart."""
    return chart, session.kept.points(result, chart.columns, MOST_POINTS)


def _top(kept: Kept, result: Result) -> Window | None:
    columns = range(min(WINDOW_COLUMNS, len(result.columns)))
    return kept.window(result, range(WINDOW_ROWS), columns) if columns else None
