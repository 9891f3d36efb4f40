"""The main screen: it alone replaces the Context, and takes every key that is not a pane's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from tui.context import Context, date_before, step_date, step_lens
from tui.corpus.opening import Opened
from tui.draw.header import Heading
from tui.draw.spans import Line
from tui.keys import KEYS, PANES
from tui.pages.page import Copy, Open, Run, Said, Shown, Subject
from tui.panes.base import Changed, Left
from tui.screens.body import Body, Look
from tui.screens.heading import HeadingReady, read_heading
from tui.screens.leaving import Leaving
from tui.screens.play import Play
from tui.screens.trail import Place, Trail
from tui.widgets.bars import FooterBar, HeaderBar
from tui.widgets.find import FindBox

LEAST_WIDTH, LEAST_HEIGHT = 60, 15
CARDS = {"evidence": "evidence", "help": "help", "changed": "changes"}


def _binding(action: str, keys: tuple[str, ...], label: str) -> Binding:
    # Only a chord may go before whatever takes text.
    first = all(key.startswith(("ctrl+", "f")) and len(key) > 1 for key in keys)
    return Binding(",".join(keys), f"do({action!r})", label, show=False, id=action, priority=first)


class MainScreen(Screen[None]):
    """Header, body, footer. Panes ask by messages; nothing but this screen turns a dial."""

    DEFAULT_CSS = "MainScreen { layers: default above; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        _binding(key.action, key.keys, key.label) for key in KEYS
    ]

    def __init__(self, context: Context, pane: str, look: Look) -> None:
        super().__init__()
        self.context = context
        self.pane_name = pane
        self.opened: Opened | None = None
        self._dates: Sequence[date] = ()
        opening: Line = [("opening the corpus", "muted")]
        self.heading = Heading(pane, context.as_of.isoformat(), context.lens, (), opening, "")
        self.body = Body(look, self._shown)
        self._look = look
        self._trail = Trail()
        self._leaving = Leaving()
        self._message: Line | None = None
        self._play = Play(self, lambda day: self._turn(self.context.at(day)))

    def compose(self) -> ComposeResult:
        yield HeaderBar(self.heading, palette=self._look.palette, glyphs=self._look.glyphs)
        yield self.body
        yield FooterBar(palette=self._look.palette, glyphs=self._look.glyphs)

    async def on_mount(self) -> None:
        await self._show(self.pane_name)

    def open(self, opened: Opened) -> None:
        """Take the corpus, once it has been opened off the event loop."""
        self.opened, self._dates = opened, opened.dates
        self.body.open(opened)
        self._read_heading()
        if opened.notes:
            self.say([(opened.notes[0], "")])

    def _shown(self) -> Shown:
        if self.opened is None:
            return Shown(self.context)
        opened = self.opened
        return Shown(self.context, names=opened.names, attached=opened.attached, ahead=opened.ahead)

    # -- header and footer

    def _read_heading(self) -> None:
        if self.opened is not None:
            opened = self.opened
            named = {**opened.names, **opened.titles}
            read_heading(self, opened, self.context, named, self._look.glyphs)

    def on_heading_ready(self, ready: HeadingReady) -> None:
        """Show the ladder and the news of the present context; a late one is dropped."""
        ready.stop()
        if ready.context == self.context:
            self.heading = ready.heading
            self._place_heading()

    def _place_heading(self) -> None:
        """The heading with the present place and dials: they are true before its queries are."""
        as_of, lens = self.context.as_of.isoformat(), self.context.lens
        self.heading = replace(self.heading, pane=self.pane_name, as_of=as_of, lens=lens)
        said = self.heading if self._message is None else replace(self.heading, news=self._message)
        self.query_one(HeaderBar).say(said)

    def say(self, line: Line) -> None:
        """A message in the one line; the next key takes it away."""
        self._message = line
        self._place_heading()

    def on_changed(self, changed: Changed) -> None:
        changed.stop()
        self._list_keys()

    def _list_keys(self) -> None:
        self.query_one(FooterBar).list_keys(self.body.front.footer())

    def on_resize(self, event: Resize) -> None:
        """Below 60x15 one line says so."""
        size = event.size
        small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        self.body.display = not small
        self.query_one(FooterBar).display = not small
        header = self.query_one(HeaderBar)
        header.only = f"{size.width}x{size.height}: needs {LEAST_WIDTH}x{LEAST_HEIGHT}" * small
        header.draw()

    # -- where the reader is

    async def _show(self, name: str) -> None:
        self.pane_name = name
        await self.body.show(name)
        self._place_heading()
        self._list_keys()

    async def _card(self, wish: Open) -> None:
        place = self._place()
        if await self.body.put_card(wish):
            self._trail.remember(place)
            self._list_keys()

    def _place(self) -> Place:
        return Place(self.pane_name, self.context, self.body.cards, self.body.wheres())

    async def _go(self, place: Place) -> None:
        """To a place that was left, with its dials and cursors."""
        self._turn(place.context)
        if place.pane != self.pane_name or len(self.body.cards) < len(place.cards):
            await self._show(place.pane)
            for wish in place.cards:
                await self.body.put_card(wish)
        while len(self.body.cards) > len(place.cards):
            await self.body.close_card()
        self.body.put_back(place.wheres)
        self._list_keys()

    async def on_left(self, left: Left) -> None:
        """A page wants something else opened: a card, or a source at a paragraph; or copied."""
        left.stop()
        wish = left.wish
        if isinstance(wish, Said):
            self.say([(wish.text, "")])
        elif isinstance(wish, Copy):
            self.app.copy_to_clipboard(wish.text)
            self.say([(f"{wish.said} sent to the terminal", "")])
        elif isinstance(wish, Run):
            await self._walk("back")
            await self.action_do(wish.action)
        elif wish.what == "source":
            self._trail.remember(self._place())
            await self._show("sources")
            self.body.pane("sources").visit(wish.subject)
        else:
            await self._card(wish)

    async def _find(self) -> None:
        """Open the find box; a page that cannot be searched gives way to Sources."""
        if self.query(FindBox):
            return
        if not self.body.front.finds:
            self._trail.remember(self._place())
            await self._show("sources")
        box = FindBox(self.body.front.finding, palette=self._look.palette, glyphs=self._look.glyphs)
        await self.mount(box)
        box.focus()

    def on_find_box_typed(self, typed: FindBox.Typed) -> None:
        typed.stop()
        self.body.front.find(typed.text)

    async def on_find_box_left(self, left: FindBox.Left) -> None:
        left.stop()
        await self.query_one(FindBox).remove()
        if not left.kept:
            self.body.front.find("")
        self.body.front.take_focus()

    async def _to_console(self) -> None:
        front = self.body.front
        ask = front.sql()
        if ask is None:
            return
        self._trail.remember(self._place())
        came_from = dict(PANES)[self.pane_name]
        await self._show("console")
        self.body.edit(ask, came_from)

    # -- the dials and the pick

    def _turn(self, context: Context) -> None:
        """Replace the context: what is seen follows at once, the other panes when shown."""
        if context == self.context:
            return
        self.context = context
        self._place_heading()
        self.body.front.turn(context)
        self._read_heading()

    def _step_date(self, action: str) -> None:
        if self.body.front.act(action):
            return  # what shows a date of its own turns that one
        step = -1 if action == "earlier" else 1
        wanted = step_date(self.context.as_of, step, self._dates, date.today())
        if wanted is None:
            self.say([("nothing became known before this date", "muted")])
        else:
            self._turn(self.context.at(wanted))

    def _pick(self, subject: Subject) -> None:
        """Pick the entity under the cursor, else its deal; the same again drops the pick."""
        self._trail.remember(self._place())
        self._turn(self.context.toggling(subject.entity, subject.deal))

    # -- keys

    def on_key(self) -> None:
        """Any key stops the play, and goes on to what it does."""
        self._play.key()

    async def action_do(self, action: str) -> None:
        """Every key of keys.py comes through here."""
        if self._message is not None:
            self._message = None
            self._place_heading()
        subject = self.body.front.subject
        if action.startswith("pane("):
            name = action[6:-2]
            if name != self.pane_name or self.body.cards:
                self._trail.remember(self._place())
                await self._show(name)
        elif action in CARDS:
            before = date_before(self.context.as_of, self._dates) or date.min
            await self._card(Open(CARDS[action], replace(subject, since=before)))
        elif action == "card":
            again = self.body.front.page.name == "entity"
            await self._card(Open("deal" if again or not subject.entity else "entity", subject))
        elif action in ("earlier", "later"):
            self._step_date(action)
        elif action == "play":
            self._play.start(self.context.as_of, self._dates)
        elif action in ("looser", "firmer"):
            lens = step_lens(self.context.lens, -1 if action == "looser" else 1)
            self._turn(self.context.through(lens))
        elif action == "pick":
            self._pick(subject)
        elif action == "pick_none":
            self._turn(self.context.picking())
        elif action == "sql":
            await self._to_console()
        elif action in ("back", "forward"):
            await self._walk(action)
        elif action == "palette":
            await self._card(Open("help", subject))
            await self._find()
        elif action == "find":
            await self._find()
        elif action in ("escape", "close", "quit"):
            await self._leave(action)
        elif leave := self._leaving.act(action, subject, self.context, self.pane_name):
            self.post_message(Left(leave))
        else:
            self.body.front.act(action)

    async def _walk(self, action: str) -> None:
        place = self._trail.step(action == "back", self._place())
        if place is not None:
            await self._go(place)

    async def _leave(self, action: str) -> None:
        """esc leaves the first that is open: query, typing, card; q a card, or the program."""
        front = self.body.front
        if action == "quit":
            self.app.exit()
        elif action == "escape" and (front.cancel() or front.act("escape")):
            return
        elif self.body.cards:
            await self._walk("back")
        elif action == "close":
            self.app.exit()
