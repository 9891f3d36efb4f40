"""From a key to its frame in each pane: milliseconds to the last byte, and bytes sent."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tests.benchmarks.drive import Answer, Driven, milliseconds, sent
from tests.benchmarks.programs import FLOOR, caploop, running
from tests.benchmarks.table import Row
from tui.keys import PANES

PRESSES = 12
# A step in time is over when the rows have followed: queries lie between.
FOLLOWING = 0.15
ROW_MS, PANE_MS, STEP_MS, ESC_MS, CURSOR_BYTES = 15, 60, 50, 100, 700
DATE = "2026-03-05"
SEARCH = b"openai"
IDLE_SECONDS = 2.0


def rows(runs: int) -> Iterator[Row]:
    """Each kind of key in every pane, `runs` explorers one after the other."""
    floor = [answer for _ in range(runs) for answer in _floor()]
    beside = milliseconds(floor)
    yield Row("key to frame: floor, a line of text", beside, "ms")
    for pane, label in PANES:
        cursor: list[Answer] = []
        steps: list[Answer] = []
        search: list[Answer] = []
        idle: list[float] = []
        memory: list[float] = []
        for _ in range(runs):
            with running(caploop("--as-of", DATE, "--pane", pane)) as terminal:
                _come(terminal, pane)
                cursor += _presses(terminal, itertools.cycle((b"j", b"j", b"k")))
                if pane != "console":
                    steps += [_step(terminal, key) for key in (b"[", b"[", b"]", b"]")]
                    search += _search(terminal)
                idle.append(terminal.idle_bytes(IDLE_SECONDS))
                memory.append(terminal.memory())
        yield Row(f"{label}: cursor key, floor", milliseconds(cursor), "ms", beside)
        yield Row(f"{label}: cursor key", milliseconds(cursor), "ms", at_most=ROW_MS)
        yield Row(f"{label}: cursor key", sent(cursor), "B", at_most=CURSOR_BYTES)
        if steps:
            yield Row(f"{label}: step of as of", milliseconds(steps), "ms", at_most=STEP_MS)
            yield Row(f"{label}: step of as of", sent(steps), "B")
            yield Row(f"{label}: key in the find box", milliseconds(search), "ms")
            yield Row(f"{label}: key in the find box", sent(search), "B")
        yield Row(f"{label}: idle for {IDLE_SECONDS:.0f} s", idle, "B", at_most=0)
        yield Row(f"{label}: memory", memory, "MB")
    yield Row("esc leaves a card", milliseconds(_escapes(runs)), "ms", at_most=ESC_MS)
    first, again = _switches(runs)
    yield Row("pane switch, first time", milliseconds(first), "ms")
    yield Row("pane switch", milliseconds(again), "ms", at_most=PANE_MS)
    yield Row("pane switch", sent(again), "B")


def _floor() -> list[Answer]:
    with running(FLOOR) as terminal:
        terminal.wait_for_bytes(FLOOR.usable, 60)
        return _presses(terminal, itertools.cycle((b"j", b"k")))


def _come(terminal: Driven, pane: str) -> None:
    """Wait until the pane shows its rows; out of the console's editor, where keys type."""
    terminal.until(lambda text: "of [" in text and "opening" not in text and "$B" in text, 60)
    terminal.settle(0.5)
    if pane == "console":
        terminal.key(b"\x1b[15~", silence=0.5)
        terminal.key(b"\x1b", silence=0.2)


def _presses(terminal: Driven, keys: Iterator[bytes]) -> list[Answer]:
    terminal.key(next(keys))  # the first of its kind imports and compiles
    return [terminal.key(next(keys)) for _ in range(PRESSES)]


def _step(terminal: Driven, key: bytes) -> Answer:
    return terminal.key(key, silence=FOLLOWING)


def _search(terminal: Driven) -> list[Answer]:
    terminal.key(b"/", silence=0.3)
    typed = [terminal.key(bytes([letter]), silence=FOLLOWING) for letter in SEARCH]
    terminal.key(b"\x1b", silence=0.3)
    return typed


def _escapes(runs: int) -> list[Answer]:
    """A lone escape waits whether more of a key comes."""
    answers = []
    for _ in range(runs):
        with running(caploop("--as-of", DATE)) as terminal:
            _come(terminal, "loop")
            for _ in range(PRESSES // 3):
                _step(terminal, b"i")
                answers.append(terminal.key(b"\x1b", silence=FOLLOWING))
    return answers


def _switches(runs: int) -> tuple[list[Answer], list[Answer]]:
    """To each pane for the first time, and again and again; the console last: keys type there."""
    first: list[Answer] = []
    again: list[Answer] = []
    for _ in range(runs):
        with running(caploop("--as-of", DATE, "--pane", "loop")) as terminal:
            _come(terminal, "loop")
            for into, keys in ((first, b"123"), (again, b"4321" * 3)):
                into += [_step(terminal, bytes([key])) for key in keys]
    return first, again
