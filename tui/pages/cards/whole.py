"""A text of a card that is cut where lists stand below it, read in full from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.draw.spans import Line, title
from tui.pages.page import Surface


@dataclass
class Whole:
    """How far the text is scrolled. `cut`: some of it was not shown when it was drawn last."""

    skip: int = 0
    cut: bool = False
    _seen: int = 1
    _tall: int = 0

    def act(self, action: str) -> bool:
        """Scroll; false where nothing is left to scroll, as the key may then mean something."""
        page = max(self._seen - 1, 1)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page}
        steps |= {"first": -self._tall, "last": self._tall}
        wanted = max(0, min(self.skip + steps.get(action, 0), self._tall - self._seen))
        moved = wanted != self.skip
        self.skip = wanted
        return moved

    def lines(self, name: str, right: str, text: Sequence[Line], surface: Surface) -> list[Line]:
        """The part of the text that is seen, under a title that says which."""
        glyphs = surface.glyphs
        self._seen, self._tall = max(surface.height - 1, 1), len(text)
        self.skip = max(0, min(self.skip, self._tall - self._seen))
        last = min(self.skip + self._seen, self._tall)
        if last - self.skip < self._tall:
            below = f" {glyphs.down}" if last < self._tall else ""
            lines = f"lines {self.skip + 1}{glyphs.dash}{last} of {self._tall}{below}"
            right = f"{right} {glyphs.dot} {lines}"
        return [title(name, right, surface.width, glyphs), *text[self.skip : last]]
