"""Works out what is found in the legs of the present frame, and keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui.corpus.store import PANE_ROWS
from tui.pages.loop.found import Found, at_once, complete, find, search_through
from tui.pages.page import Ask, Shown, Work


def legs_ask(shown: Shown) -> Ask:
    """The legs to find loops in: all of them, which are asked for so where they may be many."""
    frame = shown.frames.get("legs")
    many = len(shown.names) > PANE_ROWS  # the legs of so many companies are more than are read
    whole = many or (frame is not None and (frame.truncated or len(frame) > PANE_ROWS))
    return Ask("legs", whole=whole)


@dataclass
class Finder:
    """Works out the frame that is there, on the spot or, of a large network, as Work."""

    _found: Found | None = None

    def found(self, shown: Shown) -> Found | None:
        """What is known of the frame; what was known of the one before, while it is worked out."""
        frame, lens, known = shown.frames.get("legs"), shown.context.lens, self._found
        if frame is None or not at_once(frame):
            return known
        if known is None or known.frame is not frame or known.lens != lens:
            self._take(find(frame, lens))
        if self._found is not None and self._found.partial:
            self._found = complete(self._found)
        return self._found

    def work(self, shown: Shown, entity: str | None) -> Work | None:
        """Find the loops, then the rest, then all through an entity if they are not all listed."""
        frame, lens, known = shown.frames.get("legs"), shown.context.lens, self.found(shown)
        if frame is None or frame.truncated:
            return None
        if known is None or known.frame is not frame or known.lens != lens:
            key = ("find", id(frame), lens)
            return Work(key, lambda ended: find(frame, lens, ended), self._take)
        if known.network is None and not known.stopped:
            return Work(("rest", id(known)), lambda ended: complete(known, ended), self._take)
        short = not known.search.complete and known.search_of(entity) is known.search
        if entity is not None and short:
            own = "own", id(known), entity
            return Work(own, lambda ended: search_through(known, entity, ended), self._replace)
        return None

    def _replace(self, found: object) -> None:
        assert isinstance(found, Found)
        self._found = found

    def _take(self, found: object) -> None:
        assert isinstance(found, Found)
        before = self._found
        if before is not None and before.frame is found.frame and not before.partial:
            # Another lens changes what loops weigh, and nothing else.
            found = replace(
                found,
                legs=before.legs,
                vanished=before.vanished,
                broken_chains=before.broken_chains,
                network=before.network,
                stopped=before.stopped,
            )
        self._found = found
