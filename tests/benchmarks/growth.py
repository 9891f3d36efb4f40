"""How what the panes ask for grows with the corpus: the same queries on made-up corpora."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.synthetic import write
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import PANE_ROWS, Store

SIZES = (1_000, 100_000, 10_000_000)
REPEATS = 5
_PAGE: Mapping[str, object] = {"skip": 0, "count": 200, "order": "news", "reverse": False}
# What each pane asks for when it opens, and what follows its cursor; the rest is left open.
QUERIES: Mapping[str, Mapping[str, object]] = {
    "ladder": {},
    "news": {},
    "conflict_count": {},
    "legs": {},
    "leg_story": {"leg": "leg"},
    "exposure": {"count": PANE_ROWS + 1},
    "exposure of one": {"count": PANE_ROWS + 1, "entity": "entity"},
    "exposure_dates": {},
    "roles": {"count": PANE_ROWS + 1},
    "timeline": _PAGE,
    "timeline_legs": _PAGE,
    "timeline_claims": {**_PAGE, "order": "known", "reverse": True},
    "sources": {"count": 200, "skip": 0},
    "paragraphs": {"source": "source"},
    "paragraph_claims": {"source": "source"},
    "deal_legs": {"deal": "deal"},
    "attribution": {"deal": "deal"},
    "entity_legs": {"entity": "entity"},
}
# A parameter that stands for one of the corpus: the first that a claim is about.
_CHOICES = {
    "leg": "SELECT min(leg_id) FROM claims",
    "deal": "SELECT min(deal_id) FROM claims",
    "entity": "SELECT min(payer_id) FROM legs",
    "source": "SELECT min(source_id) FROM claims",
}


@dataclass(frozen=True)
class Growth:
    """One query on a corpus of so many claims: its median in ms, and how many times that of the
    smallest corpus."""

    query: str
    claims: int
    milliseconds: float
    ratio: float


def growth(
    folder: Path,
    sizes: Sequence[int] = SIZES,
    queries: Sequence[str] = tuple(QUERIES),
    repeats: int = REPEATS,
) -> list[Growth]:
    """A row a query and size, by query; corpora are made in the folder unless they are there."""
    medians: dict[tuple[str, int], float] = {}
    for claims in sizes:
        store = Store.open(corpus(folder, claims))
        try:
            for query in queries:
                medians[query, claims] = _median(store, query, repeats)
        finally:
            store.close()
    return [
        Growth(query, claims, medians[query, claims], medians[query, claims] / least)
        for query in queries
        for least in [medians[query, sizes[0]]]
        for claims in sizes
    ]


def corpus(folder: Path, claims: int) -> Path:
    """The database of so many made-up claims in a folder, made unless it is there."""
    path = folder / f"{claims}.duckdb"
    if not path.is_file():
        write(claims, path, "duckdb")
    return path


def _median(store: Store, query: str, repeats: int) -> float:
    (newest,) = store.rows("SELECT max(known_on) FROM sources")[0]
    values = {name: _value(store, name, value) for name, value in QUERIES[query].items()}
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        store.run(named(query.removesuffix(" of one")), Context(newest), values)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _value(store: Store, name: str, value: object) -> object:
    """What stands in QUERIES, or what it chooses of this corpus."""
    return store.rows(_CHOICES[name])[0][0] if value == name else value
