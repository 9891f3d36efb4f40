"""The command line. Nothing heavy is imported before the arguments are read."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from tui import __version__
from tui.arguments import add_view, add_write, context_of, level_of, no_such_view
from tui.context import LENSES, parse_date
from tui.corpus.lake.uri import without_passwords
from tui.format import GLYPHS
from tui.keys import PANES
from tui.lake_options import add_data, add_publish, needs_lake
from tui.serve.options import add_serve, not_served

SHOWN = (
    "sources",
    "timeline",
    "exposure",
    "loop",
    "conflicts",
    "coverage",
    "changes",
    "overdue",
    "fragile",
    "entity",
    "deal",
    "card",
    "dossier",
)
DESCRIPTION = (
    "An explorer of the AI industry's circular financing: who pays whom, how surely, "
    "and who says so."
)
EPILOG = (
    "Without a command the explorer opens. stdout is data, stderr is narration; "
    "exit 1: the data or the query is wrong, 2: the call is."
)

# May stand before and after a command.
OPTIONS = (
    "data",
    "articles",
    "as_of",
    "lens",
    "since",
    "glyphs",
    "entity",
    "deal",
    "claim",
    "held",
    "write",
    "view",
)
INTERRUPTED = 130  # what a shell gives for a program that was interrupted
ALLOCATIONS = 100_000  # before the garbage collector looks: a key makes a few thousand


def main(argv: Sequence[str] | None = None) -> int:
    """Run caploop; returns the exit code."""
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    try:
        if (command := arguments.command) == "check":
            from tui.check_command import run_check

            return run_check(arguments)
        if command == "query":
            from tui.query_command import run_query

            return run_query(arguments)
        if command == "show":
            from tui.show import run_show

            return run_show(arguments)
        if command == "publish":
            from tui.publish_command import run_publish

            return run_publish(arguments)
        if command == "serve":
            from tui.serve.command import run_serve

            return run_serve(arguments)
    except BrokenPipeError:
        # The reader of the pipe has gone: nothing more to say, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, RuntimeError) as error:
        # The engine makes a RuntimeError of ctrl+c while it works.
        if isinstance(error, RuntimeError) and str(error) != "Query interrupted":
            raise
        return INTERRUPTED
    return _explore(arguments)


def _leave(code: int) -> NoReturn:
    """End the process at once: the terminal has been restored, nothing is left to write.

    A thread may still be inside the engine, building or answering. Python would tear it down in
    the middle of that, which aborts the process.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _explore(arguments: argparse.Namespace) -> int:
    hint = f"caploop show {arguments.pane if arguments.pane != 'console' else 'loop'}"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            f"caploop needs a terminal; without one, `{hint}` prints a pane as text",
            file=sys.stderr,
        )
        return 2
    if os.environ.get("TERM", "dumb") in ("dumb", ""):
        print(
            f"TERM=dumb cannot be drawn on; `{hint}` prints a pane as text",
            file=sys.stderr,
        )
        return 2
    # Read when textual is imported: nothing here is animated, and over ssh it costs bytes.
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    os.environ.setdefault("TEXTUAL_FPS", "120")  # a frame waits for its turn half as long
    os.environ.setdefault("ESCDELAY", "50")  # ms: more than a slow line tears a key apart
    gc.collect()  # the parser; hardly anything else on the way to the first screen is garbage
    gc.set_threshold(ALLOCATIONS)
    from tui.start import explore

    _leave(explore(arguments, context_of(arguments), level_of(arguments)))


