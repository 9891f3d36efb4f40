"""The SQL console: an editor, the result under it, lists to choose from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from tui.console.parameters import with_values
from tui.console.statements import at_cursor, split
from tui.console.tidy import tidy
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import Line, title
from tui.pages.page import Ask, Shown, Subject
from tui.pages.picker import Picker
from tui.pages.picks import queries, tables
from tui.pages.result import ResultPage
from tui.panes.base import Changed
from tui.panes.completing import Completing
from tui.panes.desk import SLOW_SECONDS, Desk
from tui.panes.part import Part
from tui.panes.runner import Outcome
from tui.panes.takeaway import EXPORTS, column_text, save, table_text
from tui.widgets.editor import Editor

STARTER = (
    "-- F5 runs the statement at the cursor, ctrl+g lists what there is to ask, ctrl+o questions\n"
    "from dyads\n"
)
CHECK_SECONDS = 0.6
LISTS = ("tables", "queries")
QUESTIONS = {
    "copy": "copy: c cell · r row · l column · a all · m all as Markdown · esc",
    "export": "export: c CSV · e for a spreadsheet · j JSON · m Markdown · p Parquet · esc",
}
LEAST_ROWS, LIST_CELLS, WIDE = 5, 46, 120


class SqlWanted(Message):
    """Somebody wants the SQL of what is on screen."""


class Console(Container):
    """Keys type in the editor; `esc` leaves it, and then they mean what they mean everywhere."""

    DEFAULT_CSS = """
    Console { width: 1fr; height: 1fr; }
    Console #sql-title { height: 1; }
    Console #picker { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "act('run_all')", show=False),
        Binding("ctrl+t", "act('tidy')", show=False),
        Binding("ctrl+g", "act('tables')", show=False),
        Binding("ctrl+o", "act('queries')", show=False),
        Binding("ctrl+s", "act('save')", show=False),
    ]

    def __init__(self, *, palette: str, glyphs: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self.page = ResultPage()
        self.shown: Shown | None = None
        self.desk = Desk(self.page, self.post_message)
        self._called = "query"
        self._picker: Picker | None = None
        self._listed = ""
        self._asking = ""
        self._check: Timer | None = None
        self._ticking: Timer | None = None
        self._in_editor = True
        part = partial(Part, palette=palette, glyphs=glyphs)
        self._title = part(self._title_lines, id="sql-title")
        self._title.can_focus = False
        self.editor = Editor(palette=palette, id="editor")
        self._completing = Completing(self.editor)
        self.result = part(self._result_lines, id="result")
        self._list = part(self._list_lines, id="picker")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self.editor
        yield self.result
        yield self._list

    def on_mount(self) -> None:
        self.editor.load_text(self.desk.history.draft() or STARTER)

    # -- what the screen asks of a pane

    def open(self, store: Store, shown: Shown) -> None:
        """Give the console its database and its context."""
        self.shown = shown
        self.desk.open(store, shown.context)
        self.draw()

    def turn(self, context: Context) -> None:
        """The dials follow the header until SQL sets them."""
        if self.shown is not None and self.shown.context != context:
            self.shown.context = context
            self.desk.turn(context)
            self.draw()

    @property
    def subject(self) -> Subject:
        """What the row under the cursor is about."""
        return self.page.subject

    def footer(self) -> tuple[str, ...]:
        """The actions worth naming in the last row."""
        if self._in_editor:
            return ("run", "escape")
        return ("run", "next_part", "enter", "order", "find", "copy", "view")

    def sql(self) -> Ask | None:
        """The console shows its SQL already."""
        return None

    def take_focus(self) -> None:
        """Let the keys come to the part that had them last."""
        (self._list if self._picker else self.editor if self._in_editor else self.result).focus()

    def visit(self, subject: Subject) -> None:
        """A query has no place for a subject."""

    def where(self) -> dict[str, object]:
        """Text and result stay as they are when the reader comes back."""
        return {}

    def put_back(self, where: dict[str, object]) -> None:
        """Nothing was taken away."""

    finds = True

    @property
    def finding(self) -> str:
        """What is looked for in the result."""
        return self.page.find

    def find(self, text: str) -> None:
        """Look for a text in the result, from the row under the cursor on."""
        self.page.find = text
        self.desk.seek(here=True)
        self.draw()

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
        self._called = f"{ask.query}.sql from {came_from}"
        self.editor.put_all(with_values(query.sql.rstrip() + "\n", values))
        self._in_editor = True
        self.act("run")

    # -- keys

    def action_act(self, action: str) -> None:
        """A key that only the console has."""
        self.act(action)

    def act(self, action: str) -> bool:
        """Do what a key asks; true if it was the console's."""
        done = self._act(action)
        if done:
            self.draw()
            self.desk.idle()
            self.post_message(Changed())
        return done

    def _act(self, action: str) -> bool:
        if action in LISTS:
            self._toggle(action)
        elif action == "escape":
            return self._leave()
        elif action == "run" and self._picker is not None:
            self._pick(runs=True)
        elif action in ("run", "run_all"):
            self._run(whole=action == "run_all")
        elif action == "tidy":
            self._tidy()
        elif action == "save":
            self.desk.note = self._save()
        elif self.editor.has_focus:
            return self._act_in_editor(action)
        else:
            return self._act_on_result(action)
        return True

    def _act_in_editor(self, action: str) -> bool:
        if action == "next_part" and self._completing:
            self._completing.take()
        elif action == "next_part":
            self.editor.indent()
        elif action == "previous_part":
            self.editor.outdent()
        else:
            return False
        return True

    def _act_on_result(self, action: str) -> bool:
        desk = self.desk
        desk.note = ""
        if action in ("next_part", "previous_part"):
            self.editor.focus()
        elif action == "enter":
            desk.peek()
        elif action in ("order", "order_back"):
            desk.order(descending=action == "order_back")
        elif action in ("next_hit", "previous_hit"):
            desk.seek(backwards=action == "previous_hit")
        elif action == "last" and desk.fetch_all():
            return True
        elif action in ("copy", "export") and self.page.result is not None:
            self._asking = action
            desk.note = QUESTIONS[action]
        else:
            return self.page.act(action)
        return True

    async def on_key(self, event: events.Key) -> None:
        """Keys that are letters to a list, or the answer to a question."""
        if self._asking:
            self._answer(event.key)
        elif self._picker is None or not self._list.has_focus or not self._type(event):
            return
        event.stop()
        event.prevent_default()
        self.draw()

    def _type(self, event: events.Key) -> bool:
        """A key for the open list; false if it is none of its own."""
        picker = self._picker
        moves = {"up": "up", "down": "down", "home": "first", "end": "last"}
        moves |= {"pageup": "page_up", "pagedown": "page_down", "backspace": "erase"}
        if picker is None:
            return False
        if event.key == "enter":
            self._pick(runs=False)
        elif event.key in moves:
            picker.act(moves[event.key])
        elif event.is_printable and event.character is not None:
            picker.type(event.character)
        else:
            return False
        return True

    def _leave(self) -> bool:
        """The first that is open: offers, a list, a cell, typing."""
        if self._completing.close():
            return True
        if self._picker is not None:
            self._close_list()
        elif self.page.peeked is not None:
            self.page.peeked = None
        elif self.editor.has_focus:
            self.result.focus()
        else:
            return False
        return True

    # -- statements

    def _run(self, *, whole: bool) -> None:
        text, span = self.editor.text, self.editor.chosen_span
        if whole or span is not None:
            start, end = span if span is not None and not whole else (0, len(text))
            found = [replace(each, start=each.start + start) for each in split(text[start:end])]
        else:
            statement = at_cursor(text, self.editor.cursor_index)
            found = [statement] if statement is not None else []
        self._completing.close()
        self.page.warning, self.page.peeked = "", None
        self.desk.run(found, text)
        self.desk.history.keep_draft(text)
        self._tick()

    def _tick(self) -> None:
        """While something goes on, say how long it has taken."""
        if self._ticking is None:
            self._ticking = self.set_interval(SLOW_SECONDS, self._ticked)

    def _ticked(self) -> None:
        if not self.desk.busy and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        self.result.draw()

    def on_outcome(self, outcome: Outcome) -> None:
        """Something has come of what was asked."""
        outcome.stop()
        taken = self.desk.outcome(outcome)
        if taken and outcome.what == "copy" and outcome.error is None:
            self._copied(cast(str, outcome.value))
        if outcome.what == "read" and self._picker is not None:
            self._picker.items = self._made(self._listed).items
        self.editor.mark(self.desk.marked)
        self.draw()
        self.post_message(Changed())
        if self.desk.busy:
            self._tick()

    def _tidy(self) -> None:
        text = self.editor.text
        statement = at_cursor(text, self.editor.cursor_index)
        if statement is not None:
            self.editor.put(statement.start, statement.end, tidy(statement.sql))

    def _save(self) -> str:
        """Save the text under its title; what to say of it."""
        text = self.editor.text
        first = text.lstrip().split("\n", 1)[0]
        name = first.removeprefix("--").strip() if first.startswith("--") else ""
        if not name:
            return "a first line such as `-- who pays whom` names what is saved"
        path = self.desk.history.save(name, text)
        return f"saved as {path}" if path is not None else "nothing could be written"

    # -- typing

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        """Offer what fits, keep the height, and look for mistakes once typing rests."""
        changed.stop()
        self._completing.look(self.desk.catalogue)
        self.page.warning = ""
        self._fit()
        if self._check is not None:
            self._check.stop()
        self._check = self.set_timer(CHECK_SECONDS, self._check_now)
        self.draw()

    def on_text_area_selection_changed(self, moved: TextArea.SelectionChanged) -> None:
        """A cursor that goes elsewhere leaves the offers. What is typed comes first."""
        moved.stop()
        self.call_next(self._moved)

    def _moved(self) -> None:
        self._completing.moved()
        self.result.draw()

    def on_editor_chosen(self, chosen: Editor.Chosen) -> None:
        """An arrow goes through the offers."""
        chosen.stop()
        self._completing.step(chosen.step)
        self.result.draw()

    def _check_now(self) -> None:
        statement = at_cursor(self.editor.text, self.editor.cursor_index)
        if statement is not None and self.editor.has_focus:
            self.desk.check(statement, self.editor.text)

    # -- lists

    def _toggle(self, which: str) -> None:
        wanted = self._picker is None or self._listed != which
        self._close_list()
        if wanted:
            self._picker, self._listed = self._made(which), which
            self._list.display = True
            self._fit()
            self._list.focus()

    def _made(self, which: str) -> Picker:
        return tables(self.desk.catalogue) if which == "tables" else queries(self.desk.history)

    def _close_list(self) -> None:
        if self._picker is not None:
            self._picker = None
            self._list.display = False
            self._fit()
            self.take_focus()

    def _pick(self, *, runs: bool) -> None:
        """Put the chosen item into the editor; run it too, or what F5 means for it."""
        item = self._picker.chosen if self._picker is not None else None
        if item is None or (runs and not item.runs):
            return
        whole = self._listed == "queries" or runs
        self._in_editor = True
        self._close_list()
        text = item.runs if runs else item.text
        if whole:
            self.editor.put_all(text.rstrip() + "\n")
            self._called = item.text if item.kind == "question" else item.kind
        else:
            at = self.editor.cursor_index
            self.editor.put(at, at, text)
        if runs:
            self._run(whole=False)

    # -- questions

    def _answer(self, key: str) -> None:
        asked, self._asking = self._asking, ""
        self.desk.note = ""
        result, column = self.page.result, self.page.column
        if result is None:
            return
        if asked == "export" and key in EXPORTS:
            format, ending, _ = EXPORTS[key]
            self.desk.do("export", partial(save, format=format, ending=ending))
        elif asked == "copy" and key == "c":
            self._copied(self.page.cell or "")
        elif asked == "copy" and key == "r":
            self._copied("\t".join(cell or "" for cell in self.page.row()))
        elif asked == "copy" and key == "l":
            self.desk.do("copy", partial(column_text, column=column))
        elif asked == "copy" and key in ("a", "m"):
            format = "csv" if key == "a" else "markdown"
            self.desk.do("copy", partial(table_text, format=format))

    def _copied(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.desk.note = f"{len(text):,} characters sent to the terminal"

    # -- drawing

    def on_resize(self) -> None:
        """Fit the parts into another size."""
        self._fit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which part the keys go to, and name them."""
        if event.widget is not self._list:
            self._in_editor = event.widget is self.editor
        self._completing.close()
        self.draw()
        self.post_message(Changed())

    def _fit(self) -> None:
        """The editor in steps of five rows, up to the half; a list beside the result or over it."""
        room = max(self.size.height // 2 - 1, LEAST_ROWS)
        lines = self.editor.wrapped_document.height
        rows = min(-(-lines // LEAST_ROWS) * LEAST_ROWS, room)
        if self.editor.styles.height is None or self.editor.styles.height.value != rows:
            self.editor.styles.height = rows
        listed, wide = self._picker is not None, self.size.width >= WIDE
        self.result.display = wide or not listed
        self._list.styles.dock = "right" if wide else "none"
        self._list.styles.width = LIST_CELLS if wide else "1fr"

    def draw(self) -> None:
        """Draw every part as it is now; what has not changed is not sent."""
        self._title.draw()
        self.result.draw()
        self._list.draw()

    def _title_lines(self, width: int, height: int) -> list[Line]:
        glyphs = self.result.glyphs
        as_of, lens = self.desk.own_dials
        own = f" {glyphs.dot} as_of = {as_of}, lens = {lens} by SQL" if as_of else ""
        right = "typing · esc to leave · F5 runs" if self._in_editor else "tab types here · F5 runs"
        if self.page.warning:
            right = f"{glyphs.withdrawn} {self.page.warning}"
        return [title(self._called + own, right, width, glyphs)]

    def _result_lines(self, width: int, height: int) -> list[Line]:
        glyphs = self.result.glyphs
        self.page.state = self.desk.state()
        offered = self._completing.lines(width, glyphs)
        return [*offered, *self.page.lines(width, height, glyphs)[len(offered) :]]

    def _list_lines(self, width: int, height: int) -> list[Line]:
        if self._picker is None:
            return []
        glyphs = self.result.glyphs
        if self.size.width < WIDE:
            return self._picker.lines(width, height, glyphs)
        beside = self._picker.lines(width - 2, height, glyphs)
        beside += [[]] * (height - len(beside))
        return [[(f"{glyphs.bar} ", "hairline"), *line] for line in beside]

    def on_unmount(self) -> None:
        """Keep the text, stop what runs."""
        self.desk.history.keep_draft(self.editor.text)
        self.desk.close()
