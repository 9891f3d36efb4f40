"""pyte's terminal, which also repeats a character when told to (REP), as xterm does."""

from __future__ import annotations

from collections.abc import Callable

import pyte


class Screen(pyte.Screen):
    """A screen; `answer` gets what the terminal says when it is asked where its cursor is."""

    _last = ""

    def __init__(
        self, columns: int, lines: int, answer: Callable[[str], object] = lambda _: None
    ) -> None:
        super().__init__(columns, lines)
        self.write_process_input = answer

    def draw(self, data: str) -> None:
        """Text at the cursor."""
        super().draw(data)
        self._last = data[-1:]

    def repeat(self, count: int = 1, **kwargs: bool) -> None:
        """The last character again."""
        super().draw(self._last * count)


class Stream(pyte.Stream):
    """Text for a Screen."""

    csi = {**pyte.Stream.csi, "b": "repeat"}  # noqa: RUF012  # pyte's
    events = pyte.Stream.events | {"repeat"}


class ByteStream(pyte.ByteStream):
    """Bytes for a Screen."""

    csi, events = Stream.csi, Stream.events
