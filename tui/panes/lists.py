"""The console's list: tables or queries, one at a time, filtered by what is typed."""

from __future__ import annotations

from tui.pages.console.picker import Item, Picker
from tui.pages.console.picks import queries, tables
from tui.panes.desk import Desk

LISTS = ("tables", "queries")
_MOVES = {
    "up": "up",
    "down": "down",
    "home": "first",
    "end": "last",
    "pageup": "page_up",
    "pagedown": "page_down",
    "backspace": "erase",
}


class Lists:
    """Which list is open, if any, and what is chosen in it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.name = ""
        self.picker: Picker | None = None

    def toggle(self, name: str) -> None:
        """Open a list of LISTS, or close it if it is the open one."""
        name = "" if name == self.name else name
        self.name, self.picker = name, self._made(name) if name else None

    def close(self) -> None:
        """Close what is open."""
        self.name, self.picker = "", None

    def renew(self) -> None:
        """There may be more to choose from than before."""
        if self.picker is not None:
            self.picker.items = self._made(self.name).items

    def _made(self, name: str) -> Picker:
        desk = self._desk
        return tables(desk.catalogue) if name == "tables" else queries(desk.history)

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor of the open list."""
        return self.picker.chosen if self.picker is not None else None

    def type(self, key: str, character: str | None) -> bool:
        """A key that moves or filters; false if it does neither."""
        if self.picker is None:
            return False
        if key in _MOVES:
            self.picker.act(_MOVES[key])
        elif character is not None and character.isprintable():
            self.picker.type(character)
        else:
            return False
        return True
