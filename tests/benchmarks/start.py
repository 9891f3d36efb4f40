"""From the call to the first usable screen, beside a bare Textual app and the peers, on a pty."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.peers import Peer
from tests.benchmarks.programs import FLOOR, PROJECT, PYTHON, Program, caploop, running
from tests.benchmarks.table import Row

SIZES = ((80, 24), (120, 40))
FIRST_SCREEN = 25_000  # bytes at 80x24


@dataclass
class Start:
    """What the starts of one program took: milliseconds, CPU milliseconds, MB, bytes."""

    paint: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)

    def add(self, program: Program, size: tuple[int, int]) -> None:
        """Start the program once more."""
        begun = time.monotonic()
        with running(program, size) as terminal:
            self.paint.append((terminal.first_paint() - begun) * 1e3)
            self.usable.append((terminal.wait_for_bytes(program.usable, 60) - begun) * 1e3)
            self.work.append(terminal.work())
            terminal.settle(0.3)
            self.memory.append(terminal.memory())
            self.sent.append(len(terminal.raw()))


def rows(runs: int, peers: Sequence[Peer]) -> Iterator[Row]:
    """All programs in turn, `runs` times at each size after a round that only warms the disk."""
    for size in SIZES:
        sides = [caploop(), FLOOR, *(peer.program for peer in peers)]
        for program in sides:
            Start().add(program, size)
        taken = {program.name: Start() for program in sides}
        for _ in range(runs):
            for program in sides:
                taken[program.name].add(program, size)
        yield from _told(taken, size)
    yield _help(runs)


def _told(taken: dict[str, Start], size: tuple[int, int]) -> Iterator[Row]:
    at = f"{size[0]}x{size[1]}"
    ours, floor = taken.pop("caploop"), taken.pop("floor")
    yield Row(f"start {at}: first paint, floor", ours.paint, "ms", floor.paint, 1.0)
    yield Row(f"start {at}: usable, floor", ours.usable, "ms", floor.usable, 1.0)
    yield Row(f"start {at}: CPU until usable, floor", ours.work, "ms", floor.work)
    yield Row(f"start {at}: memory, floor", ours.memory, "MB", floor.memory, 1.2)
    for name, peer in taken.items():
        most = 0.45 if name == "harlequin" else None
        yield Row(f"start {at}: usable, {name}", ours.usable, "ms", peer.usable, most)
        yield Row(f"start {at}: memory, {name}", ours.memory, "MB", peer.memory)
    yield Row(f"start {at}: first screen", ours.sent, "B", at_most=FIRST_SCREEN)


def _help(runs: int) -> Row:
    """`--help` beside a Python that only imports argparse."""
    ours, floor = (
        [_seconds(argv) * 1e3 for _ in range(runs)]
        for argv in ((*caploop().argv, "--help"), PYTHON.argv)
    )
    return Row("--help, python with argparse", ours, "ms", floor)


def _seconds(argv: Sequence[str]) -> float:
    begun = time.monotonic()
    subprocess.run(argv, cwd=PROJECT, check=True, capture_output=True)
    return time.monotonic() - begun
