"""From the call to the first usable screen, beside a bare Textual app, on a pty."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.harness import Terminal

SIZES = ((80, 24), (120, 40))


@dataclass(frozen=True)
class Side:
    """A program, and bytes that it sends only when its first screen can be used."""

    argv: tuple[str, ...]
    usable: bytes


# The list of loops stands last on the screen that opens: its rows come from the corpus.
CAPLOOP = Side((str(Path(sys.executable).with_name("caploop")),), b"Microsoft")
FLOOR = Side((sys.executable, str(Path(__file__).with_name("floor.py"))), b"ready with duckdb")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, both sides in milliseconds, the ratio allowed."""

    what: str
    ours: list[float]
    floor: list[float]
    at_most: float

    def __str__(self) -> str:
        values = [f(side) for side in (self.ours, self.floor) for f in (min, statistics.median)]
        low, middle = values[0] / values[2], values[1] / values[3]
        cells = "".join(f"{value:9.0f}" for value in values)
        return f"{self.what:24}{cells}{low:8.2f}{middle:8.2f}{self.at_most:9.1f}"


HEADER = (
    f"{'':24}{'caploop, ms':>18}{'floor, ms':>18}{'ratio of':>16}{'at':>9}\n"
    f"{'':24}{'min':>9}{'median':>9}{'min':>9}{'median':>9}{'min':>8}{'median':>8}{'most':>9}"
)


def start(side: Side, size: tuple[int, int]) -> float:
    """Milliseconds from the call of a program to its first usable screen."""
    begin = time.monotonic()
    with Terminal(side.argv, size=size, env={"COLORTERM": "truecolor"}) as terminal:
        return (terminal.wait_for_bytes(side.usable) - begin) * 1e3


def rows(runs: int) -> Iterator[Row]:
    """Both sides in turn, `runs` times at each size after one that only warms the disk."""
    for size in SIZES:
        taken: tuple[list[float], list[float]] = [], []
        for run in range(runs + 1):
            for side, into in zip((CAPLOOP, FLOOR), taken, strict=True):
                milliseconds = start(side, size)
                if run:
                    into.append(milliseconds)
        yield Row(f"start at {size[0]}x{size[1]}", *taken, at_most=1.2)
