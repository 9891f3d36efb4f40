"""A part of a pane that can have the focus: lines drawn by whoever made it."""

from __future__ import annotations

from collections.abc import Callable

from tui.draw.spans import Line
from tui.widgets.sheet import Sheet


class Part(Sheet, can_focus=True):
    """Shows what `lines(width, height)` gives."""

    def __init__(
        self, lines: Callable[[int, int], list[Line]], *, palette: str, glyphs: str, id: str
    ) -> None:
        super().__init__(palette=palette, glyphs=glyphs, id=id)
        self._made = lines

    def draw(self) -> None:
        """Draw it as it is now."""
        if self.size.width and self.display:
            self.put(self._made(self.size.width, self.size.height)[: self.size.height])

    def on_resize(self) -> None:
        self._lines = []
        self.draw()
