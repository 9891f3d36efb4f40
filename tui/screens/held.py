"""The dial of a lake: what it held then. Each of its snapshots is opened off the event loop."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tui.context import Held, step_held
from tui.corpus.opening import Opened, OpeningError

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class HeldDial:
    """Steps through the snapshots of a lake. What was asked last is shown; the rest is dropped."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._wanted: Held | None = None
        self._ticket = 0
        self._waiting = False

    def step(self, action: str) -> None:
        """One snapshot back, or on; after the newest known one comes what the lake holds now."""
        opened = self._screen.opened
        if opened is None or opened.again is None:
            self._screen.say([("only a lake keeps what it held before", "muted")])
            return
        step = -1 if action == "held_before" else 1
        now = self._wanted if self._waiting else opened.held
        found = step_held(now, step, opened.snapshots)
        if step < 0 and found is None:
            self._screen.say([("the lake held nothing before this snapshot", "muted")])
            return
        self._wanted, self._waiting = found, True
        self._ticket += 1
        name = "what the lake holds now" if found is None else f"snapshot {found.snapshot}"
        self._screen.say([(f"opening {name}", "muted")])
        given = (opened, self._ticket)
        threading.Thread(target=self._open, args=given, name="held", daemon=True).start()

    def _open(self, opened: Opened, ticket: int) -> None:
        assert opened.again is not None
        wanted = self._wanted
        try:
            found = opened.again(None if wanted is None else wanted.snapshot)
        except OpeningError as error:
            self._screen.call_later(self._take, ticket, None, str(error))
        else:
            self._screen.call_later(self._take, ticket, found, "")

    def _take(self, ticket: int, opened: Opened | None, failure: str) -> None:
        if ticket != self._ticket:
            return
        self._waiting = False
        if opened is None:
            self._screen.say([(failure, "")])
            return
        self._screen.say([])
        self._screen.open(opened)
