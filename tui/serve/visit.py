"""One visit: the explorer in a process of its own, on a terminal that somebody else looks at."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import date
from typing import NoReturn

from textual.driver import Driver

from tui.app import CaploopApp
from tui.context import Context
from tui.corpus.background import Opening
from tui.format import glyph_level
from tui.screens.body import Look
from tui.serve.confine import confine
from tui.serve.messages import Visit
from tui.serve.visitor import visitor
from tui.widgets.terminal import Terminal
from tui.widgets.theme import palette

CRASHED = 70


class VisitorTerminal(Terminal):
    """Nothing is opened, saved or stopped on the machine that serves."""

    @property
    def can_suspend(self) -> bool:
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """A browser would open on the wrong machine."""

    def deliver_binary(self, *args: object, **kwargs: object) -> None:
        """A file would be saved on the wrong machine."""


class VisitorApp(CaploopApp):
    """The explorer for somebody who must not learn of the machine: what fails is told its log."""

    log_file = 2

    def get_driver_class(self) -> type[Driver]:
        return VisitorTerminal

    def save_screenshot(self, *args: object, **kwargs: object) -> str:
        """A file would be saved on the wrong machine."""
        return ""

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
        if self._exception is not None:
            tell(self.log_file, self._exception)


def tell(log: int, error: BaseException) -> None:
    """One line in the server's log: what failed and where, without what it was about."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))
    os.write(log, f"visit of process {os.getpid()}: {type(error).__name__} at {places}\n".encode())


def explore(visit: Visit) -> int:
    """Show the explorer on this process' terminal; the exit code. The process is confined."""
    confine()
    os.environ.clear()
    os.environ.update(visit.env)
    opening = Opening(visit.data, None, visitor(visit.query_seconds))
    look = Look(palette(os.environ), glyph_level(os.environ, "utf-8", None))
    app = VisitorApp(Context(date.today()), opening, pane="loop", look=look)
    app.log_file = visit.log
    app.run(mouse=False)
    if app.failure:
        os.write(visit.log, f"visit of process {os.getpid()}: {app.failure}\n".encode())
        sys.stderr.write("the corpus cannot be opened just now\n")
        return 1
    return CRASHED if app.return_code else 0


def run(visit: Visit) -> NoReturn:
    """Explore, and end this process without waiting for what still runs in it."""
    code = CRASHED
    try:
        code = explore(visit)
        sys.stderr.flush()
    except Exception as error:
        tell(visit.log, error)
    finally:
        os._exit(code)
