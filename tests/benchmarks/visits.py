"""`python -m tests.benchmarks.visits`: the explorer over ssh, on the loopback.

The server runs as the tests of `caploop serve` run it. Clients share its processors.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from tests.benchmarks.table import HEADER, Row, row_text
from tests.serve.conftest import make_key
from tests.serve.guest import Guest, ask, connected, leave, visit
from tests.serve.served import ROOT, Server, children, to_nobody

# The first row that the header draws, and the last that comes from the corpus.
FRAME, DATA = b"caploop", b"Microsoft"
VISITORS, TYPING, KEYS, PAUSE = 50, 10, 24, 0.4
# So long nothing comes: the screen is complete.
QUIET = 0.3
HEAVY = "select max(hash(a.range, b.range)) from range(1000000) a, range(1000000) b"


@contextmanager
def serving(**settings: object) -> Iterator[tuple[Server, Path]]:
    """A server of the shipped corpus, and a key that it knows."""
    with tempfile.TemporaryDirectory(prefix="caploop-visits-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        built = subprocess.run(
            [sys.executable, "-m", "tui.serve.build", str(ROOT / "data")],
            cwd=ROOT,
            env={**os.environ, "XDG_CACHE_HOME": name},
            capture_output=True,
            text=True,
            check=True,
        )
        data = Path(shutil.move(built.stdout.strip(), folder / "corpus.duckdb"))
        data.chmod(0o644)
        key = make_key(folder / "id", folder / "authorized_keys")
        home = folder / "home"
        home.mkdir()
        to_nobody(folder, home)
        with Server(home, data=data, authorized_keys=folder / "authorized_keys", **settings) as one:
            yield one, key


def pss(pids: Sequence[int]) -> float:
    """Memory of processes in MB; what several share is counted once."""
    total = 0
    for pid in pids:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += next(int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:")
    return total / 1024


async def quiet(guest: Guest) -> None:
    """Wait until the screen is complete."""
    size = -1
    while size != len(guest.raw):
        size = len(guest.raw)
        await asyncio.sleep(QUIET)


async def starts(server: Server, key: Path, runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the login to the first frame, and to the corpus' rows, one by one."""
    frames, rows = [], []
    for run in range(runs + 1):
        async with connected(server, key) as connection:
            begin = time.monotonic()
            guest = await visit(connection)
            frame = await guest.wait_for(FRAME) - begin
            data = await guest.wait_for(DATA) - begin
            if run:  # the first warms the disk
                frames.append(frame * 1e3)
                rows.append(data * 1e3)
            await leave(guest)
    return frames, rows


async def sizes(server: Server, key: Path) -> tuple[list[float], list[float]]:
    """kB of the first screen at 80x24, and of each cursor key on the panes with rows."""
    screens, keys = [], []
    async with connected(server, key) as connection:
        for pane in "1234":
            guest = await visit(connection)
            await guest.wait_for(DATA)
            await quiet(guest)
            screens.append(len(guest.raw) / 1e3)
            guest.press(pane)
            await quiet(guest)
            for key_pressed in "jjkkjj":
                before = len(guest.raw)
                guest.press(key_pressed)
                await quiet(guest)
                keys.append((len(guest.raw) - before) / 1e3)
            await leave(guest)
    return screens, keys


async def typed(guest: Guest, keys: int, pause: float, later: float) -> list[float]:
    """Milliseconds from a key to the first byte of its answer, up and down the list of loops."""
    taken = []
    await asyncio.sleep(later)
    for n in range(keys):
        before, begin = len(guest.raw), time.monotonic()
        guest.press("j" if n % 8 < 4 else "k")
        end = await guest.wait_for(lambda g, before=before: len(g.raw) > before)
        taken.append((end - begin) * 1e3)
        await asyncio.sleep(max(0.0, begin + pause - time.monotonic()))
    return taken


async def all_type(guests: Sequence[Guest]) -> list[float]:
    """The answer times of all of them; people do not press their keys at the same moment."""
    shift = PAUSE / len(guests)
    taken = await asyncio.gather(
        *(typed(guest, KEYS, PAUSE, n * shift) for n, guest in enumerate(guests))
    )
    return [each for one in taken for each in one]


