"""A result taken elsewhere: to the clipboard of the terminal, to a file in the folder one is in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tui.corpus.frame import QueryError
from tui.corpus.result import Result
from tui.corpus.session import Session
from tui.pages.result import ResultPage
from tui.panes.desk import Desk

# Terminals take no more than this through an escape sequence.
MOST_COPIED = 75_000
# key: format and end of the file's name
EXPORTS = {
    "c": ("csv", ".csv"),
    "e": ("excel", ".csv"),
    "j": ("json", ".json"),
    "m": ("markdown", ".md"),
    "p": ("parquet", ".parquet"),
}
QUESTIONS = {
    "copy": "copy: c cell · r row · l column · a all · m all as Markdown · esc",
    "export": "export: c CSV · e for a spreadsheet · j JSON · m Markdown · p Parquet · esc",
}


def table_text(session: Session, result: Result, format: str) -> str:
    """The kept rows as text of a format, for the clipboard. Raises QueryError if they are many."""
    from tui.corpus.export import write_batches  # late: it brings polars

    out = io.BytesIO()
    for batch in session.kept.batches(result):
        if batch.estimated_size() > 10 * MOST_COPIED:
            raise QueryError("too much for the terminal's clipboard: x writes a file", result.sql)
        write_batches([batch], format, out)
    return out.getvalue().decode()


def column_text(session: Session, result: Result, column: int) -> str:
    """A column's kept values, one a line, nulls as empty lines. Raises QueryError if many."""
    found: list[str] = []
    size = 0
    for rows in _chunks(result.rows):
        for value in session.kept.window(result, rows, (column,)).values(column):
            found.append(value or "")
            size += len(found[-1]) + 1
        if size > MOST_COPIED:
            raise QueryError("too much for the terminal's clipboard: x writes a file", result.sql)
    return "\n".join(found)


def _chunks(rows: int, size: int = 1_000) -> Iterator[range]:
    return (range(first, min(first + size, rows)) for first in range(0, rows, size))


def save(session: Session, result: Result, format: str, ending: str) -> str:
    """Write the kept rows into a new file in the present folder; what to say of it.

    Raises QueryError if the file cannot be written.
    """
    from tui.corpus.export import write_batches

    path = _free(Path.cwd(), ending)
    try:
        if format == "parquet":
            session.kept.write_parquet(result, str(path))
        else:
            with path.open("xb") as out:
                write_batches(session.kept.batches(result), format, out)
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror}", result.sql) from error
    rows = f"{result.rows:,} of more rows" if result.more else f"{result.rows:,} rows"
    return f"{rows} written to {path}"


def _free(folder: Path, ending: str) -> Path:
    """A name that is not taken yet: result.csv, result-2.csv …"""
    number = 1
    while (path := folder / f"result{f'-{number}' * (number > 1)}{ending}").exists():
        number += 1
    return path


def answered(asked: str, key: str, page: ResultPage, desk: Desk) -> str | None:
    """Do what the key answers to one of QUESTIONS; a text that is to be copied at once."""
    desk.note = ""
    if asked == "export" and desk.visiting:
        desk.note = "nothing is written on this machine: y copies to your terminal"
    elif asked == "export" and key in EXPORTS:
        format, ending = EXPORTS[key]
        desk.do("export", partial(save, format=format, ending=ending))
    elif asked == "copy" and key == "c":
        return page.cell or ""
    elif asked == "copy" and key == "r":
        return "\t".join(cell or "" for cell in page.row())
    elif asked == "copy" and key == "l":
        desk.do("copy", partial(column_text, column=page.column))
    elif asked == "copy" and key in ("a", "m"):
        format = "csv" if key == "a" else "markdown"
        desk.do("copy", partial(table_text, format=format))
    return None
