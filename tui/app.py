"""The app: a terminal, a palette, one screen."""

from __future__ import annotations

import gc
from threading import get_ident
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.message import Message
from textual.widget import Widget

from tui.context import Context
from tui.corpus.background import Awaited
from tui.corpus.opening import Opened, OpeningError
from tui.screens.body import Look
from tui.screens.main import MainScreen
from tui.widgets.terminal import Terminal


class CorpusOpened(Message):
    """The corpus is there, or cannot be opened."""

    def __init__(self, found: Opened | Exception) -> None:
        super().__init__()
        self.found = found


class CorpusOpening(Message):
    """How far the corpus is that is being opened, as one line."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


class CaploopApp(App[None]):
    """caploop on a terminal. Colours are the terminal's own 256, so that ssh sends few bytes."""

    TITLE = "caploop"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(
        self, context: Context, opening: Awaited, *, pane: str, look: Look, view: str | None = None
    ) -> None:
        super().__init__(ansi_color=True)
        self._opening = opening
        self.main = MainScreen(context, pane, look, self._wait_for_corpus)
        self.main.first_view = view or ""
        self.failure = ""
        self._sent: WeakKeyDictionary[events.Key, Widget | None] = WeakKeyDictionary()

    def get_driver_class(self) -> type[Driver]:
        return Terminal

    def get_default_screen(self) -> MainScreen:
        return self.main

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._sent[event] = self.focused
        await super().on_event(event)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # it may be either
        """A key typed ahead goes on to what an earlier key has opened, be it a box or a card."""
        now = self.focused
        if now is None or self._sent.get(event, now) is now:
            return
        event.prevent_default()  # what the key means here is not what was meant
        again = events.Key(event.key, event.character)
        self._sent[again] = now
        now._forward_event(again)

    def _handle_exception(self, error: Exception) -> None:
        # What was being opened when the reader quit finds no place any more: that is no failure.
        if not self._exit:
            super()._handle_exception(error)

    def _set_pointer_shape(self, shape: str) -> None:
        """The pointer is the terminal's own; some terminals would print the wish for another."""

    def on_unmount(self) -> None:
        gc.unfreeze()  # or what holds the engine would outlive it, which it reports

    def _tell(self, said: str) -> None:
        self.post_message(CorpusOpening(said))

    def on_corpus_opening(self, message: CorpusOpening) -> None:
        self.main.tell(message.said)

    def _wait_for_corpus(self) -> None:
        """The panes stand: a corpus that is open by now is in the first frame."""

        def take(found: Opened | Exception) -> None:
            told = CorpusOpened(found)
            if get_ident() == self._thread_id:
                self.on_corpus_opened(told)
            else:
                self.post_message(told)

        self._opening.hear(self._tell)
        self._opening.then(take)

    def on_corpus_opened(self, message: CorpusOpened) -> None:
        if isinstance(message.found, OpeningError):
            self.failure = str(message.found)
            self.exit()
        elif isinstance(message.found, Exception):
            raise message.found  # a fault of ours ends the program, it does not leave it waiting
        elif (entity := self.main.context.entity) and entity not in message.found.names:
            from tui.pages.shown import NotThere

            self.failure = str(NotThere("entity", entity, message.found.names))
            self.exit()
        else:
            self.main.open(message.found)
            # Imported for good: the collector need not look at it at every turn.
            self.call_after_refresh(gc.freeze)
