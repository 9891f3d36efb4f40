"""What the commands read from the arguments alike: the dials, the glyph level."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from tui.context import Context
from tui.format import glyph_level
from tui.keys import VIEWS


def context_of(arguments: argparse.Namespace) -> Context:
    """The dials and the pick that the arguments ask for."""
    return Context(
        arguments.as_of or getattr(arguments, "to_date", None) or date.today(),
        arguments.lens or "headline",
        getattr(arguments, "entity", None),
        getattr(arguments, "deal", None),
        since=arguments.since,
        claim=getattr(arguments, "claim", None),
    )


def add_write(parser: argparse.ArgumentParser) -> None:
    """Give a parser the switch without which SQL writes nothing."""
    parser.add_argument(
        "--write",
        metavar="FILE.duckdb",
        type=Path,
        default=argparse.SUPPRESS,
        help="let SQL write into this file, beside the corpus, which stays as it is",
    )


def add_view(parser: argparse.ArgumentParser) -> None:
    """Give a parser the view of the pane."""
    every = "; ".join(f"{pane}: {', '.join(views)}" for pane, views in VIEWS.items())
    parser.add_argument(
        "--view", metavar="V", default=argparse.SUPPRESS, help=f"the view of the pane. {every}"
    )


def no_such_view(arguments: argparse.Namespace) -> str | None:
    """Why the pane cannot be shown in the view that is asked for, None if it can."""
    if arguments.view is None:
        return None
    pane = arguments.what if arguments.command == "show" else arguments.pane
    if pane not in VIEWS:
        return f"only {', '.join(VIEWS)} have views, not {pane}"
    known = arguments.view in VIEWS[pane]
    return None if known else f"{pane} has no view {arguments.view!r}: {', '.join(VIEWS[pane])}"


def level_of(arguments: argparse.Namespace) -> str:
    """The glyph level of the output, from the arguments, TERM and its encoding."""
    return glyph_level(os.environ, getattr(sys.__stdout__, "encoding", None), arguments.glyphs)
