"""What the console asks of a session in one go: each is done in the session's thread."""

from __future__ import annotations

from collections.abc import Mapping

from tui.corpus.kept import Kept
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import Session
from tui.pages.result import WINDOW_COLUMNS, WINDOW_ROWS


def run(
    session: Session, sql: str, values: Mapping[str, object], order: Order | None
) -> tuple[Result, Window | None]:
    """Run a statement and read what is seen first."""
    result = session.run(sql, values, order)
    return result, _top(session.kept, result) if result.columns else None


def fetch(session: Session, result: Result, most: int | None) -> tuple[Result, Window]:
    """Fetch on; the rows that are seen are read again, in case the query does not repeat itself."""
    fetched = session.fetch(result, most)
    return fetched, _top(session.kept, fetched)


def sort(kept: Kept, result: Result, order: Order | None) -> tuple[Result, Window]:
    """The kept rows in another order."""
    ordered = kept.sort(result, order)
    return ordered, _top(kept, ordered)


def seek(kept: Kept, result: Result, text: str, after: int, backwards: bool) -> int | None:
    """The next row that has a text, from the other end if there is none."""
    found = kept.find(result, text, after, backwards=backwards)
    if found is None:
        found = kept.find(result, text, result.rows if backwards else -1, backwards=backwards)
    return found


def _top(kept: Kept, result: Result) -> Window:
    columns = range(min(WINDOW_COLUMNS, len(result.columns)))
    return kept.window(result, range(WINDOW_ROWS), columns)
