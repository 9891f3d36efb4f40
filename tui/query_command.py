"""`caploop query`: the rows of SQL on stdout, what goes wrong with its place on stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tui.console.parameters import Missing, names, value, values_of
from tui.console.statements import Statement, error_span, split
from tui.console.table import text_table
from tui.context import Context
from tui.corpus.clean import unwanted
from tui.corpus.frame import QueryError
from tui.corpus.kept import PEEK_CHARACTERS
from tui.corpus.opening import OpeningError, open_corpus
from tui.corpus.progress import narrator
from tui.corpus.result import Result
from tui.corpus.session import Session

PAGE_ROWS = 10_000


class WrongCall(Exception):
    """The command line asks for something that cannot be."""


def run_query(arguments: argparse.Namespace) -> int:
    """Run the statements one after the other and write the rows of the last that gives any.

    Returns the exit code: 1 if the data or the query is wrong, 2 if the call is.
    """
    from tui.arguments import context_of

    try:
        name, text = _text(arguments)
        given = _given(arguments.settings)
        if arguments.format == "parquet" and arguments.output is None:
            raise WrongCall("parquet is no text: name a file with -o")
        statements = _asked(text, given)
        opened = open_corpus(
            arguments.data,
            arguments.articles,
            held=arguments.held,
            write=arguments.write,
            bare=True,
            told=narrator(),
        )
    except WrongCall as wrong:
        print(f"caploop query: {wrong}", file=sys.stderr)
        return 2
    except OpeningError as error:
        print(error, file=sys.stderr)
        return 1
    for note in opened.notes:
        print(note, file=sys.stderr)
    context = context_of(arguments)
    session = Session(opened.store, context)
    running = Statement(text, 0)
    try:
        result: Result | None = None
        for running in statements:
            ran = session.run(running.sql, _values(running, text, given, context))
            result = ran if ran.columns else result
        if result is not None:
            _write(session, result, arguments)
    except Missing as missing:
        print(f"caploop query: {missing}, or --set", file=sys.stderr)
        return 2
    except QueryError as error:
        print(_placed(_advised(error, session), running, name, text), file=sys.stderr)
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    finally:
        opened.store.close()
    return 0


def _text(arguments: argparse.Namespace) -> tuple[str, str]:
    """What the SQL is called, and the SQL. Raises WrongCall if its file cannot be read."""
    if arguments.sql == "-":
        return "stdin", sys.stdin.read()
    if arguments.file is None:
        return "query", str(arguments.sql)
    path: Path = arguments.file
    try:
        return str(path), path.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongCall(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongCall(f"{path}: byte {error.start + 1} is not UTF-8") from error


def _given(settings: list[str]) -> dict[str, object]:
    """The values of --set k=v. Raises WrongCall."""
    found: dict[str, object] = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or not key.removeprefix("$").isidentifier():
            raise WrongCall(f"--set {setting}: write it as --set entity=openai")
        found[key.removeprefix("$")] = value(text)
    return found


def _asked(text: str, given: dict[str, object]) -> list[Statement]:
    """The statements of the text. Raises WrongCall if a value is given for none of them."""
    statements = split(text)
    if not statements:
        raise WrongCall("there is nothing to run")
    used = dict.fromkeys(name for each in statements for name in names(each.sql))
    for key in given:
        if key not in used:
            there = ", ".join(f"${name}" for name in used) or "no parameter"
            raise WrongCall(f"--set {key}: the query has {there}")
    return statements


def _values(
    statement: Statement, text: str, given: dict[str, object], context: Context
) -> dict[str, object]:
    """What is given on the command line goes before what stands in the text."""
    dials = {"as_of": context.as_of, "lens": context.lens}
    wanted = names(statement.sql)
    known = {name: given[name] for name in wanted if name in given}
    return {**values_of(statement.sql, text, {**dials, **known}), **known}


def _write(session: Session, result: Result, arguments: argparse.Namespace) -> None:
    if result.more:
        result = session.fetch(result, None)
    if arguments.format == "parquet":
        session.kept.write_parquet(result, str(arguments.output))
    elif arguments.output is not None:
        with arguments.output.open("wb") as out:
            _write_text(session, result, arguments.format, out)
    else:
        _write_text(session, result, arguments.format, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    count = f"{result.rows:,} {'row' if result.rows == 1 else 'rows'}"
    print(f"{count} · {result.elapsed * 1000:,.0f} ms", file=sys.stderr)


def _write_text(session: Session, result: Result, format: str, out: IO[bytes]) -> None:
    if format == "table":
        for line in text_table(result.columns, result.types, _pages(session, result)):
            out.write(f"{line}\n".encode())
        return
    from tui.corpus.export import write_batches

    write_batches(session.kept.batches(result), format, out)


def _pages(session: Session, result: Result) -> Iterator[tuple[tuple[str | None, ...], ...]]:
    columns = range(len(result.columns))
    for first in range(0, result.rows, PAGE_ROWS):
        rows = range(first, min(first + PAGE_ROWS, result.rows))
        yield session.kept.window(result, rows, columns, PEEK_CHARACTERS).rows


def _advised(error: QueryError, session: Session) -> QueryError:
    """The error with a hint, where the catalogue can still be read."""
    from tui.console.hint import advised
    from tui.console.read import read_catalogue

    try:
        return advised(error, read_catalogue(session))
    except QueryError:
        return error


def _placed(error: QueryError, statement: Statement, name: str, text: str) -> str:
    """The message with file, line and column, and the line itself with its place marked."""
    if error.position is None or error.sql != statement.sql:
        return f"{name}: {error.message}"
    at = statement.start + error.position
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    # What could steer the terminal leaves a blank: the marks stand under the rest.
    shown = "".join(" " if unwanted(char) else char for char in text.split("\n")[line - 1])
    span = error_span(error, statement) or (at, at + 1)
    start = span[0] - (at - column + 1) if span[0] <= at else column - 1
    marks = " " * max(start, 0) + "^" * max(min(span[1] - span[0], len(shown) - start), 1)
    return f"{name}:{line}:{column}: {error.message}\n  {shown}\n  {marks}"
