"""The main screen: it alone replaces the Context, and takes every key that is not a pane's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.context import Context, date_before, step_date, step_lens
from tui.corpus.opening import Opened
from tui.draw.header import Heading
from tui.draw.spans import Line
from tui.keys import PANES
from tui.pages.page import Open, Shown, Subject
from tui.panes.messages import Changed, Left
from tui.screens.bindings import bindings, caught_up
from tui.screens.body import Body, Look
from tui.screens.finding import Finding
from tui.screens.heading import HeadingReady, read_heading, too_small
from tui.screens.held import HeldDial
from tui.screens.leaving import Leaving
from tui.screens.play import Play
from tui.screens.trail import Place, Trail
from tui.screens.wishes import fulfil
from tui.widgets.bars import FooterBar, HeaderBar
from tui.widgets.find import FindBox

CARDS = {"evidence": "evidence", "help": "help", "changed": "changes"}


class MainScreen(Screen[None]):
    """Header, body, footer. Panes ask by messages; nothing but this screen turns a dial."""

    DEFAULT_CSS = "MainScreen { layers: default above; }"
    # Whatever has the focus draws itself: the rest of the screen stays as it is.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, context: Context, pane: str, look: Look, stands: Callable[[], None]) -> None:
        super().__init__()
        self._stands = stands
        self.context = context
        self.pane_name, self.first_view = pane, ""
        self.opened: Opened | None = None
        self._dates: Sequence[date] = ()
        opening: Line = [("opening the corpus", "muted")]
        self.heading = Heading(pane, context.as_of.isoformat(), context.lens, (), opening, "")
        self.body = Body(look, self._shown)
        self._look = look
        self._trail, self._leaving = Trail(), Leaving()
        self._message: Line = []
        self._progress: Line = []
        self._finding, self._held = Finding(self, look), HeldDial(self)
        self._play = Play(self, lambda day: self._turn(self.context.at(day)))

    def compose(self) -> ComposeResult:
        yield HeaderBar(self.heading, palette=self._look.palette, glyphs=self._look.glyphs)
        yield self.body
        yield FooterBar(palette=self._look.palette, glyphs=self._look.glyphs)

    async def on_mount(self) -> None:
        await self._show(self.pane_name)
        if self.first_view:
            self.body.front.put_back({"view": self.first_view})
        self._stands()

    def open(self, opened: Opened) -> None:
        """Take the corpus, once it has been opened off the event loop."""
        self.opened, self._dates, self._leaving.data = opened, opened.dates, opened.data
        self.context = opened.placed(self.context)
        self.body.open(opened)
        if not opened.corpus:
            self.call_later(self._show, "console")
        self._read_heading(opened.store.give_back)
        if opened.notes:
            self.say([(opened.notes[0], "")])

    def _shown(self) -> Shown:
        if (opened := self.opened) is None:
            return Shown(self.context)
        return Shown(self.context, {}, opened.names, opened.attached, opened.dates)

    # -- header and footer

    def _read_heading(self, then: Callable[[], None] = lambda: None) -> None:
        if (opened := self.opened) is not None:
            read_heading(self, opened, self.body.kept, self.context, self._look.glyphs, then)

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
        news = self._message or self._progress or self.body.news or self.heading.news
        # Work behind the screen may still tell of itself while the screen is being taken down.
        for bar in self.query(HeaderBar):
            bar.say(replace(self.heading, news=news))

    def say(self, line: Line) -> None:
        """A message in the one line; the next key takes it away."""
        self._message = line
        self._place_heading()

    def tell(self, progress: str) -> None:
        """How far work behind the screen is, or '' at its end; a message stands before it."""
        self._progress = [(progress, "muted")] if progress else []
        self._place_heading()

    def on_changed(self, changed: Changed) -> None:
        changed.stop()
        self.body.heed()
        self._list_keys()
        self._place_heading()

    def _list_keys(self) -> None:
        self.query_one(FooterBar).list_keys(self.body.front.footer())

    def on_resize(self, event: Resize) -> None:
        """Below 60x15 one line says so."""
        header = self.query_one(HeaderBar)
        header.only = too_small(event.size.width, event.size.height)
        self.body.display = self.query_one(FooterBar).display = not header.only
        header.draw()

    # -- where the reader is

    async def _show(self, name: str) -> None:
        if self.opened is not None and not self.opened.corpus:
            name = "console"  # there is nothing else to show
        self.pane_name = name
        await self.body.show(name)
        self._place_heading()
        self._list_keys()

    async def visit(self, name: str) -> None:
        """Show a pane; `back` leads to where the reader was."""
        self._trail.remember(self._place())
        await self._show(name)

    async def card(self, wish: Open) -> None:
        """Open a card over what is seen, with the date that it is of."""
        place = self._place()
        self._turn(self.context.at(wish.subject.as_of or self.context.as_of))
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
        """A page wants something that is not its own to do."""
        left.stop()
        await fulfil(self, left.wish)

    def on_find_box_typed(self, typed: FindBox.Typed) -> None:
        typed.stop()
        self.body.front.find(typed.text)

    async def on_find_box_left(self, left: FindBox.Left) -> None:
        left.stop()
        await self._finding.end(left.kept)

    async def _to_console(self) -> None:
        if (ask := self.body.front.sql()) is None:
            return
        came_from = dict(PANES)[self.pane_name]
        await self.visit("console")
        self.body.edit(ask, came_from)

    # -- the dials and the pick

    def _turn(self, context: Context) -> None:
        """Replace the context: what is seen follows at once, the other panes when shown."""
        context = replace(context, held=self.context.held)  # which has a dial of its own
        if context == self.context:
            return
        self.context = context
        self._place_heading()
        self.body.turn(context)
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
        """Pick what is under the cursor; the same again, or nothing, drops it."""
        picked = self.context.toggling(subject.entity, subject.deal, subject.picked)
        if picked != self.context:
            self._trail.remember(self._place())
            self._turn(picked)

    # -- keys

    def on_key(self) -> None:
        """Any key stops the play, ends what is read ahead, and goes on to what it does."""
        self._play.key()
        self.body.heed(key=True)

    async def action_first(self, action: str) -> None:
        """A chord is heard before what takes text: whatever was typed before it comes first."""
        await caught_up(self.focused)
        await self.action_do(action)

    async def action_do(self, action: str) -> None:
        """Every key of keys.py comes through here."""
        if self._message:
            self.say([])
        subject = self.body.front.subject
        if action.startswith("pane("):
            name = action[6:-2]
            if name != self.pane_name or self.body.cards:
                await self.visit(name)
        elif action in CARDS:
            before = date_before(self.context.as_of, self._dates) or date.min
            await self.card(Open(CARDS[action], replace(subject, since=before)))
        elif action == "card":
            again = self.body.front.page.name == "entity"
            await self.card(Open("deal" if again or not subject.entity else "entity", subject))
        elif action in ("earlier", "later"):
            self._step_date(action)
        elif action == "play":
            self._play.start(self.context.as_of, self._dates)
        elif action in ("looser", "firmer"):
            lens = step_lens(self.context.lens, -1 if action == "looser" else 1)
            self._turn(self.context.through(lens))
        elif action in ("held_before", "held_after"):
            self._held.step(action)
        elif action in ("pick", "pick_none"):
            self._pick(subject if action == "pick" else Subject())
        elif action == "sql":
            await self._to_console()
        elif action in ("back", "forward"):
            await self.walk(action)
        elif action == "palette":
            await self.card(Open("help", subject))
            await self._finding.begin()
        elif action == "find":
            await self._finding.begin()
        elif action in ("escape", "close", "quit"):
            await self._leave(action)
        elif self.body.front.act(action):
            self._list_keys()
        elif leave := self._leaving.act(
            *(action, subject, self.context),
            (self.pane_name, self.body.pane(self.pane_name).page),
            card=bool(self.body.cards),
        ):
            self.post_message(Left(leave))

    async def walk(self, action: str) -> None:
        """Back to the place that was left last, or forward again."""
        if (place := self._trail.step(action == "back", self._place())) is not None:
            await self._go(place)

    async def _leave(self, action: str) -> None:
        """esc leaves the first that is open: query, typing, card; q a card, or the program."""
        front = self.body.front
        if action == "quit":
            self.app.exit()
        elif action == "escape" and (front.cancel() or front.act("escape")):
            return
        elif self.body.cards:
            await self.walk("back")
        elif action == "close":
            self.app.exit()
