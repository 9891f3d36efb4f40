"""The SQL console: an editor, the result under it, lists to choose from."""

from __future__ import annotations

from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import TextArea

from tui.console.parameters import with_values
from tui.console.statements import at_cursor
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import Line
from tui.pages.console.result import ResultPage
from tui.pages.page import Ask, Copy, Shown, Subject
from tui.panes.acts import Acts
from tui.panes.desk import Desk
from tui.panes.ids import Ids, IdsFound
from tui.panes.messages import Changed, Left
from tui.panes.notes import SLOW_SECONDS
from tui.panes.parts import Parts
from tui.panes.runner import Outcome
from tui.widgets.editor import Editor
from tui.widgets.naming import NameBox

STARTER = (
    "-- F5 runs the statement at the cursor, ctrl+g lists what there is to ask, ctrl+o questions\n"
    "from dyads;\n"
)
BARE_STARTER = "-- F5 runs the statement at the cursor, ctrl+g lists the tables\nSHOW TABLES;\n"
CHECK_SECONDS = 0.6
# A longer text is looked at when it is run.
MOST_CHECKED = 50_000


class Console(Container):
    """Keys type in the editor; `esc` leaves it, and then they mean what they mean everywhere."""

    DEFAULT_CSS = """
    Console { width: 1fr; height: 1fr; }
    Console #sql-title { height: 1; }
    Console #picker { display: none; }
    """

    def __init__(self, *, palette: str, glyphs: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = {"palette": palette, "glyphs": glyphs}
        self.page = ResultPage()
        self.desk = Desk(self.page, self.post_message)
        self.parts = Parts(self.desk, palette=palette, glyphs=glyphs)
        self.editor = self.parts.editor
        self._acts = Acts(self.desk, self.parts)
        self._dials: Context | None = None
        self._check: Timer | None = None
        self._ticking: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.parts.title
        yield self.editor
        yield self.parts.result
        yield self.parts.list

    # -- what the screen asks of a pane

    def open(self, store: Store, shown: Shown) -> None:
        """Give the console its database and its context."""
        self._dials = shown.context
        corpus = bool(shown.names)
        self.desk.open(store, shown.context, corpus=corpus)
        self.parts.completing.ids = Ids(store, shown.context, self.post_message)
        if not self.editor.text:
            draft, starter = self.desk.history.draft(), STARTER if corpus else BARE_STARTER
            self.editor.load_text(draft or starter)
            if not draft:
                # What is typed first is a statement of its own; F5 alone runs the one above it.
                self.editor.move_cursor(self.editor.document.end)
        self.draw()

    def turn(self, context: Context) -> None:
        """The dials follow the header until SQL sets them."""
        if self._dials is not None and self._dials != context:
            self._dials = context
            self.desk.turn(context)
            self.draw()

    @property
    def busy(self) -> bool:
        """Whether anything goes on."""
        return self.desk.busy

    @property
    def subject(self) -> Subject:
        """What the row under the cursor is about."""
        return self.page.subject

    def footer(self) -> tuple[str, ...]:
        """The actions worth naming in the last row."""
        if self.parts.typing:
            return ("run", "escape", "tables", "queries", "palette")
        return ("next_part", "enter", "order", "find", "view", "copy", "marked", "run")

    def news(self) -> Line:
        """What the header says of it in its one line; nothing until there is a database."""
        return self.parts.news() if self._dials is not None else []

    def sql(self) -> Ask | None:
        """The console shows its SQL already."""
        return None

    def take_focus(self) -> None:
        """Let the keys come to the part that had them last."""
        self.parts.take_focus()

    def visit(self, subject: Subject) -> None:
        """A query has no place for a subject."""

    def where(self) -> dict[str, object]:
        """Text and result stay as they are when the reader comes back."""
        return {}

    def put_back(self, where: dict[str, object]) -> None:
        """Nothing was taken away."""

    finds = True

    @property
    def finding(self) -> tuple[str, str]:
        """What is looked for in the result."""
        return self.page.find, "find"

    def find(self, text: str) -> None:
        """Look for a text in the result, from the row under the cursor on."""
        self.page.find = text
        self.desk.seek(here=True)
        self.draw()
        self._tick()

    def cancel(self) -> bool:
        """Stop what runs; true if anything did."""
        stopped = self.desk.cancel()
        self.draw()
        return stopped

    def edit(self, ask: Ask, came_from: str) -> None:
        """Put a pane's query into the editor, its values in front of it, and run it. What stood
        there comes back with undo."""
        query = named(ask.query)
        values = {name: ask.values().get(name) for name in query.params}
        self.parts.called, self.parts.came_from = f"{ask.query}.sql", came_from
        self.editor.put_all(with_values(query.sql.rstrip() + "\n", values))
        self.parts.typing = True
        self.take_focus()
        self.act("run")

    # -- keys

    def act(self, action: str) -> bool:
        """Do what a key asks; true if it was the console's."""
        done = self._acts.act(action, self.size)
        if done:
            self._did()
        return done

    def on_key(self, event: events.Key) -> None:
        """Keys that are letters to a list, or the answer to a question."""
        if self._acts.key(event.key, event.character, self.size):
            event.stop()
            event.prevent_default()
            self._ask_name()
            self._did()

    def _ask_name(self) -> None:
        """Ask for the name of the file, if one is to be written."""
        exporting = self._acts.exporting
        if exporting.naming is not None:
            name = exporting.suggestion(self.parts.called)
            label = f"write {exporting.naming.called} to"
            self.screen.mount(NameBox(name, label, self._named, **self._look))

    def _named(self, name: str) -> None:
        self.take_focus()
        self._acts.exporting.named(name)
        self._did()

    def _did(self) -> None:
        self.draw()
        self.desk.idle()
        self._tick()
        self.post_message(Changed())

    def _tick(self) -> None:
        """While something goes on, say how long it has taken."""
        if self._ticking is None and self.desk.asked:
            self._ticking = self.set_interval(SLOW_SECONDS, self._ticked)

    def _ticked(self) -> None:
        if not self.desk.asked and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        self.parts.result.draw()

    def on_outcome(self, outcome: Outcome) -> None:
        """Something has come of what was asked."""
        outcome.stop()
        taken = self.desk.outcome(outcome)
        if taken and outcome.what == "copy" and outcome.error is None:
            self.post_message(Left(cast(Copy, outcome.value)))
        if outcome.what == "read":
            self.parts.lists.renew()
        if outcome.what == "check" and self._typing_at(self.desk.marked):
            self.desk.marked, self.page.warning = None, ""
        self.editor.mark(self.desk.marked)
        # Drawing scrolls to the cursor: only then is it known which rows are wanted.
        self.draw()
        self.desk.idle()
        self.post_message(Changed())
        self._tick()

    # -- typing

    def _typing_at(self, span: tuple[int, int] | None) -> bool:
        """Whether the cursor is at what is wrong: it may be wrong because it is not finished."""
        return span is not None and span[0] <= self.editor.cursor_index <= span[1]

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        """Offer what fits, keep the height, and look for mistakes once typing rests."""
        changed.stop()
        self.parts.completing.look(self.desk.catalogue)
        self.page.warning = ""
        self.parts.fit(self.size)
        if self._check is not None:
            self._check.stop()
        self._check = self.set_timer(CHECK_SECONDS, self._check_now)
        self.draw()

    def on_ids_found(self, message: IdsFound) -> None:
        """Ids that are not held fit what is typed, or was."""
        message.stop()
        self.parts.completing.take_found(message.found, self.desk.catalogue)
        self.parts.result.draw()

    def on_text_area_selection_changed(self, moved: TextArea.SelectionChanged) -> None:
        """A cursor that goes elsewhere leaves the offers. What is typed comes first."""
        moved.stop()
        self.call_next(self._moved)

    def _moved(self) -> None:
        self.parts.completing.moved()
        self.parts.result.draw()

    def on_editor_chosen(self, chosen: Editor.Chosen) -> None:
        """An arrow goes through the offers."""
        chosen.stop()
        self.parts.completing.step(chosen.step)
        self.parts.result.draw()

    def _check_now(self) -> None:
        # Whatever ends the program next time, the text is there.
        self.desk.history.keep_draft(self.editor.text)
        text = self.editor.text
        if not self.editor.has_focus or len(text) > MOST_CHECKED:
            return
        statement = at_cursor(text, self.editor.cursor_index)
        if statement is not None:
            self.desk.check(statement, text)

    # -- drawing

    def on_resize(self) -> None:
        """Fit the parts into another size."""
        self.parts.fit(self.size)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which part the keys go to, and name them."""
        if event.widget is not self.parts.list:
            self.parts.typing = event.widget is self.editor
        self.parts.completing.close()
        self.draw()
        self.post_message(Changed())

    def draw(self) -> None:
        """Draw every part as it is now."""
        self.parts.draw()

    def on_unmount(self) -> None:
        """Keep the text, stop what runs."""
        self.desk.history.keep_draft(self.editor.text)
        self.parts.completing.close()
        self.desk.close()
