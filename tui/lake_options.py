"""The options that have to do with a lake: read on every start, so nothing heavy is imported."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from tui.context import parse_date
from tui.corpus.lake.uri import is_uri, lake_uri


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add what says which corpus is meant, and which state of it."""
    parser.add_argument(
        "--data",
        metavar="FOLDER|FILE.duckdb|URI",
        type=_place,
        default=argparse.SUPPRESS,
        help="another corpus than the shipped one",
    )
    parser.add_argument(
        "--held",
        metavar="DATE|SNAPSHOT",
        type=_held,
        default=argparse.SUPPRESS,
        help="what a lake held then; --as-of is what the articles said by then",
    )


def _place(text: str) -> str:
    """What --data may name: a folder, a file, or a lake in its one form."""
    return _uri(text) if is_uri(text) else text


def _held(text: str) -> int | date:
    """What --held may name: a snapshot's number or a day."""
    if text.isdecimal():
        return int(text)
    try:
        return parse_date(text)
    except ValueError:
        wrong = f"{text!r} is neither a snapshot's number nor a date as 2025-10-07"
        raise argparse.ArgumentTypeError(wrong) from None


def needs_lake(arguments: argparse.Namespace) -> str:
    """What is wrong with a call that asks a folder or a file what it held, '' if nothing."""
    if arguments.held is not None and not is_uri(arguments.data or ""):
        return "--held asks what a lake held: it needs --data ducklake:…"
    return ""


def add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of caploop."""
    publish = commands.add_parser(
        "publish",
        help="load or update a corpus in a lake",
        description="Load the articles of a folder into a lake, or update them there: all of it "
        "or nothing, and others may publish at the same time. What belongs to articles that are "
        "not in the folder stays as it is.",
    )
    publish.add_argument("folder", metavar="DIR", type=Path, help="the corpus folder")
    publish.add_argument(
        "--to",
        metavar="URI",
        type=_uri,
        required=True,
        help="ducklake:postgres:dbname=NAME host=HOST user=USER; the password in PGPASSWORD",
    )
    publish.add_argument(
        "--files",
        metavar="DIR",
        type=Path,
        help="where a new lake keeps its data: a folder that every reader and writer reaches",
    )


def _uri(text: str) -> str:
    try:
        return str(lake_uri(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
