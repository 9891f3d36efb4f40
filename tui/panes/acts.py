"""What each key does in the console, by the part that has the keys."""

from __future__ import annotations

from textual.geometry import Size

from tui.console.chart import Chart, default, moved
from tui.pages.console.picker import Item
from tui.panes.desk import Desk
from tui.panes.exporting import Exporting
from tui.panes.lists import LISTS
from tui.panes.parts import Parts
from tui.panes.takeaway import QUESTIONS, copy
from tui.panes.writing import save_text, tidy_up, to_field, wanted


class Acts:
    """The keys of one console."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self._desk = desk
        self._parts = parts
        self._copying = False
        self.exporting = Exporting(desk)

    def act(self, action: str, size: Size) -> bool:
        """Do what an action of keys.py, or one of the console's own, asks; false if nothing."""
        parts, editor = self._parts, self._parts.editor
        if action in LISTS:
            parts.lists.toggle(action)
            self._show_list(size)
        elif action == "escape":
            return self._leave(size)
        elif action in ("run", "run_all") and parts.lists.picker is not None:
            self._pick_and_run(size, too=action == "run_all")
        elif action in ("run", "run_all"):
            self._run(whole=action == "run_all")
        elif action == "comment":
            editor.comment()
        elif action == "tidy":
            tidy_up(editor)
        elif action == "save":
            self._desk.note = save_text(editor, self._desk.history)
        elif editor.has_focus:
            return self._in_editor(action)
        else:
            return self._on_result(action)
        return True

    def key(self, key: str, character: str | None, size: Size) -> bool:
        """A key that is a letter to a list, or answers a question; false if it is neither."""
        parts = self._parts
        if self.exporting.asks:
            self.exporting.answer(key)
            return True
        if self._copying:
            self._copying, self._desk.note = False, ""
            copy(key, self._desk.page, self._desk)
            return True
        if not parts.list.has_focus:
            return False
        if key == "enter":
            self._pick(size)
            return True
        return parts.lists.type(key, character)

    def _in_editor(self, action: str) -> bool:
        parts = self._parts
        if action == "next_part" and parts.completing:
            parts.completing.take()
        elif action == "next_part":
            if not to_field(parts.editor, 1):
                parts.editor.indent()
        elif action == "previous_part":
            if not to_field(parts.editor, -1):
                parts.editor.outdent()
        else:
            return False
        return True

    def _on_chart(self, action: str, chart: Chart) -> bool:
        desk, result = self._desk, self._desk.page.result
        if action in ("up", "down"):
            desk.draw(chart.turned(1 if action == "down" else -1))
        elif action in ("left", "right") and result is not None:
            desk.draw(moved(chart, result, 1 if action == "right" else -1))
        elif action in ("view", "view_back"):
            desk.draw(None)
        else:
            return False
        return True

    def _on_result(self, action: str) -> bool:
        desk, page = self._desk, self._desk.page
        desk.note = ""
        if page.chart is not None and self._on_chart(action, page.chart):
            return True
        if action in ("view", "view_back"):
            chart = default(page.result, page.column) if page.result is not None else None
            desk.note = "" if chart is not None else "no column is a number: nothing to draw"
            desk.draw(chart)
        elif action in ("next_part", "previous_part"):
            self._parts.to(self._parts.editor)
        elif action == "enter" and page.peeked is None:
            desk.peek()
        elif action in ("order", "order_back"):
            desk.order(descending=action == "order_back")
        elif action in ("next_hit", "previous_hit"):
            desk.seek(backwards=action == "previous_hit")
        elif action == "copy" and page.result is not None and page.result.columns:
            self._copying, desk.note = True, QUESTIONS["copy"]
        elif action == "marked" and page.result is not None and page.result.columns:
            self.exporting.begin()
        elif action != "last" or page.peeked is not None or not desk.fetch_all():
            return desk.page.act(action)
        return True

    def _leave(self, size: Size) -> bool:
        """The first that is open: offers, a list, a cell, typing."""
        parts, page = self._parts, self._desk.page
        if parts.completing.close():
            return True
        if parts.lists.picker is not None:
            parts.lists.close()
            self._show_list(size)
        elif page.peeked is not None:
            page.peeked = None
        elif page.chart is not None:
            page.chart = None
        elif parts.editor.has_focus:
            parts.to(parts.result)
        else:
            return False
        return True

    def _pick(self, size: Size) -> None:
        """Put the chosen item into the text: a query in place of it, a name at the cursor."""
        editor, item = self._parts.editor, self._parts.lists.chosen
        if item is None:
            return
        whole = self._parts.lists.name == "queries"
        self._close_list(size)
        if whole:
            self._put(item, item.text)
            to_field(editor, 0)
        else:
            editor.put(editor.cursor_index, editor.cursor_index, item.text)

    def _pick_and_run(self, size: Size, *, too: bool) -> None:
        """Run the chosen query, or what F5 means for the chosen item, or F8."""
        item = self._parts.lists.chosen
        sql = "" if item is None else item.runs_too if too else item.runs
        if item is not None and sql:
            self._close_list(size)
            self._put(item, sql)
            self._run(whole=False)

    def _put(self, item: Item, sql: str) -> None:
        """Another text in the editor; undo brings back what was there."""
        self._parts.editor.put_all(sql.rstrip() + "\n")
        self._parts.called = item.about if item.kind == "question" else item.kind
        self._parts.came_from = ""

    def _close_list(self, size: Size) -> None:
        self._parts.lists.close()
        self._parts.typing = True
        self._show_list(size)

    def _show_list(self, size: Size) -> None:
        """Show the open list and give it the keys, or hide it."""
        self._parts.fit(size)
        self._parts.take_focus()

    def _run(self, *, whole: bool) -> None:
        desk, editor = self._desk, self._parts.editor
        self._parts.completing.close()
        desk.page.warning, desk.page.peeked = "", None
        desk.run(wanted(editor, whole=whole), editor.text)
        desk.history.keep_draft(editor.text)
