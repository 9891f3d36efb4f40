"""The console and its peers on one Parquet file of ten million rows, in turn."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from tests.benchmarks.drive import Answer, Driven, milliseconds, sent
from tests.benchmarks.peers import CAPLOOP, ESC, Peer
from tests.benchmarks.programs import running
from tests.benchmarks.table import Row

ROWS = 10_000_000
SIZE = (120, 40)
PRESSES = 20
# The longest way to the last row, and so long a silence that it is not shown, in seconds.
PATIENCE, GIVES_UP = 60.0, 8.0
# How many times the memory of the DuckDB shell the same result may take.
SHELL_MOST = 1.5
# The note of the first row and of the last begin so: nothing else on the screen does.
FIRST, LAST = "cfcd208495d565ef", "283f42764da6dba2"
ENDLESS = "select sum(a.i * b.i) from range(10000000000) a(i), range(10) b(i)"


@dataclass
class Figures:
    """What one program showed: milliseconds, MB, and answers to keys."""

    first_rows: list[float] = field(default_factory=list)
    typed: list[Answer] = field(default_factory=list)
    scrolled: list[Answer] = field(default_factory=list)
    last_row: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    memory_at_end: list[float] = field(default_factory=list)
    cancel: list[float] = field(default_factory=list)


def parquet(rows: int = ROWS) -> Path:
    """Six columns, one of 60 characters; made once and kept among the temporary files."""
    path = Path(tempfile.gettempdir()) / f"caploop-benchmark-{rows}.parquet"
    if not path.exists():
        making = path.with_suffix(".making")
        duckdb.sql(
            f"COPY (SELECT i AS id, hash(i) % 1000000 AS amount, (hash(i + 7) % 100000) / 100.0 AS"
            f" rate, DATE '2020-01-01' + (i % 2000)::INT AS day, 'name ' || (i % 5000) AS name,"
            f" left(md5(i::VARCHAR) || md5((i + 1)::VARCHAR), 60) AS note FROM range({rows}) t(i))"
            f" TO '{making}' (FORMAT parquet)"
        )
        making.rename(path)
    return path


def rows(runs: int, peers: list[Peer]) -> Iterator[Row]:
    """caploop beside each peer, once a run; without peers caploop alone."""
    path = parquet()
    taken = {side.program.name: Figures() for side in (CAPLOOP, *peers)}
    for _ in range(runs):
        for side in (CAPLOOP, *peers):
            _measure(side, path, taken[side.program.name])
    ours = taken.pop("caploop")
    if shell := shutil.which("duckdb"):
        beside = [_shell_memory(shell, path) for _ in range(runs)]
        name = "10^7 rows: memory at the end, DuckDB shell"
        yield Row(name, ours.memory_at_end, "MB", beside, at_most=SHELL_MOST)
    for name, theirs in (taken or {"": Figures()}).items():
        yield from _told(name, ours, theirs)


def _shell_memory(shell: str, path: Path) -> float:
    """The most MB that the DuckDB shell takes to show the same result."""
    sql = f"select * from '{path}'"
    running = subprocess.Popen([shell, "-c", sql], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, f"{shell} failed"
    return used.ru_maxrss / 1024


def _measure(side: Peer, path: Path, into: Figures) -> None:
    """One visit: type, run, scroll, to the end, and stop an endless query."""
    begun = time.monotonic()
    with _running(side, path) as terminal:
        if not side.opens:
            terminal.until(lambda text: side.ready in text, 60, each=0.1)
            terminal.settle(0.5)
            sql = f"select * from '{path}'"
            into.typed += _write(terminal, side, sql)
            begun = _send(terminal, side.run)
        into.first_rows.append((terminal.wait_for_bytes(FIRST.encode(), 120) - begun) * 1e3)
        terminal.settle(0.3)
        into.memory.append(terminal.memory())
        # Down to where every further row moves all of them.
        _send(terminal, (*side.result, *[side.down] * SIZE[1]))
        terminal.settle(0.3)
        into.scrolled += [terminal.key(side.down) for _ in range(PRESSES)]
        if side.opens:
            return  # it goes on reading for minutes, into more memory than there may be
        _to_the_end(terminal, side, into)
        into.memory_at_end.append(terminal.memory())
    if side.cancel is not None:
        _cancel(side, into)


def _running(side: Peer, path: Path) -> AbstractContextManager[Driven]:
    argv = (*side.program.argv, str(path)) if side.opens else side.program.argv
    return running(replace(side.program, argv=argv), SIZE)


def _write(terminal: Driven, side: Peer, text: str) -> list[Answer]:
    for key in side.write:
        terminal.key(key, silence=0.3)
    return [terminal.key(bytes([letter])) for letter in text.encode()]


def _send(terminal: Driven, keys: Sequence[bytes]) -> float:
    """Send keys one after the other; the time.monotonic() of the last."""
    for key in keys[:-1]:
        # What follows an escape too soon is one key with it.
        terminal.key(key, silence=0.5 if key == ESC else 0.1, patience=1.0)
    sent = time.monotonic()
    for key in keys[-1:]:
        terminal.send(key)
    return sent


def _to_the_end(terminal: Driven, side: Peer, into: Figures) -> None:
    """Jump to the last row; a program that cut the result shows another one, and has no time."""
    sent = heard = _send(terminal, side.last)
    while time.monotonic() - sent < PATIENCE and time.monotonic() - heard < GIVES_UP:
        before = len(terminal.raw())
        try:
            came = terminal.wait_for_bytes(LAST.encode(), 0.2)
        except AssertionError:
            heard = time.monotonic() if len(terminal.raw()) > before else heard
            continue
        into.last_row.append((came - sent) * 1e3)
        return


def _cancel(side: Peer, into: Figures) -> None:
    """Stop a query that would run for hours; it is over when the program says so."""
    with _running(side, Path()) as terminal:
        terminal.until(lambda text: side.ready in text, 60, each=0.1)
        terminal.settle(0.5)
        for key in side.write:
            terminal.key(key, silence=0.3)
        terminal.type(ENDLESS)
        terminal.settle(0.3)
        _send(terminal, side.run)
        terminal.idle_bytes(1.0)
        sent = _send(terminal, (side.cancel,))
        came = terminal.until(lambda text: "cancelled" in text.lower(), 20)
        into.cancel.append((came - sent) * 1e3)


def _told(name: str, ours: Figures, theirs: Figures) -> Iterator[Row]:
    on = f"10^7 rows{', ' * bool(name)}{name}: "
    yield Row(on + "to first rows", ours.first_rows, "ms", theirs.first_rows)
    yield Row(on + "memory, first rows", ours.memory, "MB", theirs.memory)
    yield Row(on + "typed character", milliseconds(ours.typed), "ms", milliseconds(theirs.typed))
    yield Row(on + "typed character", sent(ours.typed), "B", sent(theirs.typed))
    yield Row(on + "scrolled row", milliseconds(ours.scrolled), "ms", milliseconds(theirs.scrolled))
    yield Row(on + "scrolled row", sent(ours.scrolled), "B", sent(theirs.scrolled))
    yield Row(on + "to the last row", ours.last_row, "ms", theirs.last_row)
    yield Row(on + "memory at the end", ours.memory_at_end, "MB", theirs.memory_at_end)
    yield Row(on + "cancel", ours.cancel, "ms", theirs.cancel)
