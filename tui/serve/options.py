"""The options of `caploop serve`: read on every start, so nothing heavy is imported here."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.corpus.lake.uri import is_uri


def add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of caploop."""
    serve = commands.add_parser(
        "serve",
        help="offer the explorer over ssh",
        description="Offer the explorer over ssh: whoever connects sees it at once, may look at "
        "everything and change nothing. Prints the ssh command to type.",
    )
    serve.add_argument(
        "--data",
        metavar="FOLDER|FILE.duckdb",
        default=argparse.SUPPRESS,
        help="another corpus than the shipped one",
    )
    serve.add_argument(
        "--listen",
        metavar="HOST:PORT",
        type=_place,
        default=("127.0.0.1", 2222),
        help="127.0.0.1:2222 unless told; 0.0.0.0:2222 for everybody",
    )
    who = serve.add_mutually_exclusive_group()
    who.add_argument(
        "--authorized-keys",
        metavar="FILE",
        type=Path,
        help="who may come in; ~/.ssh/authorized_keys unless told",
    )
    who.add_argument("--anonymous", action="store_true", help="let in anybody, without a key")
    serve.add_argument(
        "--host-key",
        metavar="FILE",
        type=Path,
        help="the server's own key, made if it is not there; kept in your state folder unless told",
    )
    for option, metavar, value, text in (
        ("--max-sessions", "N", 50, "visits at once"),
        ("--max-per-key", "N", 5, "visits at once with one key"),
        ("--idle-timeout", "SECONDS", 1800, "a visit without a key pressed"),
        ("--query-timeout", "SECONDS", 10, "a query of a visitor"),
    ):
        serve.add_argument(
            option, metavar=metavar, type=_count, default=value, help=f"at most: {text} ({value})"
        )
    serve.add_argument("--allow-root", action="store_true", help="serve even as root")


def not_served(arguments: argparse.Namespace) -> str:
    """What is wrong with a call that wants to serve what a visitor chooses for themselves, or may
    not have; '' if nothing."""
    if arguments.command != "serve":
        return ""
    for name in (
        "articles",
        "as_of",
        "lens",
        "since",
        "glyphs",
        "entity",
        "deal",
        "claim",
        "write",
        "view",
    ):
        if getattr(arguments, name) is not None:
            return (
                f"--{name.replace('_', '-')} does not go with serve: it shows the corpus as it is"
            )
    if is_uri(arguments.data or ""):
        return "serve shows folders and .duckdb files, no lake"
    return ""


def _place(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no place: write it as 127.0.0.1:2222")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)
