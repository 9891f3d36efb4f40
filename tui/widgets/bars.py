"""The rows above and below every pane."""

from __future__ import annotations

from tui.draw.header import Heading, footer, header
from tui.keys import BY_ACTION
from tui.widgets.sheet import Sheet


class HeaderBar(Sheet):
    """Name, panes and date; ladder; the one line."""

    DEFAULT_CSS = "HeaderBar { height: 3; width: 1fr; dock: top; }"

    def __init__(self, heading: Heading, *, palette: str, glyphs: str) -> None:
        super().__init__(ground="header", palette=palette, glyphs=glyphs)
        self.heading = heading
        self.only = ""

    def say(self, heading: Heading) -> None:
        """Show another heading."""
        self.heading = heading
        self.draw()

    def draw(self) -> None:
        """Draw the heading at the present width."""
        if self.size.width:
            whole = header(self.heading, self.size.width, self.glyphs)
            self.put([[(self.only, "")]] if self.only else whole)


class FooterBar(Sheet):
    """The keys worth knowing here."""

    DEFAULT_CSS = "FooterBar { height: 1; width: 1fr; dock: bottom; }"

    def __init__(self, *, palette: str, glyphs: str) -> None:
        super().__init__(ground="header", palette=palette, glyphs=glyphs)
        self._actions: tuple[str, ...] = ()

    def list_keys(self, actions: tuple[str, ...]) -> None:
        """Name these actions of keys.py."""
        self._actions = actions
        self.draw()

    def draw(self) -> None:
        """Draw the keys at the present width."""
        if self.size.width:
            keys = [(BY_ACTION[a].shown.split(" ")[0], BY_ACTION[a].label) for a in self._actions]
            # While somebody types, a question mark is text.
            helps = "F1" if "run" in self._actions[:1] else "?"
            self.put([footer(keys, self.size.width, self.glyphs, helps=helps)])
