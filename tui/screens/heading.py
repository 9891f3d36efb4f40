"""What the header says under a context: read off the event loop, posted when it is there."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.header import Heading
from tui.pages.heading import heading


@dataclass
class HeadingReady(Message):
    """The heading of a context."""

    context: Context
    heading: Heading


def read_heading(
    screen: Screen[None], opened: Opened, context: Context, names: Mapping[str, str], glyphs: str
) -> None:
    """Read ladder, news and conflicts in one thread; the screen drops what comes late."""

    def read() -> None:
        try:
            frames = {
                name: opened.ahead.get((name, context)) or opened.store.run(named(name), context)
                for name in ("ladder", "news", "conflict_count")
            }
        except QueryError:
            return
        screen.post_message(HeadingReady(context, heading("", context, frames, names, glyphs)))

    threading.Thread(target=read, name="heading", daemon=True).start()
