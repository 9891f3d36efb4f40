"""A result taken elsewhere: to the clipboard of the terminal, to a file."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tui.corpus.frame import QueryError
from tui.corpus.result import Result
from tui.corpus.session import Session
from tui.pages.console.result import ResultPage
from tui.pages.page import Copy
from tui.panes.desk import Desk

# Terminals take no more than this through an escape sequence.
MOST_COPIED = 75_000
TOO_MUCH = "too much for the terminal's clipboard: x writes a file"
_PARTS = re.compile(r'[\t\r\n"]')


@dataclass(frozen=True, slots=True)
class Export:
    """A format of files: what it is called, and how their names end."""

    format: str
    called: str
    ending: str


EXPORTS = {
    "c": Export("csv", "CSV", ".csv"),
    "e": Export("excel", "CSV for a spreadsheet", ".csv"),
    "j": Export("json", "JSON", ".json"),
    "m": Export("markdown", "Markdown", ".md"),
    "p": Export("parquet", "Parquet", ".parquet"),
}
QUESTIONS = {
    "copy": "copy: c cell · r row · l column · a all · m all as Markdown · esc",
    "export": "export: c CSV · e for a spreadsheet · j JSON · m Markdown · p Parquet · esc",
}


def cell_text(session: Session, result: Result, row: int, column: int) -> Copy:
    """One cell in full. Raises QueryError if it is too much, as the others do."""
    return _copy(session.kept.cell(result, row, column) or "", result, "cell")


def row_text(session: Session, result: Result, row: int) -> Copy:
    """A row as a spreadsheet takes it: cells between tabs, nulls empty."""
    columns = range(len(result.columns))
    window = session.kept.window(result, range(row, row + 1), columns, MOST_COPIED + 1)
    cells = window.rows[0] if window.rows else ()
    return _copy("\t".join(map(_between_tabs, cells)), result, "row")


def column_text(session: Session, result: Result, column: int) -> Copy:
    """A column's kept values, one a line, nulls as empty lines."""
    found: list[str] = []
    size = 0
    for rows in _chunks(result.rows):
        window = session.kept.window(result, rows, (column,), MOST_COPIED + 1)
        for value in window.values(column):
            found.append(_between_tabs(value))
            size += len(found[-1]) + 1
        if size > MOST_COPIED + 1:
            raise QueryError(TOO_MUCH, result.sql)
    return _copy("\n".join(found), result, _rows(result))


def table_text(session: Session, result: Result, format: str) -> Copy:
    """The kept rows as text of a format."""
    from tui.corpus.export import write_batches  # late: it brings polars

    out = io.BytesIO()
    for batch in session.kept.batches(result):
        if batch.estimated_size() > 10 * MOST_COPIED:
            raise QueryError(TOO_MUCH, result.sql)
        write_batches([batch], format, out)
    return _copy(out.getvalue().decode(), result, _rows(result))


def _between_tabs(value: str | None) -> str:
    """A cell that stands beside others: in quotes if it would be taken for several."""
    text = value or ""
    return '"' + text.replace('"', '""') + '"' if _PARTS.search(text) else text


def _copy(text: str, result: Result, what: str) -> Copy:
    if len(text.encode()) > MOST_COPIED:
        raise QueryError(TOO_MUCH, result.sql)
    return Copy(text, f"{what}, {len(text):,} characters")


def _rows(result: Result) -> str:
    count = f"{result.rows:,} of more" if result.more else f"{result.rows:,}"
    return f"{count} {'row' if result.rows == 1 else 'rows'}"


def _chunks(rows: int, size: int = 1_000) -> Iterator[range]:
    return (range(first, min(first + size, rows)) for first in range(0, rows, size))


def save(session: Session, result: Result, format: str, path: Path) -> str:
    """Write the kept rows into a file, whole or not at all; what to say of it.

    Raises QueryError if the file cannot be written.
    """
    from tui.corpus.export import write_batches

    writing = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _tidy(path)
        if format == "parquet":
            session.kept.write_parquet(result, str(writing))
        else:
            with writing.open("wb") as out:
                write_batches(session.kept.batches(result), format, out)
        writing.replace(path)
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror}", result.sql) from error
    finally:
        # A cancel comes through here too.
        with contextlib.suppress(OSError):
            writing.unlink(missing_ok=True)
    return f"{_rows(result)} written to {path}"


def _tidy(path: Path) -> None:
    """Take away what programs left behind that were killed while they wrote this file."""
    for left in path.parent.iterdir():
        stem, _, number = left.name.rpartition(".")
        if stem == f".{path.name}" and number.isdecimal():
            try:
                os.kill(int(number), 0)
            except ProcessLookupError:
                left.unlink(missing_ok=True)
            except (OSError, OverflowError):
                continue  # it runs, for somebody else


def suggested(called: str, ending: str) -> str:
    """A name that is not taken in the present folder: dyads.csv, dyads-2.csv …"""
    stem = re.sub(r"\W+", "-", called.removesuffix(".sql")).strip("-") or "result"
    number = 1
    while Path(name := f"{stem}{f'-{number}' * (number > 1)}{ending}").exists():
        number += 1
    return name


def copy(key: str, page: ResultPage, desk: Desk) -> None:
    """Do what the key answers to what to copy; any other than those named leaves."""
    row, column = page.rows.cursor, page.column
    if key == "c":
        desk.do("copy", partial(cell_text, row=row, column=column))
    elif key == "r":
        desk.do("copy", partial(row_text, row=row))
    elif key == "l":
        desk.do("copy", partial(column_text, column=column))
    elif key in ("a", "m"):
        desk.do("copy", partial(table_text, format="csv" if key == "a" else "markdown"))
