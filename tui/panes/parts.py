"""The parts of the console: title, editor, result, list, and how they share the room."""

from __future__ import annotations

from functools import partial

from textual.geometry import Size
from textual.widget import Widget

from tui.console.parameters import field_at, shown
from tui.draw.spans import Line, title
from tui.format import GLYPHS
from tui.panes.completing import Completing
from tui.panes.desk import Desk
from tui.panes.lists import Lists
from tui.panes.part import Part
from tui.widgets.editor import Editor

EDITOR_ROWS, LIST_CELLS, WIDE = 5, 46, 120


class Parts:
    """The widgets of one console, and where the keys go: to the editor, or to the rest."""

    def __init__(self, desk: Desk, *, palette: str, glyphs: str) -> None:
        self.desk = desk
        self.called = "query"
        self.came_from = ""
        self.typing = True
        self.lists = Lists(desk)
        self.editor = Editor(palette=palette, id="editor")
        self.completing = Completing(self.editor)
        part = partial(Part, palette=palette, glyphs=glyphs)
        self.title = part(self._title_lines, id="sql-title")
        self.title.can_focus = False
        self.result = part(self._result_lines, id="result")
        self.list = part(self._list_lines, id="picker")
        self._glyphs = GLYPHS[glyphs]
        self._wide = False

    def take_focus(self) -> None:
        """Let the keys come to the part that had them last."""
        if self.lists.picker is not None:
            self.to(self.list)
        else:
            self.to(self.editor if self.typing else self.result)

    @staticmethod
    def to(part: Widget) -> None:
        """Let the keys come to a part, from the next one on."""
        part.screen.set_focus(part)

    def fit(self, size: Size) -> None:
        """The editor in steps of five rows, up to the half; a list beside the result or over it."""
        room = max(size.height // 2 - 1, EDITOR_ROWS)
        lines = self.editor.wrapped_document.height
        rows = min(-(-lines // EDITOR_ROWS) * EDITOR_ROWS, room)
        height = self.editor.styles.height
        if height is None or height.value != rows:
            self.editor.styles.height = rows
        listed, self._wide = self.lists.picker is not None, size.width >= WIDE
        self.list.display = listed
        self.result.display = self._wide or not listed
        self.list.styles.dock = "right" if self._wide else "none"
        self.list.styles.width = LIST_CELLS if self._wide else "1fr"

    def draw(self) -> None:
        """Draw every part as it is now; what has not changed is not sent."""
        for part in (self.title, self.result, self.list):
            part.draw()

    def news(self) -> Line:
        """The line of the header: where the query is from, and the dials that SQL sees."""
        origin = f"from {self.came_from}, s {self._glyphs.dot} " if self.came_from else ""
        desk = self.desk
        as_of, lens = desk.dials.seen
        if not as_of:
            return [("no corpus in this file: the panes have nothing to show", "muted")]
        dials = f"as_of = {as_of}, lens = {lens}"
        follow = "set by SQL, here alone" if desk.dials.own[0] else "follow the dials"
        writes = f" {self._glyphs.dot} writes go to {desk.writes}" if desk.writes else ""
        return [(origin, "muted"), (dials, "accent"), (f" {follow}{writes}", "muted")]

    @property
    def in_form(self) -> bool:
        """Whether the cursor is on the value of a parameter."""
        return field_at(self.editor.text, self.editor.cursor_index) is not None

    def _title_lines(self, width: int, height: int) -> list[Line]:
        result, own = self.desk.page.result, ""
        for name, given in result.values.items() if result is not None else ():
            own += f" · ${name} = {shown(given)}"
        right = "typing · esc to leave · F5 runs" if self.typing else "tab types here · F5 runs"
        if self.typing and self.in_form:
            right = "tab next value · esc to leave · F5 runs"
        if self.desk.page.warning:
            right = f"{self._glyphs.withdrawn} {self.desk.page.warning}"
        return [title(self.called + own, right, width, self._glyphs)]

    def _result_lines(self, width: int, height: int) -> list[Line]:
        page = self.desk.page
        page.state = self.desk.state()
        offered = self.completing.lines(width, self._glyphs)
        return [*offered, *page.lines(width, height, self._glyphs)[len(offered) :]]

    def _list_lines(self, width: int, height: int) -> list[Line]:
        picker = self.lists.picker
        if picker is None:
            return []
        if not self._wide:
            return picker.lines(width, height, self._glyphs)
        lines = picker.lines(width - 2, height, self._glyphs)
        lines += [[]] * (height - len(lines))
        return [[(f"{self._glyphs.bar} ", "hairline"), *line] for line in lines]
