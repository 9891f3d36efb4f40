"""The line that takes the name of a file."""

from __future__ import annotations

from collections.abc import Callable

from tui.widgets.find import LineBox


class NameBox(LineBox):
    """A name to accept or to change. `then` gets it, or '' if it is not wanted."""

    HINT = "enter writes · esc leaves"

    def __init__(
        self, text: str, label: str, then: Callable[[str], None], *, palette: str, glyphs: str
    ) -> None:
        super().__init__(text, label, palette=palette, glyphs=glyphs, id="name")
        self._then = then

    def on_mount(self) -> None:
        self.draw()
        self.screen.set_focus(self)

    def ended(self, kept: bool) -> None:
        """Hand the name over and go."""
        self.remove()
        self._then(self.value.strip() if kept else "")
