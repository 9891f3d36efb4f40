"""The app: a terminal, a palette, one screen."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from tui.context import Context
from tui.corpus.opening import Opened, OpeningError, open_corpus
from tui.screens.body import Look
from tui.screens.main import MainScreen


class CaploopApp(App[None]):
    """caploop on a terminal. Colours are the terminal's own 256, so that ssh sends few bytes."""

    TITLE = "caploop"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(
        self, context: Context, *, data: str | None, articles: Path | None, pane: str, look: Look
    ) -> None:
        super().__init__(ansi_color=True)
        self._data = data
        self._articles = articles
        self.main = MainScreen(context, pane, look)
        self.failure = ""

    def on_mount(self) -> None:
        self.push_screen(self.main)
        # The first frame is on the screen before the database is opened, and it is opened off the event loop.
        self.call_after_refresh(self._start_opening)

    def _start_opening(self) -> None:
        threading.Thread(target=self._open, name="open", daemon=True).start()

    def _open(self) -> None:
        try:
            opened: Opened = open_corpus(self._data, self._articles)
        except OpeningError as error:
            self.failure = str(error)
            self.call_from_thread(self.exit)
            return
        self.call_from_thread(self.main.open, opened)
