"""A program on a pty, driven and measured from outside: time and bytes of a key, memory, work."""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.harness import Terminal

# What is sent after so long a silence does not belong to the key any more.
SILENCE = 0.04
# A key that is not answered within this has no answer.
PATIENCE = 10.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Answer:
    """What a key brought: milliseconds to the last byte of it (None: no byte came), and bytes."""

    milliseconds: float | None
    bytes: int


def milliseconds(answers: Sequence[Answer]) -> list[float]:
    """The times of the keys that were answered."""
    return [answer.milliseconds for answer in answers if answer.milliseconds is not None]


def sent(answers: Sequence[Answer]) -> list[float]:
    """The bytes of each key."""
    return [float(answer.bytes) for answer in answers]


class Driven(Terminal):
    """A terminal whose program is measured. Nothing is drawn while something is timed."""

    def key(self, data: bytes, *, silence: float = SILENCE, patience: float = PATIENCE) -> Answer:
        """Send a key and read its answer until nothing more comes."""
        self.settle()
        before, sent = len(self._raw), time.monotonic()
        os.write(self._master, data)
        last = None
        while self._read_until(sent + patience if last is None else time.monotonic() + silence):
            last = time.monotonic()
        return Answer(None if last is None else (last - sent) * 1e3, len(self._raw) - before)

    def settle(self, silence: float = 0.1, patience: float = 5.0) -> None:
        """Read until the program has nothing more to say."""
        end = time.monotonic() + patience
        while time.monotonic() < end and self._read_until(time.monotonic() + silence):
            pass

    def first_paint(self, patience: float = 30.0) -> float:
        """Read until a letter has been drawn; the time.monotonic() at which it came."""
        end = time.monotonic() + patience
        while not _DRAWN.search(_CODES.sub(b"", self._raw)):
            if not self._read_until(end):
                raise AssertionError(f"nothing was drawn:\n{self.text()}")
        return time.monotonic()

    def until(self, seen: Callable[[str], bool], patience: float, *, each: float = 0.01) -> float:
        """Read until the screen's text is as wanted; the time.monotonic() of the last byte read."""
        end, came = time.monotonic() + patience, time.monotonic()
        while not seen(self.text()):
            if time.monotonic() > end:
                raise AssertionError(f"not seen in {patience:.0f} s:\n{self.text()}")
            while select.select([self._master], [], [], each)[0] and self._read():
                came = time.monotonic()
        return came

    def idle_bytes(self, seconds: float) -> int:
        """How much is sent in so many seconds without a key."""
        self.settle()
        before, end = len(self._raw), time.monotonic() + seconds
        while time.monotonic() < end:
            self._read_until(end)
        return len(self._raw) - before

    def memory(self) -> float:
        """Resident memory of the program and its children, in MB (1e6 bytes)."""
        return sum(_resident(process) for process in self._processes()) / 1e6

    def work(self) -> float:
        """CPU time of the program and its children so far, in milliseconds."""
        return sum(_worked(process) for process in self._processes()) * 1e3

    def _processes(self) -> list[int]:
        found = [self._process.pid]
        for process in found:
            for task in Path(f"/proc/{process}/task").glob("*/children"):
                found += map(int, task.read_text().split())
        return found


_CODES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P.*?\x1b\\|[^\[\]P])"
)
_DRAWN = re.compile(rb"[A-Za-z]{2}")


def _resident(process: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) * 1024 if found else 0


def _worked(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
