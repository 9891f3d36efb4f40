"""The rows of a query as CSV, on their way to the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from tui.context import Context
from tui.corpus.frame import Frame, QueryCancelled, QueryError
from tui.corpus.job import Job
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.pages.page import Ask, Copy, Said

# A terminal takes about 75 kB at once; what is more is for `caploop show --format csv`.
MOST_ROWS, MOST_BYTES = 1_000, 74_000


def copy_rows(
    store: Store, ask: Ask, context: Context, then: Callable[[Copy | Said], object]
) -> Job:
    """Read the rows and give them to `then`, from another thread: as CSV, or why not."""

    def done(job: Job) -> None:
        try:
            then(_copy(job.result(), ask))
        except QueryCancelled:
            return
        except QueryError as error:
            then(Said(error.message))

    return store.start(named(ask.query), context, ask.values(), limit=MOST_ROWS, done=done)


def _copy(frame: Frame, ask: Ask) -> Copy | Said:
    from tui.corpus.export import write_frame

    out = BytesIO()
    write_frame(frame, "csv", out)
    rows = f"{len(frame):,} rows of {ask.query}"
    if len(out.getvalue()) > MOST_BYTES:
        return Said(f"{rows} are too much for a terminal: caploop show ... --format csv")
    more = ", the first of more: caploop show ... --format csv gives all" * frame.truncated
    return Copy(out.getvalue().decode(), f"{rows} as CSV{more}")
