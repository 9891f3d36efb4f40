"""Open a corpus off the event loop: in a thread of its own, begun before there is a screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tui.context import Context
    from tui.corpus.opening import Opened
    from tui.corpus.visitor import Visitor


class Awaited(Protocol):
    """A corpus that a screen waits for."""

    def hear(self, told: Callable[[str], None]) -> None:
        """Tell how far it is."""

    def then(self, call: Callable[[Opened | Exception], None]) -> None:
        """Give it, once."""


class Opening:
    """A corpus that is being opened. `then` is called once, from the thread that opens it.

    It is given the corpus, or what was raised instead: an OpeningError is for the reader.

    What the first screen shows under the context `first`, and in a pane, is read on the way.
    """

    def __init__(
        self,
        data: str | None,
        articles: Path | None,
        visitor: Visitor | None = None,
        *,
        first: Context | None = None,
        pane: str = "",
        held: int | date | None = None,
        write: Path | None = None,
    ) -> None:
        self._data = data
        self._articles = articles
        self._visitor = visitor
        self._first = first
        self._pane = pane
        self._held = held
        self._write = write
        self._found: Opened | Exception | None = None
        self._lock = threading.Lock()
        self._then: Callable[[Opened | Exception], None] | None = None
        self._said = ""
        self._told: Callable[[str], None] = lambda _: None
        threading.Thread(target=self._run, name="open", daemon=True).start()

    def _run(self) -> None:
        found: Opened | Exception
        try:
            found = self._open()
        except Exception as error:  # whatever it is, somebody waits for it on the screen
            found = error
        with self._lock:
            self._found = found
            then = self._then
        if then is not None:
            then(found)
        self._begin_later(found)

    def _open(self) -> Opened:
        from tui.corpus.opening import open_corpus

        opened = open_corpus(
            self._data,
            self._articles,
            visitor=self._visitor,
            held=self._held,
            write=self._write,
            bare=True,
            told=self._tell,
        )
        if self._first is not None and opened.corpus:
            opened.read_ahead(opened.placed(self._first), self._pane)
        return opened

    def _tell(self, said: str) -> None:
        with self._lock:
            self._said = said
            told = self._told
        told(said)

    def _begin_later(self, found: Opened | Exception) -> None:
        """What the first screen need not wait for is worked out while it is looked at."""
        if not isinstance(found, Exception) and found.store.later is not None:
            found.store.later.begin()

    def hear(self, told: Callable[[str], None]) -> None:
        """Tell how far a corpus is that has to be built first, from the thread that builds it.

        What was said last before anybody heard is told now.
        """
        with self._lock:
            self._told = told
            said = self._said
        if said:
            told(said)

    def then(self, call: Callable[[Opened | Exception], None]) -> None:
        """Call with the open corpus, or with what was raised: now or when it is there."""
        with self._lock:
            self._then = call
            found = self._found
        if found is not None:
            call(found)
