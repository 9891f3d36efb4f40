"""What stands between header and footer: the panes, and the cards on top of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Container

from tui.corpus.frames import Frames
from tui.corpus.opening import Opened
from tui.draw.spans import Line
from tui.pages.make import card_page, pane_page
from tui.pages.page import Ask, Open, Shown
from tui.panes.base import Pane
from tui.screens.quiet import Quiet
from tui.screens.trail import Where

if TYPE_CHECKING:
    from tui.context import Context
    from tui.panes.console import Console


@dataclass(frozen=True)
class Look:
    """How the terminal draws: a palette of widgets.theme and a glyph level."""

    palette: str
    glyphs: str


class Body(Container):
    """One pane is seen, or the card on top. Panes are made when they are first shown."""

    DEFAULT_CSS = "Body { width: 1fr; height: 1fr; }"

    def __init__(self, look: Look, shown: Callable[[], Shown]) -> None:
        super().__init__(id="body")
        self._look = look
        self.shown = shown
        self.opened: Opened | None = None
        self.kept = Frames()
        self._quiet = Quiet(self, self.kept)
        self.panes: dict[str, Pane | Console] = {}
        self._cards: list[tuple[Open, Pane]] = []
        self._seen = ""

    @property
    def front(self) -> Pane | Console:
        """What the keys go to: the card on top, else the pane."""
        return self._cards[-1][1] if self._cards else self.panes[self._seen]

    @property
    def news(self) -> Line:
        """What the front says in the one line; nothing from most."""
        front = None if self._cards else self.panes.get(self._seen)
        return [] if front is None or isinstance(front, Pane) else front.news()

    @property
    def cards(self) -> tuple[Open, ...]:
        """What the open cards are about, the lowest first."""
        return tuple(wish for wish, _ in self._cards)

    def wheres(self) -> tuple[Where, ...]:
        """Where the reader stands in the pane and in each card on it, the lowest first."""
        return tuple((type(each.page), each.where()) for each in self._stack())

    def put_back(self, wheres: tuple[Where, ...]) -> None:
        """Let pane and cards stand where they stood. Keys may be quicker than what they open: where
        somebody stood on another page is no place on this one."""
        for each, (page, where) in zip(self._stack(), wheres, strict=False):
            if type(each.page) is page:
                each.put_back(where)

    def _stack(self) -> list[Pane | Console]:
        return [self.panes[self._seen], *(card for _, card in self._cards)]

    def open(self, opened: Opened) -> None:
        """Give every pane the corpus."""
        self.opened = opened
        self.kept.clear()
        for (name, context), frame in opened.ahead.items():
            self.kept.keep((Ask(name), context), frame)
        for pane in (*self.panes.values(), *(card for _, card in self._cards)):
            pane.open(opened.store, self.shown())
        self._quiet.begin()

    def turn(self, context: Context) -> None:
        """Show what is in front under another context; the rest follows when it is shown."""
        self.front.turn(context)
        self._quiet.begin()

    def heed(self, *, key: bool = False) -> None:
        """A key has been pressed, or what is in front has changed: what it reads goes first."""
        if key or self.front.busy:
            self._quiet.begin()

    def pane(self, name: str) -> Pane | Console:
        """A pane that has been shown."""
        return self.panes[name]

    def export(self) -> None:
        """Copy the rows of what is in front; the console asks for its own."""
        if isinstance(self.front, Pane):
            self.front.export()

    def edit(self, ask: Ask, came_from: str) -> None:
        """Put a pane's query into the console, which has been shown."""
        console = self.panes["console"]
        assert not isinstance(console, Pane)
        console.edit(ask, came_from)

    async def show(self, name: str) -> None:
        """Show a pane, without cards, under the present context."""
        self._leave()
        while self._cards:
            await self._cards.pop()[1].remove()
        self._seen = name
        if name not in self.panes:
            await self._make(name)
        for other, pane in self.panes.items():
            pane.display = other == name
        self._to_front()

    async def _make(self, name: str) -> None:
        palette, glyphs = self._look.palette, self._look.glyphs
        pane: Pane | Console
        if name == "console":
            # The editor's library is imported when somebody wants to write: the start is quicker.
            from tui.panes.console import Console

            pane = Console(palette=palette, glyphs=glyphs, id=name)
        else:
            pane = Pane(pane_page(name), self.kept, palette=palette, glyphs=glyphs, id=name)
        self.panes[name] = pane
        await self.mount(pane)
        if self.opened is not None:
            pane.open(self.opened.store, self.shown())

    async def put_card(self, wish: Open) -> bool:
        """Open a card over what is seen; false if there is nothing to show on it."""
        page = card_page(wish, self.shown()) if self.opened is not None else None
        if page is None or self.opened is None:
            return False
        self._leave()
        card = Pane(page, self.kept, palette=self._look.palette, glyphs=self._look.glyphs)
        self.front.display = False
        self._cards.append((wish, card))
        await self.mount(card)
        card.open(self.opened.store, self.shown())
        card.take_focus()
        self._quiet.begin()
        return True

    async def close_card(self) -> bool:
        """Close the card on top; false if there is none."""
        if not self._cards:
            return False
        await self._cards.pop()[1].remove()
        self.front.display = True
        self._to_front()
        return True

    def _leave(self) -> None:
        """Something else is about to be seen."""
        self._quiet.end()
        if self._seen and isinstance(self.front, Pane):
            self.front.rest()

    def _to_front(self) -> None:
        self.front.turn(self.shown().context)
        self.front.take_focus()
        self._quiet.begin()

    def on_unmount(self) -> None:
        self._quiet.end()
