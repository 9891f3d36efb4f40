"""The SQL console."""

from __future__ import annotations

from textual.message import Message

from tui.pages.loop import LoopPage
from tui.pages.page import Ask
from tui.panes.base import Pane


class SqlWanted(Message):
    """Somebody wants the SQL of what is on screen."""


class Console(Pane):
    """The console."""

    def __init__(self, *, palette: str, glyphs: str, id: str | None = None) -> None:
        super().__init__(LoopPage(), palette=palette, glyphs=glyphs, id=id)

    def edit(self, ask: Ask, came_from: str) -> None:
        """Put a query into the editor."""
