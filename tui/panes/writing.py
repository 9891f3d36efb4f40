"""What is done with the text of the editor: which statements to run, laid out anew, saved."""

from __future__ import annotations

from dataclasses import replace

from tui.console.history import History
from tui.console.parameters import field_at, fields
from tui.console.statements import Statement, at_cursor, split
from tui.console.tidy import tidy
from tui.widgets.editor import Editor


def wanted(editor: Editor, *, whole: bool) -> list[Statement]:
    """The statements to run: all of them, else what is selected, else the one at the cursor."""
    text, span = editor.text, editor.chosen_span
    if whole:
        return split(text)
    # A value that is chosen to be replaced is no statement.
    if span is not None and field_at(text, span[0]) is None:
        start, end = span
        return [replace(each, start=each.start + start) for each in split(text[start:end])]
    statement = at_cursor(text, editor.cursor_index)
    return [statement] if statement is not None else []


def to_field(editor: Editor, step: int) -> bool:
    """Choose the value in the next field of the form, or the one before; false outside of it.

    With a step of 0 it is the first.
    """
    every, at = fields(editor.text), editor.cursor_index
    here = next((n for n, each in enumerate(every) if each.start <= at <= each.end), None)
    if not every or (here is None and step):
        return False
    field = every[((here or 0) + step) % len(every) if step else 0]
    editor.choose(field.start, field.end)
    return True


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
