"""Work without a screen: loading a corpus, the queries of large ones, the loops of a network."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import networkx as nx

from tests.benchmarks import synthetic
from tests.benchmarks.growth import SIZES, growth
from tests.benchmarks.programs import PROJECT, caploop, made_up, running
from tests.benchmarks.table import Row
from tests.network.given import leg
from tests.pages.large import write_large
from tui.network.loops import Edge, edges_of
from tui.network.search import find_loops

CLAIMS = 1_000_000
# networkx finds every loop of up to six in so many edges within seconds.
EDGES, MOST_EDGES = 2_000, 50_000
COMPANIES = 19_000
LIST_MS = 1000
LOAD_SECONDS = 10
LONGEST = 6
OPEN_MS = 150  # a pane shows rows within this at any size
_READ = """
import duckdb, pathlib, sys
database = duckdb.connect(sys.argv[2])
for file in pathlib.Path(sys.argv[1]).glob("*.csv"):
    database.execute(f"CREATE TABLE {file.stem} AS FROM read_csv('{file}', all_varchar = true)")
"""


def load_rows(runs: int) -> Iterator[Row]:
    """Files to a database that panes can use, beside DuckDB reading the same files as text."""
    with tempfile.TemporaryDirectory() as name:
        folder = synthetic.write(CLAIMS, Path(name) / "corpus")
        ours: list[tuple[float, float]] = []
        floor: list[tuple[float, float]] = []
        for run in range(runs):
            cache = {"XDG_CACHE_HOME": f"{name}/{run}"}
            load = ("query", "--data", str(folder), "select count(*) from versions")
            ours.append(_ended((*caploop().argv, *load), cache))
            floor.append(
                _ended((sys.executable, "-c", _READ, str(folder), f"{name}/{run}.duckdb"), {})
            )
            shutil.rmtree(f"{name}/{run}")
            Path(f"{name}/{run}.duckdb").unlink()
        seconds, memory = zip(*ours, strict=True)
        floor_seconds, floor_memory = zip(*floor, strict=True)
        yield Row(f"load {CLAIMS:,} claims from CSV, DuckDB", seconds, "s", floor_seconds)
        yield Row(f"load {CLAIMS:,} claims from CSV", seconds, "s", at_most=LOAD_SECONDS)
        yield Row("load: most memory", memory, "MB", floor_memory)


def loop_rows(runs: int) -> Iterator[Row]:
    """Every loop of up to six companies, beside networkx; and the most that is searched."""
    edges = _edges(EDGES)
    graph = nx.DiGraph([(edge.payer, edge.payee) for edge in edges])
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(runs):
        begun = time.process_time()
        found = find_loops(edges, LONGEST)
        searched = time.process_time()
        expected = sum(1 for _ in nx.simple_cycles(graph, length_bound=LONGEST))
        ours.append((searched - begun) * 1e3)
        theirs.append((time.process_time() - searched) * 1e3)
        if found.complete and len(found.loops) != expected:
            raise AssertionError(f"{len(found.loops)} loops, networkx finds {expected}")
    what = f"loops in {EDGES:,} edges, CPU, networkx"
    yield Row(what, ours, "ms", theirs)
    many = _edges(MOST_EDGES)
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        find_loops(many, LONGEST)
        taken.append((time.process_time() - begun) * 1e3)
    yield Row(f"loops in {MOST_EDGES:,} edges, CPU", taken, "ms", at_most=LIST_MS)
    yield from _pane_rows(runs)


def _pane_rows(runs: int) -> Iterator[Row]:
    """From the key that opens the pane of a large network to its list, and to an end by esc."""
    with tempfile.TemporaryDirectory() as name:
        file = write_large(Path(name) / "large.duckdb", MOST_EDGES, COMPANIES)
        program = caploop("--data", str(file), "--pane", "sources", usable=b"publisher")
        listed, stopped, memory = [], [], []
        for _ in range(runs):
            with running(program) as terminal:
                terminal.wait_for("publisher")
                terminal.settle(1.0)
                begun = time.monotonic()
                terminal.send(b"4")
                listed.append(1e3 * (terminal.until(_is_listed, 30) - begun))
                memory.append(terminal.memory())
                begun = time.monotonic()
                terminal.send(b"\x1b")
                ended = terminal.until(lambda text: "network: stopped" in text, 30)
                stopped.append(1e3 * (ended - begun))
    yield Row(f"key to the list of loops, {MOST_EDGES:,} edges", listed, "ms", at_most=LIST_MS)
    yield Row("esc to the end of what follows", stopped, "ms")
    yield Row("memory with the list of loops", memory, "MB")


def _is_listed(text: str) -> bool:
    return " closed · by smallest leg" in text


def growth_rows(runs: int, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """What the panes ask for on made-up corpora of each size, beside the smallest of them."""
    for grown in growth(made_up(), sizes, repeats=runs):
        taken, least = [grown.milliseconds], [grown.milliseconds / grown.ratio]
        what = f"{grown.query} of {grown.claims:,} claims"
        yield Row(f"{what}, {sizes[0]:,}", taken, "ms", least)
        yield Row(what, taken, "ms", at_most=OPEN_MS)


def _edges(count: int) -> list[Edge]:
    """Edges between companies of which a few have most, the same each time."""
    random_of = random.Random(count)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < count:
        payer, payee = (int(count * random_of.random() ** 2) for _ in range(2))
        if payer != payee:
            pairs.add((payer, payee))
    return edges_of([leg(f"c{a}", f"c{b}", 1) for a, b in sorted(pairs)], "headline")


def _ended(argv: Sequence[str], env: Mapping[str, str]) -> tuple[float, float]:
    """Seconds until a command has ended, and its most memory in MB. Raises if it failed."""
    begun = time.monotonic()
    process = subprocess.Popen(
        argv,
        cwd=PROJECT,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv)
    return time.monotonic() - begun, used.ru_maxrss * 1024 / 1e6