def _date(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if not (cross and width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size: write it as 80x24")
    return int(width), int(height)


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    """What is wanted. Nothing after this has a password in it."""
    # The same options may stand before or after the command, so their defaults stand here.
    parser, none = _parser(), argparse.Namespace(**dict.fromkeys(OPTIONS))
    arguments = parser.parse_args(without_passwords(argv), none)
    if wrong := needs_lake(arguments) or not_served(arguments) or no_such_view(arguments):
        parser.error(wrong)
    return arguments


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    add_data(common)
    common.add_argument(
        "--articles",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder with the original articles",
    )
    common.add_argument(
        "--as-of",
        metavar="DATE",
        type=_date,
        default=argparse.SUPPRESS,
        help="what was known on a date, as 2025-10-07",
    )
    common.add_argument(
        "--lens", choices=LENSES, default=argparse.SUPPRESS, help="how much certainty counts"
    )
    common.add_argument(
        "--since",
        metavar="DATE",
        type=_date,
        default=argparse.SUPPRESS,
        help="mark what became known after a date; else after your last visit",
    )
    common.add_argument(
        "--glyphs",
        choices=tuple(GLYPHS),
        default=argparse.SUPPRESS,
        help="full, box or ascii drawing",
    )
    common.add_argument(
        "--entity",
        metavar="E",
        default=argparse.SUPPRESS,
        help="pick an entity for all panes, by its id",
    )
    common.add_argument(
        "--deal",
        metavar="D",
        default=argparse.SUPPRESS,
        help="pick a deal for all panes, by its id",
    )
    common.add_argument(
        "--claim",
        metavar="C",
        default=argparse.SUPPRESS,
        help="pick a claim, and what it is about, for all panes, by its id",
    )
    parser = argparse.ArgumentParser(
        prog="caploop", description=DESCRIPTION, epilog=EPILOG, parents=[common]
    )
    parser.add_argument("--version", action="version", version=f"caploop {__version__}")
    parser.add_argument(
        "--pane", choices=[name for name, _ in PANES], default="loop", help="the pane to open with"
    )
    add_view(parser)
    add_write(parser)
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    commands = parser.add_subparsers(prog="caploop", dest="command", metavar="COMMAND")

    show = commands.add_parser(
        "show",
        parents=[common],
        help="print a pane as text",
        description="Print a pane as text, with the dials and the size given.",
    )
    show.add_argument("what", choices=SHOWN)
    show.add_argument("name", nargs="?", help="which entity, deal or claim")
    show.add_argument(
        "--from", dest="from_date", metavar="D", type=_date, help="changes: from this date"
    )
    show.add_argument("--to", dest="to_date", metavar="D", type=_date, help="changes: to this date")
    add_view(show)
    which = show.add_mutually_exclusive_group()
    which.add_argument("--loop", metavar="N", type=int, help="loop: draw the Nth of the list")
    which.add_argument("--through", metavar="ENTITY", help="loop: only those through an entity")
    show.add_argument(
        "--export",
        choices=("dot", "mermaid"),
        help="loop: the network, or the loops asked for, for Graphviz or Mermaid",
    )
    show.add_argument(
        "--size",
        metavar="WxH",
        type=_size,
        default=None,
        help="columns and rows, 80x24 unless told",
    )
    show.add_argument(
        "--format",
        choices=("text", "csv", "json", "markdown"),
        default="text",
        help="text as on screen, or the rows; a dossier is always Markdown",
    )

    query = commands.add_parser(
        "query",
        parents=[common],
        help="run SQL on the corpus",
        description="Run one SQL query on the corpus and print its rows.",
    )
    source = query.add_mutually_exclusive_group(required=True)
    source.add_argument("sql", nargs="?", help="the SQL, or - to read it from stdin")
    source.add_argument("-f", "--file", type=Path, help="read the SQL from a file")
    query.add_argument(
        "--set",
        dest="settings",
        metavar="k=v",
        action="append",
        default=[],
        help="the value of a $parameter",
    )
    formats = ("table", "csv", "excel", "json", "markdown", "parquet")
    query.add_argument("--format", choices=formats, default="table")
    add_write(query)
    query.add_argument("-o", "--output", type=Path, help="write to a file instead of stdout")

    check = commands.add_parser(
        "check",
        help="validate a corpus",
        description="Validate a corpus: every problem as file:line: what is wrong.",
    )
    check.add_argument(
        "folder", nargs="?", type=Path, help="the corpus folder; the shipped one unless told"
    )
    check.add_argument(
        "--articles", metavar="DIR", type=Path, help="folder with the original articles"
    )
    add_publish(commands)
    add_serve(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
