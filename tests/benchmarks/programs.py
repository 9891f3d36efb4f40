"""The programs that are measured: caploop, the floor, and the peers that are on this machine."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.drive import Driven
from tui.corpus.cache import program

PROJECT = Path(__file__).parents[2]
# As the command does, of the tree that these benchmarks stand in.
_RUN = "import sys; from tui.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Program:
    """A command, and bytes that it sends only when its first screen can be used."""

    name: str
    argv: tuple[str, ...]
    usable: bytes


def caploop(*arguments: str, usable: bytes = b"Microsoft") -> Program:
    """caploop with arguments; its list of loops shows that the corpus is there."""
    return Program("caploop", (sys.executable, "-c", _RUN, *arguments), usable)


FLOOR = Program(
    "floor", (sys.executable, str(Path(__file__).with_name("floor.py"))), b"ready with duckdb"
)
PYTHON = Program("python", (sys.executable, "-c", "import argparse"), b"")


def made_up() -> Path:
    """Where made-up corpora are kept from one run to the next, as long as the program's SQL is the
    same: databases of another are not what it reads."""
    of = hashlib.sha256(program()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / "caploop-benchmark-corpora" / of
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def running(
    program: Program, size: tuple[int, int] = (80, 24), env: Mapping[str, str | None] | None = None
) -> Iterator[Driven]:
    """The program on a terminal, with nothing kept of earlier visits but the built corpus."""
    with tempfile.TemporaryDirectory() as empty:
        clean = {"COLORTERM": "truecolor", "XDG_STATE_HOME": empty, "XDG_DATA_HOME": empty}
        driven = Driven(program.argv, size=size, env={**clean, **(env or {})}, cwd=PROJECT)
        with driven:
            yield driven
