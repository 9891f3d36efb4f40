"""What is done with the text of the editor: which statements to run, laid out anew, saved."""

from __future__ import annotations

from dataclasses import replace

from tui.console.history import History
from tui.console.statements import Statement, at_cursor, split
from tui.console.tidy import tidy
from tui.widgets.editor import Editor


def wanted(editor: Editor, *, whole: bool) -> list[Statement]:
    """The statements to run: all of them, else what is selected, else the one at the cursor."""
    text, span = editor.text, editor.chosen_span
    if whole:
        return split(text)
    if span is not None:
        start, end = span
        return [replace(each, start=each.start + start) for each in split(text[start:end])]
    statement = at_cursor(text, editor.cursor_index)
    return [statement] if statement is not None else []


def tidy_up(editor: Editor) -> None:
    """Lay the statement at the cursor out anew."""
    statement = at_cursor(editor.text, editor.cursor_index)
    if statement is not None:
        editor.put(statement.start, statement.end, tidy(statement.sql))


def save_text(editor: Editor, history: History) -> str:
    """Save the text under the title that its first line gives; what to say of it."""
    first = editor.text.lstrip().split("\n", 1)[0]
    name = first.removeprefix("--").strip() if first.startswith("--") else ""
    if not name:
        return "a first line such as `-- who pays whom` names what is saved"
    path = history.save(name, editor.text)
    return f"saved as {path}" if path is not None else "nothing could be written"
