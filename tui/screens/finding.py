"""The find box: opened over whatever can be searched, its text given to what is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.body import Look
from tui.widgets.find import FindBox

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Finding:
    """Opens the one box there is, and closes it."""

    def __init__(self, screen: MainScreen, look: Look) -> None:
        self._screen = screen
        self._look = look

    async def begin(self) -> None:
        """Open the box; a page that cannot be searched gives way to Sources."""
        if self._screen.query(FindBox):
            return
        if not self._screen.body.front.finds:
            await self._screen.visit("sources")
        box = FindBox(*self._screen.body.front.finding, **vars(self._look))
        await self._screen.mount(box)
        self._screen.set_focus(box)

    async def end(self, kept: bool) -> None:
        """Close the box; what was found is kept, or all is as before."""
        front = self._screen.body.front
        await self._screen.query(FindBox).remove()  # none is left for a key that was typed ahead
        if not kept:
            front.find("")
        front.take_focus()
