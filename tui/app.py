"""The app: a terminal, a palette, one screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.message import Message

from tui.context import Context
from tui.corpus.background import Opening
from tui.corpus.opening import Opened
from tui.screens.body import Look
from tui.screens.main import MainScreen
from tui.widgets.terminal import Terminal


class CorpusOpened(Message):
    """The corpus is there, or cannot be opened."""

    def __init__(self, opened: Opened | None, failure: str) -> None:
        super().__init__()
        self.opened = opened
        self.failure = failure


class CaploopApp(App[None]):
    """caploop on a terminal. Colours are the terminal's own 256, so that ssh sends few bytes."""

    TITLE = "caploop"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(self, context: Context, opening: Opening, *, pane: str, look: Look) -> None:
        super().__init__(ansi_color=True)
        self._opening = opening
        self.main = MainScreen(context, pane, look)
        self.failure = ""

    def get_driver_class(self) -> type[Driver]:
        return Terminal

    def get_default_screen(self) -> MainScreen:
        return self.main

    def on_mount(self) -> None:
        # The first frame is on the screen before the corpus is waited for.
        self.call_after_refresh(
            self._opening.then, lambda *told: self.post_message(CorpusOpened(*told))
        )

    def on_corpus_opened(self, message: CorpusOpened) -> None:
        if message.opened is None:
            self.failure = message.failure
            self.exit()
        else:
            self.main.open(message.opened)
