"""Search as somebody types: from a key in the find box to its answer, in 100,000 paragraphs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import synthetic
from tests.benchmarks.drive import Answer, Driven, milliseconds
from tests.benchmarks.programs import caploop, made_up, running
from tests.benchmarks.table import Row
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.format import GLYPHS
from tui.pages.page import Ask, Shown, Surface
from tui.pages.sources.page import SourcesPage

# 35 paragraphs a source, a source each 91 claims.
CLAIMS = 260_000
PARAGRAPHS = 100_000
# One that begins many words, one with an accent, two words, a phrase.
TYPED = ("turbines", "échéance", "lenders margin", '"pays for the grid')
ANSWER_MS, KEY_MS = 100, 15
BODY = Surface(80, 20, GLYPHS["full"])
FOLLOWING = 0.15


def rows(runs: int) -> Iterator[Row]:
    """Every letter of a few searches, by the page and its jobs, and in the program on a pty."""
    path = made_up() / f"{CLAIMS}.duckdb"
    if not path.is_file():
        synthetic.write(CLAIMS, path, "duckdb")
    answers, kept = _pages(path, runs)
    what = f"search {PARAGRAPHS:,} paragraphs"
    yield Row(f"{what}: a key to its answer", answers, "ms", at_most=ANSWER_MS)
    yield Row(f"{what}: a key keeps from typing", kept, "ms", at_most=KEY_MS)
    memory: list[float] = []
    screens = milliseconds([answer for _ in range(runs) for answer in _screens(path, memory)])
    yield Row(f"{what}: a key to the screen", screens, "ms", at_most=ANSWER_MS)
    yield Row(f"{what}: memory", memory, "MB")


def _pages(path: Path, runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds from each letter to the frame with its hits; and what the letter itself took."""
    answers: list[float] = []
    kept: list[float] = []
    store = Store.open(path)
    try:
        (newest, paragraphs) = store.rows(
            "SELECT max(known_on), (SELECT count(*) FROM paragraphs) FROM sources"
        )[0]
        if paragraphs < PARAGRAPHS:
            raise AssertionError(f"{paragraphs:,} paragraphs")
        for text in TYPED * runs:
            page, shown = SourcesPage(), Shown(Context(newest))
            _answer(page, shown, store)
            for end in range(1, len(text) + 1):
                began = time.perf_counter()
                page.find(text[:end])
                page.wants(shown)
                page.lines(shown, BODY)
                kept.append((time.perf_counter() - began) * 1e3)
                _answer(page, shown, store)
                if not page.words:
                    continue  # a quotation mark alone is no word yet
                if not page.found().fresh(page.words):
                    raise AssertionError(f"no answer to {text[:end]!r}")
                answers.append((time.perf_counter() - began) * 1e3)
    finally:
        store.close()
    return answers, kept


def _answer(page: SourcesPage, shown: Shown, store: Store) -> None:
    """Run what the page asks for, all at once as a pane does, until it wants no more."""
    handed: dict[str, Ask] = {}
    while wanted := {k: ask for k, ask in page.wants(shown).items() if handed.get(k) != ask}:
        jobs = {
            key: store.start(named(ask.query), shown.context, ask.values())
            for key, ask in wanted.items()
            if key not in shown.frames or _other(shown, key, ask)
        }
        handed |= wanted
        shown.frames |= {key: job.result() for key, job in jobs.items()}
    page.lines(shown, BODY)


def _other(shown: Shown, key: str, ask: Ask) -> bool:
    params = shown.frames[key].params
    return any(params[name] != value for name, value in ask.params)


def _screens(path: Path, memory: list[float]) -> Iterator[Answer]:
    """Each letter in the find box of the program, to the last byte that it brings; then its MB."""
    with running(caploop("--data", str(path), "--pane", "sources")) as terminal:
        terminal.until(lambda text: "Claims of P" in text, 60)
        terminal.settle(0.5)
        for text in TYPED:
            yield from _typed(terminal, text)
        memory.append(terminal.memory())


def _typed(terminal: Driven, text: str) -> Iterator[Answer]:
    terminal.key(b"/", silence=0.3)
    for letter in text:
        yield terminal.key(letter.encode(), silence=FOLLOWING)
    terminal.key(b"\x1b", silence=0.5)
