"""Open a corpus off the event loop: in a thread of its own, begun before there is a screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.context import Context
    from tui.corpus.opening import Opened
    from tui.corpus.visitor import Visitor


class Opening:
    """A corpus that is being opened. `then` is called once, from the thread that opens it.

    What the first screen shows under the context `first` is read on the way.
    """

    def __init__(
        self,
        data: str | None,
        articles: Path | None,
        visitor: Visitor | None = None,
        *,
        first: Context | None = None,
    ) -> None:
        self._data = data
        self._articles = articles
        self._visitor = visitor
        self._first = first
        self._opened: Opened | None = None
        self._error = ""
        self._lock = threading.Lock()
        self._then: Callable[[Opened | None, str], None] | None = None
        self._over = False
        threading.Thread(target=self._run, name="open", daemon=True).start()

    def _run(self) -> None:
        from tui.corpus.opening import OpeningError, open_corpus

        try:
            opened = open_corpus(self._data, self._articles, visitor=self._visitor)
            if self._first is not None:
                opened.read_ahead(self._first)
            self._opened = opened
        except OpeningError as error:
            self._error = str(error)
        with self._lock:
            self._over = True
            then = self._then
        if then is not None:
            then(self._opened, self._error)

    def then(self, call: Callable[[Opened | None, str], None]) -> None:
        """Call with the open corpus, or with None and what is wrong: now or when it is there."""
        with self._lock:
            self._then = call
            over = self._over
        if over:
            call(self._opened, self._error)
