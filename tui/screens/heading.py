"""What the header says under a context: read off the event loop, posted when it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.context import Context
from tui.corpus.frame import Frame, QueryError
from tui.corpus.frames import Frames
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.header import Heading
from tui.pages.heading import heading
from tui.pages.page import Ask
from tui.panes.ahead import beside

QUERIES = ("ladder", "news", "conflict_count")
LEAST_WIDTH, LEAST_HEIGHT = 60, 15


def too_small(width: int, height: int) -> str:
    """What the header says alone where there is no room for more; '' where there is."""
    small = width < LEAST_WIDTH or height < LEAST_HEIGHT
    return f"{width}x{height}: needs {LEAST_WIDTH}x{LEAST_HEIGHT}" * small


@dataclass
class HeadingReady(Message):
    """The heading of a context."""

    context: Context
    heading: Heading


def read_heading(
    screen: Screen[None],
    opened: Opened,
    kept: Frames,
    context: Context,
    glyphs: str,
    then: Callable[[], None],
) -> None:
    """Read ladder, news and conflicts in one thread; the screen drops what comes late.

    `then` is called in that thread, at its end.
    """

    def frames(context: Context) -> dict[str, Frame]:
        """Its three frames; what is picked makes no difference to them."""
        whole, found = context.picking(), {}
        for name in QUERIES:
            request = Ask(name), whole
            if (frame := kept.get(request)) is None:
                frame = opened.store.run(named(name), whole)
                kept.keep(request, frame)
            found[name] = frame
        return found

    def read() -> None:
        try:
            ready = heading("", context, frames(context), opened.naming(context), glyphs)
            screen.post_message(HeadingReady(context, ready))
            # The dates beside are where the next key leads.
            for day in beside(context.as_of, opened.dates):
                frames(context.at(day))
            then()
        except QueryError:
            return

    threading.Thread(target=read, name="heading", daemon=True).start()
