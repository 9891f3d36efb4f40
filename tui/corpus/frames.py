"""Frames that may be wanted again: whoever asks for the same has them at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from tui.corpus.frame import Frame, Values
from tui.corpus.store import PANE_ROWS

# Of the rows of a screen, which are Python's; in columns a row takes a fraction of their room. Of a
# corpus of millions that is some fifty screens, or the whole network on three dates.
KEPT_ROWS = 50 * PANE_ROWS
COLUMNAR = 4
LARGEST = KEPT_ROWS // 3


class Frames:
    """Frames by what was asked. It may be used from any thread.

    Of too many rows those of the frames that nobody has asked for longest are dropped.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Frame] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def __contains__(self, request: Hashable) -> bool:
        return request in self._kept

    def get(self, request: Hashable) -> Frame | None:
        """The frame of a request, if it is kept."""
        with self._lock:
            if request in self._kept:
                self._kept.move_to_end(request)
            return self._kept.get(request)

    def keep(self, request: Hashable, frame: Frame) -> None:
        """Keep a frame, unless it is large."""
        if _weight(frame) > LARGEST:
            return
        with self._lock:
            self._drop(request)
            self._kept[request] = frame
            self._rows += _weight(frame)
            while self._rows > KEPT_ROWS:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget all: there is another corpus."""
        with self._lock:
            self._kept.clear()
            self._rows = 0

    def _drop(self, request: Hashable) -> None:
        if (frame := self._kept.pop(request, None)) is not None:
            self._rows -= _weight(frame)


def _weight(frame: Frame) -> int:
    # One of no rows takes room too.
    return 1 + len(frame) // (1 if isinstance(frame.source, Values) else COLUMNAR)
