"""The SQL editor: Textual's text area in our colours, sending only the rows that changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rich.text import Text
from textual import events
from textual.document._document import EditResult, Location
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection, TextAreaTheme

from tui.corpus.clean import clean
from tui.widgets.theme import style

# The whole text is read anew for its colours at every key, and wrapped anew at every size: longer
# ones go without the one and the other, until the editor starts with another text.
COLOURED_CHARACTERS, WRAPPED_CHARACTERS = 20_000, 200_000
# Colour means certainty, so words of the language are bold and what only explains is muted.
_ROLES = {
    "keyword": "text bold",
    "keyword.operator": "text bold",
    "conditional": "text bold",
    "boolean": "text bold",
    "comment": "muted",
}


class _Theme(TextAreaTheme):
    """A theme whose styles come from our palette and never from a style sheet."""

    def apply_css(self, text_area: TextArea) -> None:
        """Nothing to fill in."""


def _theme(palette: str) -> TextAreaTheme:
    return _Theme(
        name=f"caploop-{palette}",
        base_style=style("text", palette),
        gutter_style=style("muted", palette),
        cursor_style=style("text reverse", palette),
        cursor_line_gutter_style=style("muted", palette),
        bracket_matching_style=style("accent bold", palette),
        selection_style=style("text reverse", palette),
        syntax_styles={name: style(role, palette) for name, role in _ROLES.items()},
    )


class Editor(TextArea):
    """SQL with line numbers. A place in it can be marked, and keys that move between offers are
    handed on while there are any."""

    DEFAULT_CSS = """
    Editor { border: none; padding: 0; height: 5; width: 1fr; scrollbar-size: 0 0; }
    Editor:focus { border: none; }
    """

    class Chosen(Message):
        """Another offer is wanted: the next (1) or the one before (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, palette: str, id: str | None = None) -> None:
        super().__init__(
            language="sql",
            soft_wrap=True,
            show_line_numbers=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            id=id,
        )
        self.cursor_blink = False
        self.register_theme(_theme(palette))
        self.theme = f"caploop-{palette}"
        self.choosing = False
        self._palette = palette
        self._marked: tuple[int, int] | None = None

    # -- text

    @property
    def cursor_index(self) -> int:
        """The character before which the cursor stands."""
        return self._index(self.cursor_location)

    @property
    def chosen_span(self) -> tuple[int, int] | None:
        """The first and the last character of the selection, None if nothing is selected."""
        start, end = sorted(map(self._index, self.selection))
        return (start, end) if start != end else None

    def _index(self, location: Location) -> int:
        row, column = location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def _location(self, index: int) -> Location:
        before = self.text[:index]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def put(self, start: int, end: int, text: str) -> None:
        """Put a text in place of characters; it can be undone, and the cursor stands behind it."""
        where = self._location
        result = self.replace(text, where(start), where(end), maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def choose(self, start: int, end: int) -> None:
        """Select characters; what is typed then takes their place."""
        self.selection = Selection(self._location(start), self._location(end))

    def put_all(self, text: str) -> None:
        """Another text; undo brings back what was there."""
        self.history.checkpoint()
        self.put(0, len(self.text), text)
        self.history.checkpoint()
        self.move_cursor((0, 0))

    def edit(self, edit: Edit) -> EditResult:
        """Every change of the text comes through here: nothing that steers a terminal gets in."""
        self.mark(None)
        edit = replace(edit, text=clean(edit.text))
        self._bear(len(self.document.text) + len(edit.text))
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """Start with a text; there is nothing to undo then."""
        text = clean(text)
        self.set_reactive(TextArea.language, "sql")
        self.set_reactive(TextArea.soft_wrap, True)
        super().load_text("")
        self._bear(len(text))
        super().load_text(text)

    def _bear(self, characters: int) -> None:
        """Leave out what takes too long with a text of so many characters.

        It does not come back when the text is shorter: an undo would have to bear it then.
        """
        if characters > COLOURED_CHARACTERS and self.language is not None:
            chosen, self.language = self.selection, None
            self.selection = chosen
        if characters > WRAPPED_CHARACTERS:
            self.soft_wrap = False

    def _recompute_cursor_offset(self) -> None:
        # An undo of many lines asks for it before the cursor is back from one that is gone.
        if self.cursor_location[0] < self.document.line_count:
            super()._recompute_cursor_offset()  # type: ignore[no-untyped-call]  # not annotated

    def mark(self, span: tuple[int, int] | None) -> None:
        """Underline characters, as the place of an error; None takes it away."""
        if span != self._marked:
            self._marked = span
            self._line_cache.clear()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line, with what is marked of it."""
        line = super().get_line(line_index)
        if self._marked is not None:
            start = self._index((line_index, 0))
            first, last = (max(at - start, 0) for at in self._marked)
            if first < last and first <= len(line):
                line.stylize(style("withdrawn underline", self._palette), first, last)
        return line

    # -- keys

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            blank = before[: len(before) - len(before.lstrip())]
            self._replace_via_keyboard("\n" + blank, *self.selection)
            return
        await super()._on_key(event)

    def action_cursor_down(self, select: bool = False) -> None:
        """One line down, or the next offer."""
        if self.choosing and not select:
            self.post_message(self.Chosen(1))
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """One line up, or the offer before."""
        if self.choosing and not select:
            self.post_message(self.Chosen(-1))
        else:
            super().action_cursor_up(select)

    def indent(self) -> None:
        """Blanks up to the next tab stop, or every selected line one stop further."""
        (first, _), (last, _) = sorted(self.selection)
        if first == last:
            self._replace_via_keyboard(" " * self._find_columns_to_next_tab_stop(), *self.selection)
        else:
            self._change_lines(lambda line: " " * self.indent_width + line if line else line)

    def outdent(self) -> None:
        """The lines of the selection, or the cursor's, one stop back."""
        self._change_lines(
            lambda line: line[min(len(line) - len(line.lstrip(" ")), self.indent_width) :]
        )

    def comment(self) -> None:
        """Make the lines of the selection, or the cursor's, comments; or no comments again."""
        lines = [line for line in self._lines_chosen() if line.strip()]
        if lines and all(line.lstrip().startswith("--") for line in lines):
            self._change_lines(lambda line: re.sub(r"^(\s*)-- ?", r"\1", line))
        else:
            self._change_lines(lambda line: f"-- {line}" if line.strip() else line)

    def _lines_chosen(self) -> list[str]:
        (first, _), (last, _) = sorted(self.selection)
        return [self.document.get_line(row) for row in range(first, last + 1)]

    def _change_lines(self, change: Callable[[str], str]) -> None:
        (first, _), (last, _) = sorted(self.selection)
        old = self._lines_chosen()
        new = [change(line) for line in old]
        if new == old:
            return
        row, column = self.cursor_location
        self.replace("\n".join(new), (first, 0), (last, len(old[-1])))
        moved = len(new[row - first]) - len(old[row - first])
        self.move_cursor((row, max(column + moved, 0)))
