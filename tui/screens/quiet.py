"""What is read while nobody presses a key: where the next one may lead."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.corpus.frames import Frames
from tui.corpus.query import query
from tui.corpus.store import Store
from tui.keys import PANES
from tui.pages.make import pane_page
from tui.panes.ahead import IDLE_SECONDS, Ahead, Request, beside, listed, wanted
from tui.panes.base import Pane

if TYPE_CHECKING:
    from tui.screens.body import Body


# Then somebody looks at what there is: the modules of the other panes may be imported.
LONGER_SECONDS = 1.0
# Of fewer claims a pane lists its rows as soon as it is drawn: reading ahead would take memory.
MANY_CLAIMS = 20_000
_CLAIMS = query("SELECT count(*) AS claims FROM claims", "claims")


class Quiet:
    """Reads the dates beside the present one; of many claims, what the other panes list too.

    It begins once the front has all it wants and no key has been pressed for a while, and leaves
    the rest when one is, or when the front asks for something: that has the processors.
    """

    def __init__(self, body: Body, kept: Frames) -> None:
        self._body = body
        self._kept = kept
        self._ahead = Ahead(kept.keep)
        self._timer: Timer | None = None

    def end(self) -> None:
        """Read nothing more."""
        self._ahead.stop()
        if self._timer is not None:
            self._timer.stop()

    def begin(self) -> None:
        """Begin once it is quiet."""
        self.end()
        self._timer = self._body.set_timer(IDLE_SECONDS, self._read)

    def _read(self) -> None:
        opened = self._body.opened
        if opened is None or not opened.corpus:
            return
        if self._body.front.busy:
            self.begin()
            return
        self._ahead.start(opened.store, self._requests(opened.store), self._kept)

    def _requests(self, store: Store) -> Iterator[Request]:
        """Asked for in the thread that reads: what there is to ask has been worked out here."""
        shown, front = self._body.shown(), self._body.front
        lists, unmade = [], []
        for name, _ in PANES:
            pane = self._body.panes.get(name)
            if pane is None and name != "console":
                unmade.append(name)
            elif isinstance(pane, Pane) and pane is not front:
                lists.append(listed(pane.page, pane.under(shown)))
        mine: list[Request] = []
        if isinstance(front, Pane) and front.shown is not None:
            now = front.shown.context
            contexts = [now.at(day) for day in beside(now.as_of, shown.dates)]
            mine = wanted(front.page, front.shown, contexts)

        def every() -> Iterator[Request]:
            yield from mine
            store.give_back()
            time.sleep(LONGER_SECONDS)
            if store.run(_CLAIMS, shown.context).rows()[0]["claims"] < MANY_CLAIMS:
                return
            yield from lists
            for name in unmade:
                # Its modules are imported here: the key that shows it need not wait for them.
                page = pane_page(name)
                yield listed(page, shown)
                if (frame := self._kept.get(listed(page, shown))) is not None:
                    # What is cut short may be wanted whole.
                    key = next(iter(page.wants(shown)))
                    yield listed(page, replace(shown, frames={key: frame}))

        return every()
