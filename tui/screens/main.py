"""The main screen: the one that holds the Context, the back stack and the panes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize
from textual.screen import Screen

from tui.context import LENSES, Context
from tui.corpus.opening import Opened
from tui.draw.header import Heading
from tui.draw.spans import Line
from tui.keys import KEYS, PANES
from tui.pages.page import Open, Shown
from tui.panes.base import Changed, Left, Pane
from tui.panes.console import Console, SqlWanted
from tui.panes.make import card_page, pane_page
from tui.screens.heading import HeadingReady, read_heading
from tui.widgets.bars import FooterBar, HeaderBar

LEAST_WIDTH, LEAST_HEIGHT = 60, 15
# What a pane never gets to see: these change the context, or what is on screen.
OWN_ACTIONS = ("back", "forward", "escape", "pick", "pick_none", "evidence", "card", "sql", "earlier", "later", "looser", "firmer", "help", "close", "quit", "changed")


@dataclass(frozen=True)
class Look:
    """How the terminal draws: a palette of widgets.theme and a glyph level."""

    palette: str
    glyphs: str


@dataclass(frozen=True)
class Place:
    """Where the reader was, for going back: pane, dials and pick, open cards."""

    pane: str
    context: Context
    cards: tuple[Open, ...]


class MainScreen(Screen[None]):
    """Only this screen replaces the Context; panes ask for it by messages."""

    DEFAULT_CSS = """
    MainScreen #body { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(key.keys), f"do({key.action!r})", key.label, show=False, id=key.action, priority=key.action == "quit")
        for key in KEYS
    ]

    def __init__(self, context: Context, pane: str, look: Look) -> None:
        super().__init__()
        self.context = context
        self.pane_name = pane
        self.look = look
        self.opened: Opened | None = None
        self.heading = Heading(pane, context.as_of.isoformat(), context.lens, (), [("opening the corpus", "muted")], "")
        self._panes: dict[str, Pane | Console] = {}
        self._cards: list[tuple[Open, Pane]] = []
        self._back: list[Place] = []
        self._ahead: list[Place] = []

    def compose(self) -> ComposeResult:
        yield HeaderBar(self.heading, palette=self.look.palette, glyphs=self.look.glyphs)
        yield Container(id="body")
        yield FooterBar(palette=self.look.palette, glyphs=self.look.glyphs)

    async def on_mount(self) -> None:
        await self._show_pane(self.pane_name)

    # -- the corpus

    def open(self, opened: Opened) -> None:
        """Take the corpus, once it has been opened off the event loop."""
        self.opened = opened
        if opened.notes:
            self._say([("note ", "muted"), (opened.notes[0], "")])
        for pane in self._panes.values():
            pane.open(opened.store, self._shown())
        self._read_heading()

    def _shown(self) -> Shown:
        assert self.opened is not None
        return Shown(self.context, names=self.opened.names, attached=self.opened.attached)

    # -- header and footer

    def _read_heading(self) -> None:
        if self.opened is not None:
            read_heading(self, self.opened.store, self.context, self.opened.names, self.look.glyphs)

    def on_heading_ready(self, ready: HeadingReady) -> None:
        """Show the ladder and the news of the present context; a late one is dropped."""
        ready.stop()
        if ready.context == self.context:
            self._set_heading(ready.heading)

    def _set_heading(self, heading: Heading) -> None:
        self.heading = Heading(
            self.pane_name, self.context.as_of.isoformat(), self.context.lens, heading.rungs, heading.news, heading.right, heading.articles
        )
        self.query_one(HeaderBar).say(self.heading)

    def _say(self, line: Line) -> None:
        """A message in the one line, until the next key that changes it."""
        h = self.heading
        self._set_heading(Heading(h.pane, h.as_of, h.lens, h.rungs, line, h.right, h.articles))

    def on_changed(self, changed: Changed) -> None:
        changed.stop()
        self._list_keys()

    def _list_keys(self) -> None:
        self.query_one(FooterBar).list_keys(self.front.page.footer())

    # -- panes and cards

    @property
    def front(self) -> Pane | Console:
        """What the keys go to: the card on top, else the pane."""
        return self._cards[-1][1] if self._cards else self._panes[self.pane_name]

    async def _show_pane(self, name: str) -> None:
        await self._close_cards()
        self.pane_name = name
        if name not in self._panes:
            pane: Pane | Console = (
                Console(palette=self.look.palette, glyphs=self.look.glyphs, id=name)
                if name == "console"
                else Pane(pane_page(name), palette=self.look.palette, glyphs=self.look.glyphs, id=name)
            )
            self._panes[name] = pane
            await self.query_one("#body").mount(pane)
            if self.opened is not None:
                pane.open(self.opened.store, self._shown())
        for other, pane in self._panes.items():
            pane.display = other == name
        front = self._panes[name]
        front.turn(self.context)
        front.take_focus()
        self._set_heading(self.heading)
        self._list_keys()

    async def _open_card(self, wish: Open) -> None:
        page = card_page(wish, self._shown())
        if page is None or self.opened is None:
            return
        card = Pane(page, palette=self.look.palette, glyphs=self.look.glyphs)
        self.front.display = False
        self._cards.append((wish, card))
        await self.query_one("#body").mount(card)
        card.open(self.opened.store, self._shown())
        card.focus()
        self._list_keys()

    async def _close_card(self) -> bool:
        if not self._cards:
            return False
        _, card = self._cards.pop()
        await card.remove()
        self.front.display = True
        self.front.turn(self.context)
        self.front.take_focus()
        self._list_keys()
        return True

    async def _close_cards(self) -> None:
        while await self._close_card():
            pass

    async def on_left(self, left: Left) -> None:
        """A page wants something else opened: a card, or another pane at a place."""
        left.stop()
        wish = left.wish
        if wish.what == "source":
            self._remember()
            await self._show_pane("sources")
            pane = self._panes["sources"]
            pane.visit(wish.subject)
        else:
            self._remember()
            await self._open_card(wish)

    async def on_sql_wanted(self, wanted: SqlWanted) -> None:
        wanted.stop()
        await self._to_console()

    # -- the context

    def _remember(self) -> None:
        self._back.append(self._place())
        self._ahead.clear()

    def _place(self) -> Place:
        return Place(self.pane_name, self.context, tuple(wish for wish, _ in self._cards))

    async def _go(self, place: Place) -> None:
        self._turn(place.context)
        await self._show_pane(place.pane)
        for wish in place.cards:
            await self._open_card(wish)

    def _turn(self, context: Context) -> None:
        """Replace the context: the visible pane follows at once, the others when they are shown."""
        if context == self.context:
            return
        self.context = context
        self._set_heading(self.heading)
        self.front.turn(context)
        self._read_heading()

    def _step_date(self, step: int) -> None:
        if self.opened is None:
            return
        dates = self.opened.dates
        if step < 0:
            before = [day for day in dates if day < self.context.as_of]
            # From after the newest known date, its own day shows the same: go to the one that differs.
            if before and before[-1] == dates[-1] and len(before) > 1 and self.context.as_of > dates[-1]:
                before = before[:-1]
            wanted = before[-1] if before else None
        else:
            after = [day for day in dates if day > self.context.as_of]
            wanted = after[0] if after else max(date.today(), self.context.as_of)
        if wanted is None:
            self._say([("nothing became known before this date", "muted")])
        else:
            self._turn(self.context.at(wanted))

    def _step_lens(self, step: int) -> None:
        at = LENSES.index(self.context.lens) + step
        if 0 <= at < len(LENSES):
            self._turn(self.context.through(LENSES[at]))

    def _pick(self) -> None:
        subject = self.front.subject
        if subject.entity and subject.entity != self.context.entity:
            wanted = self.context.picking(entity=subject.entity)
        elif subject.deal and subject.deal != self.context.deal and not subject.entity:
            wanted = self.context.picking(deal=subject.deal)
        else:
            wanted = self.context.picking()
        self._remember()
        self._turn(wanted)

    async def _to_console(self) -> None:
        front = self.front
        if isinstance(front, Console) or front.shown is None:
            return
        ask = front.page.sql(front.shown)
        came_from = dict(PANES)[self.pane_name]
        self._remember()
        await self._show_pane("console")
        console = self._panes["console"]
        assert isinstance(console, Console)
        console.edit(ask, came_from)

    # -- keys

    async def action_do(self, action: str) -> None:
        """Every key of keys.py comes through here."""
        if action.startswith("pane("):
            name = action[6:-2]
            if name != self.pane_name or self._cards:
                self._remember()
                await self._show_pane(name)
            return
        if action in OWN_ACTIONS:
            await self._own(action)
        else:
            self.front.act(action)

    async def _own(self, action: str) -> None:
        subject = self.front.subject
        if action == "back" and not await self._close_card() and self._back:
            self._ahead.append(self._place())
            await self._go(self._back.pop())
        elif action == "forward" and self._ahead:
            self._back.append(self._place())
            await self._go(self._ahead.pop())
        elif action == "escape":
            if not self.front.cancel() and not self.front.act("escape"):
                await self._close_card()
        elif action == "close":
            if not await self._close_card():
                self.app.exit()
        elif action == "quit":
            self.app.exit()
        elif action == "pick":
            self._pick()
        elif action == "pick_none":
            self._turn(self.context.picking())
        elif action in ("earlier", "later"):
            self._step_date(-1 if action == "earlier" else 1)
        elif action in ("looser", "firmer"):
            self._step_lens(-1 if action == "looser" else 1)
        elif action == "sql":
            await self._to_console()
        elif action == "evidence":
            await self._open_card(Open("evidence", subject))
        elif action == "card":
            await self._open_card(Open("entity" if subject.entity else "deal", subject))
        elif action == "changed":
            await self._open_card(Open("changes", subject))
        elif action == "help":
            await self._open_card(Open("help", subject))

    def on_resize(self, event: Resize) -> None:
        """Below 60x15 one line says so."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        self.query_one("#body").display = not small
        self.query_one(FooterBar).display = not small
        if small:
            self._say([(f"{event.size.width}x{event.size.height} is too small: caploop needs {LEAST_WIDTH}x{LEAST_HEIGHT}", "")])
