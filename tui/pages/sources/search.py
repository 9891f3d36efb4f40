"""What was found: the hits that were read from the database, then those in originals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tui.corpus.frame import Frame
from tui.pages.loaded import Loaded
from tui.pages.page import Ask, Shown, Work
from tui.pages.sources.found import answers, ask_for
from tui.pages.sources.originals import Originals

Row = dict[str, Any]


@dataclass
class Search:
    """The newest hits: the old ones stay until there are new ones."""

    words: list[str] = field(default_factory=list)
    _frame: Frame | None = None
    _hits: Loaded[Row] = field(default_factory=Loaded)
    _originals: Originals = field(default_factory=Originals)
    # What the originals were searched for, under which sources, and the hits.
    _searched: tuple[tuple[list[str], Frame] | None, list[Row]] = (None, [])

    def asks(self, words: list[str], first: int, shown: Shown) -> dict[str, Ask]:
        """The queries for the hits from number `first` on."""
        asks = {"hits": ask_for(words, first)}
        if shown.attached is not None and shown.attached.originals:
            asks["known"] = replace(Ask.of("known_sources"), whole=True)
        return asks

    def take(self, words: list[str], shown: Shown) -> bool:
        """Take over a new frame of these words, once; true if there was one."""
        frame = shown.frames.get("hits")
        if frame is None or frame is self._frame or not answers(frame, words):
            return False
        rows, skip = shown.rows("hits"), int(str(frame.params["skip"]))
        self._frame, self._hits = frame, Loaded(rows, skip, rows[0]["total"] if rows else skip)
        self.words = words
        return True

    def fresh(self, words: list[str]) -> bool:
        """Whether the hits are those of these words."""
        return self._frame is not None and answers(self._frame, words)

    def work(self, words: list[str], shown: Shown) -> Work | None:
        """The search in the originals, once that in the database is there."""
        attached, known = shown.attached, shown.frames.get("known")
        if attached is None or known is None or not self.fresh(words):
            return None
        key = words, known
        if self._searched[0] == key:
            return None
        sources = [row["source_id"] for row in shown.rows("known")]

        def search(stop: Callable[[], bool]) -> object:
            return key, self._originals.find(attached, words, sources, stop)

        return Work(("originals", *words, id(known)), search, self._take)

    def _take(self, gave: Any) -> None:
        self._searched = gave

    def _more(self) -> list[Row]:
        about = self._searched[0]
        return self._searched[1] if about is not None and about[0] == self.words else []

    def count(self) -> int:
        """How many hits there are."""
        return self._hits.total + len(self._more())

    def at(self, number: int) -> Row | None:
        """Hit number `number` of all, None where there is none or it is on its way."""
        more, beyond = self._more(), number - self._hits.total
        if beyond < 0:
            return self._hits.row(number)
        return more[beyond] if beyond < len(more) else None

    def rows(self) -> list[Row]:
        """The hits that are there, those in originals last."""
        return [*self._hits.rows, *self._more()]
