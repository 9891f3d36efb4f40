"""Many visitors: who comes and goes leaves nothing behind, who does harm harms nobody else."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.serve.guest import Guest, ask, connected, leave, visit, visiting
from tests.serve.served import Server, children, wait_until

VISITS, AT_ONCE = 200, 8
# From the connection to a screen that is complete, and beyond.
LONGEST_PAUSE = 0.8
# So long after the last has gone, nothing is left.
LEFT_SECONDS = 2.0
# What a server may keep of so many visits, in MB: a leak of a visit's terminal alone is more.
KEPT_MB = 8.0


def memory(*pids: int) -> float:
    """MB that belong to these processes alone."""
    private = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(("Private_Clean", "Private_Dirty")):
                private += int(line.split()[1])
    return private / 1024


def descriptors(pid: int) -> list[str]:
    """What a process has open."""
    return sorted(os.listdir(f"/proc/{pid}/fd"))


async def drop(server: Server, key: Path, pause: float, how: int) -> None:
    """Come in, perhaps run a query that takes long, and vanish after a while."""
    async with connected(server, key) as connection:
        guest = await visit(connection)
        end = time.monotonic() + pause
        while time.monotonic() < end and not guest.over:
            await asyncio.sleep(0.01)
        if how == 1 and not guest.channel.is_closing():
            guest.send(b"5select count(*) from range(1000000000000)\x1b[15~")
        if how == 2:
            guest.channel.close()
        connection.abort()


async def test_two_hundred_who_vanish_at_any_moment_leave_nothing(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(query_timeout=600, max_sessions=AT_ONCE + 4)
    made = random.Random(9)
    for _ in range(AT_ONCE):  # what is opened once and kept
        await drop(server, key, 0.5, 0)
    wait_until(lambda: not server.visits(), "the first visits to end")
    zygote = server.zygote
    before = [descriptors(pid) for pid in (server.process.pid, zygote)]
    kept = memory(server.process.pid, zygote)
    waiting = [(made.uniform(0, LONGEST_PAUSE), made.randrange(4)) for _ in range(VISITS)]

    async def one_after_the_other() -> None:
        while waiting:
            await drop(server, key, *waiting.pop())

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    last = time.monotonic()
    wait_until(
        lambda: children(server.process.pid) == {zygote}, "no process to be left", LEFT_SECONDS
    )
    wait_until(
        lambda: [descriptors(pid) for pid in (server.process.pid, zygote)] == before,
        "no descriptor to be left",
        max(0.1, last + LEFT_SECONDS - time.monotonic()),
    )
    assert memory(server.process.pid, zygote) - kept < KEPT_MB
    assert server.zygote == zygote
    async with visiting(server, key) as guest:
        await leave(guest)


async def heaviest_query(server: Server, guest: Guest, pid: int) -> None:
    await ask(guest, "select max(hash(a.range, b.range)) from range(1000000) a, range(1000000) b")
    await guest.wait_for("running")


async def heaviest_render(server: Server, guest: Guest, pid: int) -> None:
    for n in range(20):
        guest.resize(500 - n % 2, 200)
    guest.press("5", "1", "2", "3")


async def crash(server: Server, guest: Guest, pid: int) -> None:
    server.kill(pid, signal.SIGABRT)
    await guest.wait_over()


@pytest.mark.parametrize("harm", [heaviest_query, heaviest_render, crash])
async def test_who_does_harm_harms_nobody_else(
    serve: Callable[..., Server],
    key: Path,
    harm: Callable[[Server, Guest, int], Awaitable[None]],
) -> None:
    server = serve()
    async with visiting(server, key) as one, visiting(server, key) as two:
        others = server.visits()
        async with visiting(server, key) as guest:
            (pid,) = server.visits() - others
            await harm(server, guest, pid)
            for number, name in ((1, "Sources"), (2, "Timeline"), (3, "Exposure"), (4, "Loop")):
                for other in (one, two):
                    other.press(str(number))
                    await other.wait_for(f"▸{number} {name}")
            assert server.visits() >= others
        await leave(one)
        await leave(two)
