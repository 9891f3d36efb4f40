"""From the key that opens a pane to its rows, on made-up corpora of any size, at any as-of."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.benchmarks.growth import SIZES, corpus
from tests.benchmarks.programs import caploop, made_up, running
from tests.benchmarks.table import Row
from tui.corpus.store import Store

OPEN_MS, LIST_MS, MEMORY_MB = 150, 1000, 1500
# What a pane's list says only when its rows are there; a search of loops tells how far it is.
PANES = (
    ("1", "Sources", "newest first · 1 of"),
    ("2", "Timeline", "latest news first · 1 of"),
    ("3", "Exposure", "by obligor · 1 of"),
    ("4", "Loop", "by smallest leg"),
)
PATIENCE = 60.0
# A reader looks at a pane for so long before the next key: what the others list is read meanwhile.
# One in a hurry presses it as soon as there are rows.
REST, HURRY = 3.0, 0.05
# Parts of the time in which anything became known: its end, its middle, its beginning.
MOMENTS = (1.0, 0.5, 0.1)


def rows(runs: int, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Each pane of each corpus, opened in a new explorer; what it held after all of them."""
    for claims in sizes:
        file = corpus(made_up(), claims)
        _read(file)
        memory: list[float] = []
        for as_of in _moments(file):
            for rest in (REST, HURRY):
                taken: dict[str, list[float]] = {name: [] for _, name, _ in PANES}
                for _ in range(runs):
                    for name, seconds in _walk(file, as_of, rest, memory):
                        taken[name].append(seconds * 1e3)
                for name, values in taken.items():
                    what = f"{name} of {claims:,} claims, {as_of}"
                    if rest == HURRY:
                        yield Row(f"{what}, in a hurry", values, "ms")
                    else:
                        most = LIST_MS if name == "Loop" else OPEN_MS
                        yield Row(what, values, "ms", at_most=most)
        yield Row(f"memory after all panes, {claims:,} claims", memory, "MB", at_most=MEMORY_MB)


def _read(file: Path) -> None:
    """What the disk takes to give a file for the first time is not what a pane takes."""
    with file.open("rb") as opened:
        while opened.read(1 << 24):
            pass


def _moments(file: Path) -> list[date]:
    store = Store.open(file)
    try:
        days = [day for (day,) in store.rows("SELECT DISTINCT known_on FROM sources ORDER BY ALL")]
    finally:
        store.close()
    return [days[round(part * (len(days) - 1))] for part in MOMENTS]


def _walk(file: Path, as_of: date, rest: float, memory: list[float]) -> Iterator[tuple[str, float]]:
    """Seconds from each pane's key to its rows, in an explorer that begins in the console."""
    shown = caploop("--data", str(file), "--as-of", as_of.isoformat(), "--pane", "console")
    with running(shown) as terminal:
        terminal.until(lambda text: " legs\n" in text and "opening" not in text, PATIENCE)
        terminal.settle(rest, 3 * REST)
        terminal.key(b"\x1b", silence=0.3)
        for key, name, said in PANES:
            began = time.monotonic()
            terminal.send(key.encode())
            yield name, terminal.until(lambda text, said=said: said in text, PATIENCE) - began
            terminal.settle(rest, 3 * REST)
        memory.append(terminal.memory())