@asynccontextmanager
async def house(server: Server, key: Path, visitors: int) -> AsyncIterator[list[Guest]]:
    """So many visits, each on a connection of its own, that show their rows."""

    async def enter(stack: AsyncExitStack) -> Guest:
        guest = await visit(await stack.enter_async_context(connected(server, key)))
        await guest.wait_for(DATA, 60)
        return guest

    async with AsyncExitStack() as stack:
        guests: list[Guest] = []
        while len(guests) < visitors:
            five = range(min(5, visitors - len(guests)))
            guests += await asyncio.gather(*(enter(stack) for _ in five))
        yield guests


async def crowd(server: Server, key: Path) -> tuple[float, list[float]]:
    """MB of a full house with its server, and the answer times while some of them type."""
    async with house(server, key, VISITORS) as guests:
        for guest in guests:
            await quiet(guest)
        everything = [server.process.pid, *children(server.process.pid)]
        assert len(everything) == VISITORS + 2, "a visitor is missing"
        memory = pss(everything)
        answers = await all_type(guests[:TYPING])
    return memory, answers


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 stay below."""
    return statistics.quantiles(values, n=20)[-1]


Harm = Callable[[Server, Guest, int], Awaitable[None]]


async def beside(server: Server, key: Path, harm: Harm) -> tuple[float, float]:
    """Others' p95 alone, and beside one who does harm, with a process of so-and-so id."""
    async with house(server, key, TYPING) as others:
        known = server.visits()
        async with house(server, key, 1) as (one,):
            (pid,) = server.visits() - known
            await quiet(one)
            await all_type(others)  # each loop for the first time
            alone = p95(await all_type(others))
            harming = asyncio.ensure_future(harm(server, one, pid))
            beside_it = p95(await all_type(others))
            harming.cancel()
            await asyncio.gather(harming, return_exceptions=True)
            assert not any(guest.over for guest in others), "another visitor was disconnected"
    return alone, beside_it


async def heaviest_query(server: Server, guest: Guest, pid: int) -> None:
    """A query that takes all that a visitor gets, for as long as it may."""
    await ask(guest, HEAVY)


async def heaviest_render(server: Server, guest: Guest, pid: int) -> None:
    """The largest screen, drawn again and again as fast as it comes."""
    while True:
        for columns in (500, 499):
            before = len(guest.raw)
            guest.resize(columns, 200)
            while len(guest.raw) < before + 2000:
                await asyncio.sleep(0.01)


async def crash(server: Server, guest: Guest, pid: int) -> None:
    """The process ends as one does that has hurt its memory."""
    server.kill(pid, signal.SIGABRT)


async def measure(runs: int) -> AsyncIterator[Row]:
    """All figures, as they come; takes about three minutes."""
    with serving(max_sessions=VISITORS + TYPING, query_timeout=120) as (server, key):
        frames, data = await starts(server, key, runs)
        yield Row("ssh: login to first frame", frames, "ms", at_most=200)
        yield Row("ssh: login to the corpus' rows", data, "ms")
        screens, keys = await sizes(server, key)
        yield Row("ssh: first screen, 80x24", screens, "kB", at_most=25)
        yield Row("ssh: cursor key, 80x24", keys, "kB", at_most=0.7)
        memory, answers = await crowd(server, key)
        yield Row(f"ssh: memory of {VISITORS} visitors and all else", [memory], "MB", at_most=1500)
        yield Row(f"ssh: key, p95, {TYPING} of {VISITORS} type", [p95(answers)], "ms", at_most=60)
        for name, harm in (
            ("the heaviest query", heaviest_query),
            ("the heaviest render", heaviest_render),
            ("a crash", crash),
        ):
            alone, worse = await beside(server, key, harm)
            yield Row(f"ssh: key, p95, beside {name}", [worse], "ms", [alone], 2)


def rows(runs: int) -> Iterator[Row]:
    """The same, for who does not wait."""
    figures = measure(runs)

    async def following() -> Row | None:
        return await anext(figures, None)

    with asyncio.Runner() as runner:
        while row := runner.run(following()):
            yield row


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.visits", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--runs", type=int, default=9, help="visits one by one")
    runs = parser.parse_args().runs
    print(row_text(HEADER))
    for row in rows(runs):
        print(row, flush=True)


if __name__ == "__main__":
    main()
