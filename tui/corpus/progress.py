"""How far a long piece of work has come: what is being done and a bar, as one line of text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tui.corpus.frame import QueryCancelled

WIDTH = 20


class Steps:
    """Work in steps, each with its share of the whole; `told` hears a line as each begins, and
    another as the bar moves.
    """

    def __init__(
        self, told: Callable[[str], None], stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self._told = told
        self._stopped = stopped
        self._done = 0.0
        # Of each step that is being done its share of the whole, and how much of it is done.
        self._going: dict[str, tuple[float, float]] = {}
        self._begun: str | None = None
        self._line = ""

    def begin(self, what: str, share: float) -> None:
        """Tell that a step begins; when the next one does, this share (0 to 1) has been done."""
        self.start(what, share)
        self._begun = what

    def start(self, what: str, share: float) -> None:
        """Tell that a step begins beside those that go on; `end` says that it has been done."""
        if self._begun is not None:
            self._done += self._going.pop(self._begun)[0]
            self._begun = None
        self._going[what] = share, 0.0
        self._tell(what)

    def move(self, what: str, part: float) -> None:
        """Of a step that goes on this part (0 to 1) is done. It never goes back.

        Raises QueryCancelled if nobody wants it any more.
        """
        if self._stopped():
            raise QueryCancelled
        share, before = self._going[what]
        self._going[what] = share, max(before, min(1.0, part))
        self._tell(next(iter(self._going)))

    def end(self, what: str) -> None:
        """A step that was started has been done."""
        self._done += self._going.pop(what)[0]
        self._tell(next(iter(self._going), what))

    def _tell(self, what: str) -> None:
        done = min(1.0, self._done + sum(share * part for share, part in self._going.values()))
        filled = round(WIDTH * done)
        line = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {100 * done:3.0f} % {what}"
        if line != self._line:
            self._line = line
            self._told(line)

    def within(self, share: float, count: int) -> Callable[[str], None]:
        """What begins each of so many equal steps that are this share together."""
        return lambda what: self.begin(what, share / max(1, count))

    def weighed(self, share: float, paths: Mapping[str, Path]) -> Mapping[str, float]:
        """The share of each of these files in reading them all; they take as they are large."""
        sizes = {name: path.stat().st_size for name, path in paths.items() if path.is_file()}
        whole = sum(sizes.values()) or 1
        return {name: share * size / whole for name, size in sizes.items()}


def narrator() -> Callable[[str], None]:
    """What tells a person at a terminal, on one line of stderr; nobody else is told."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return lambda _: None

    def tell(line: str) -> None:
        # Written over by the next one; an empty one takes it away.
        sys.stderr.write(f"\r\x1b[K{line[:79]}")
        sys.stderr.flush()

    return tell
