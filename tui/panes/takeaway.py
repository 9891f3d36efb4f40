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
from tui.panes.desk import Desk

# Terminals take no more than this through an escape sequence.
MOST_COPIED = 75_000


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
    rows = f"{result.rows:,} of more rows" if result.more else f"{result.rows:,} rows"
    return f"{rows} written to {path}"


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


def copied(key: str, page: ResultPage, desk: Desk) -> str | None:
    """Do what the key answers to what to copy; a text that is to be copied at once."""
    if key == "c":
        return page.cell or ""
    elif key == "r":
        return "\t".join(cell or "" for cell in page.row())
    elif key == "l":
        desk.do("copy", partial(column_text, column=page.column))
    elif key in ("a", "m"):
        format = "csv" if key == "a" else "markdown"
        desk.do("copy", partial(table_text, format=format))
    return None
