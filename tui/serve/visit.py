"""One visit: the explorer in a process of its own, on a terminal that somebody else looks at."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import NoReturn

from rich.console import RenderableType
from rich.traceback import Traceback
from textual.driver import Driver
from textual.events import Paste
from textual.message import Message

from tui.app import CaploopApp
from tui.context import Context
from tui.corpus.background import Opening
from tui.format import glyph_level
from tui.screens.body import Look
from tui.serve.confine import confine
from tui.serve.guard import LONGEST
from tui.serve.messages import Visit
from tui.serve.visitor import visitor
from tui.widgets.terminal import Terminal
from tui.widgets.theme import palette

NO_CORPUS, CRASHED = 1, 70
PANE = "loop"


class VisitorTerminal(Terminal):
    """Nothing is opened, saved or stopped on the machine that serves."""

    @property
    def can_suspend(self) -> bool:
        return False

    def process_message(self, message: Message) -> None:
        """Of a paste, pass on no more than could be run."""
        if isinstance(message, Paste):
            message.text = message.text[:LONGEST]
        super().process_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """A browser would open on the wrong machine."""

    def deliver_binary(self, *args: object, **kwargs: object) -> None:
        """A file would be saved on the wrong machine."""


class VisitorApp(CaploopApp):
    """The explorer for somebody who must not learn of the machine: what fails is told its log."""

    told_to = 2
    failed = False

    def get_driver_class(self) -> type[Driver]:
        return VisitorTerminal

    def save_screenshot(self, *args: object, **kwargs: object) -> str:
        """A file would be saved on the wrong machine."""
        return ""

    def panic(self, *renderables: RenderableType) -> None:
        """Nothing is shown of what failed."""
        self.failed = True
        tell(self.told_to, Traceback())
        super().panic()

    def _fatal_error(self) -> None:
        self.panic()


def tell(log: int, error: Traceback) -> None:
    """One line in the server's log: what failed and where, without what it was about."""
    stack = error.trace.stacks[0]
    places = [f"{os.path.basename(f.filename)}:{f.lineno}" for f in stack.frames[:-4:-1]]
    os.write(log, f"a visit failed: {stack.exc_type} at {' < '.join(places)}\n".encode())


def explore(visit: Visit) -> int:
    """Show the explorer on this process' terminal; the exit code. The process is confined."""
    confine()
    os.environ.clear()
    os.environ.update(visit.env)
    context = Context(date.today())
    opening = Opening(visit.data, None, visitor(visit.query_seconds), first=context, pane=PANE)
    look = Look(palette(os.environ), glyph_level(os.environ, "utf-8", None))
    app = VisitorApp(context, opening, pane=PANE, look=look)
    app.told_to = visit.log
    app.run(mouse=False)
    if app.failure:
        os.write(visit.log, f"a visit cannot open {visit.data}\n".encode())
        sys.stderr.write("the corpus cannot be opened just now\n")
        return NO_CORPUS
    return CRASHED if app.failed else 0


def run(visit: Visit) -> NoReturn:
    """Explore, and end this process without waiting for what still runs in it."""
    code = CRASHED
    try:
        code = explore(visit)
        sys.stderr.flush()
    except Exception:
        tell(visit.log, Traceback())
    finally:
        os._exit(code)
