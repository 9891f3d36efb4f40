"""The list of sources as far as it has been read: a page of it, round a source or from a row on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tui.corpus.frame import Frame
from tui.pages.loaded import Loaded
from tui.pages.page import Shown

Row = dict[str, Any]


@dataclass
class Listed:
    """`near` is the source round which the list is read next, where its row is not known."""

    near: str | None = None
    loaded: Loaded[Row] = field(default_factory=Loaded)
    _frame: Frame | None = None
    # The date that was read, and since when each source that was ever read is known.
    _as_of: date = date.min
    _since: dict[str, date] = field(default_factory=dict)

    def take(self, shown: Shown) -> bool:
        """Take over a new frame, once; true if there was one."""
        frame = shown.frames.get("sources")
        if frame is None or frame is self._frame:
            return False
        rows = shown.rows("sources")
        skip, total = (rows[0]["nth"] - 1, rows[0]["total"]) if rows else (0, 0)
        self._frame, self.loaded = frame, Loaded(rows, skip, total)
        self._as_of = shown.context.as_of
        self._since |= {row["source_id"]: row["known_on"] for row in rows}
        return True

    @property
    def ids(self) -> list[str]:
        """The sources that were read."""
        return [row["source_id"] for row in self.loaded.rows]

    def first(self, as_of: date) -> str | None:
        """The first of the sources that were read which is known on a date."""
        return next((source for source in self.ids if self._since[source] <= as_of), None)

    def looked_for(self, source: str | None) -> bool:
        """Whether this page of the list is the one that holds the source, if it has a place."""
        return self._frame is not None and self._frame.params["near"] == source

    def stands(self, source: str | None, as_of: date, *, asked: bool) -> bool:
        """Whether a source may be read: it is listed, may be on another page, or was asked for
        and is known. While the list is of another date, what is known on this one will be listed.
        """
        if self._frame is None:
            return True
        if as_of != self._as_of and source in self._since:
            return self._since[source] <= as_of
        if source in self.ids:
            return True
        if source is None:
            return False
        rows = self.loaded.rows
        known = bool(rows) and bool(rows[0]["near_known"])
        return not self.looked_for(source) or (asked and known)
