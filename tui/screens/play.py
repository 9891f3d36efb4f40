"""The known dates one after the other, slowly, until a key stops it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.dom import DOMNode
from textual.timer import Timer

# Long enough to read what a date brought.
SECONDS = 1.5


class Play:
    """Turns the date by a timer of `clock`; the last known date ends it."""

    def __init__(self, clock: DOMNode, turn: Callable[[date], None]) -> None:
        self._clock = clock
        self._turn = turn
        self._timer: Timer | None = None
        self._coming: list[date] = []
        self._stopped = False

    @property
    def playing(self) -> bool:
        """Whether dates are still to come."""
        return self._timer is not None

    def start(self, as_of: date, known: Sequence[date]) -> None:
        """Play the known dates after the one shown; from the last one on, all of them.

        The key that stopped it does not start it again.
        """
        self._coming = [day for day in known if day > as_of] or list(known)
        if self._coming and not self._stopped:
            self._timer = self._clock.set_interval(SECONDS, self._step)
            self._step()

    def key(self) -> None:
        """A key was pressed: stand still on the date that is shown."""
        self._stopped = self.playing
        self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = None

    def _step(self) -> None:
        if not self.playing:
            return  # a tick that was under way when it was stopped
        self._turn(self._coming.pop(0))
        if not self._coming:
            self._stop()
