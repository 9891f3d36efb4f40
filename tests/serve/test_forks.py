"""Processes: what crashes is replaced or told, what is left is ended, nobody else notices."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.guest import ask, connected, leave, visit, visiting
from tests.serve.served import PATIENCE, ROOT, Server, alive, as_nobody, children, wait_until

# Of constants it would run while it is typed, when mistakes are looked for.
STUBBORN = "select levenshtein(repeat('a', n), repeat('b', n)) from range(400000, 400001) t(n)"


async def test_a_visit_that_crashes_ends_alone_and_is_told(server: Server, key: Path) -> None:
    before = server.visits()
    async with visiting(server, key) as other:
        known = server.visits()
        async with visiting(server, key) as guest:
            (pid,) = server.visits() - known
            server.kill(pid, signal.SIGSEGV)
            await guest.wait_over()
            assert guest.status == 1
            said = bytes(guest.raw)
            assert said.rindex(b"\x1b[?1049l") < said.rindex(b"Connect again")
        other.press("1")
        await other.wait_for("▸1 Sources")
        await leave(other)
    assert server.wait_for_line(f"status {-signal.SIGSEGV}")
    wait_until(lambda: server.visits() == before, "the visits to be over")


async def test_the_fork_server_is_started_again_and_visits_go_on(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve()
    async with visiting(server, key) as staying:
        (pid,) = server.visits()
        first = server.zygote
        server.kill(first)
        assert server.wait_for_line("the fork server ended; starting it again")
        async with connected(server, key) as connection:
            # There may be none at this moment: then the visitor waits, and is told.
            coming = await visit(connection)
            await coming.wait_for("Microsoft")
            await leave(coming)
        assert server.zygote != first
        staying.press("2")
        await staying.wait_for("▸2 Timeline")
        await leave(staying)
    # The server is the parent of what its fork server left behind, and waits for it.
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), "the visit to leave nothing")
    server.wait_for_line(": quit", 2)


async def test_who_comes_while_there_is_no_fork_server_is_told(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve()
    async with connected(server, key) as connection:
        server.kill(server.zygote)
        server.wait_for_line("starting it again")
        guest = await visit(connection)
        await guest.wait_for(b"caploop is starting again: one moment")
        await guest.wait_for("Microsoft")
        await leave(guest)


async def test_all_visits_end_with_the_server(serve: Callable[..., Server], key: Path) -> None:
    server = serve()
    async with visiting(server, key), visiting(server, key) as guest:
        guest.press("5")
        await guest.wait_for("▸5 SQL")
        below = children(server.process.pid)
        assert len(below) == 3
        server.process.kill()
        wait_until(lambda: not any(alive(pid) for pid in below), "everything to end", 5)


async def test_where_nothing_can_be_forked_visits_start_from_scratch(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(fork=False, query_timeout=3)
    async with visiting(server, key) as guest:
        (pid,) = (p for p in children(server.process.pid) if alive(p))
        environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        assert b"HOME=/dev/null" in environment
        await ask(guest, "select count(*) from range(1000000000000)")
        await guest.wait_for("stopped after 3 s")
        await leave(guest)
    assert server.wait_for_line(": quit")


async def test_a_query_that_cannot_be_stopped_ends_its_own_visit_only(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(query_timeout=3)
    async with visiting(server, key) as other, visiting(server, key) as guest:
        await ask(guest, STUBBORN)
        await guest.wait_over()
        assert b"a query could not be stopped" in guest.raw
        other.press("1")
        await other.wait_for("▸1 Sources")
        await leave(other)
    assert server.wait_for_line(": query")


async def test_who_hangs_up_in_a_query_that_cannot_be_stopped_leaves_nothing(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(query_timeout=600)
    async with visiting(server, key) as guest:
        (pid,) = server.visits()
        await ask(guest, STUBBORN)
        await guest.wait_for("running")
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), "the visit to end", 5)


async def test_coming_and_going_at_any_moment_leaves_nothing(server: Server, key: Path) -> None:
    async with visiting(server, key) as guest:
        await leave(guest)
    wait_until(lambda: not server.visits(), "all visits to end")
    before = sorted(os.listdir(f"/proc/{server.process.pid}/fd"))
    for pause in (0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5):
        async with connected(server, key) as connection:
            guest = await visit(connection)
            end = time.monotonic() + pause
            while time.monotonic() < end:
                await asyncio.sleep(0.01)
            connection.abort()
    wait_until(lambda: not server.visits(), "all visits to end")
    wait_until(
        lambda: sorted(os.listdir(f"/proc/{server.process.pid}/fd")) == before,
        "the server to close what it opened",
    )
    wait_until(
        lambda: children(server.process.pid) == {server.zygote},
        "somebody to wait for every process",
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_stops_at_once(serve: Callable[..., Server], number: int) -> None:
    server = serve()
    zygote = server.zygote
    server.process.send_signal(number)
    assert server.process.wait(5) == 0
    assert not alive(zygote)


# The signal comes as soon as anybody can know that the server is open.
TOLD_AT_ONCE = """
import os, signal, sys
from tui.serve import server
server._announce = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
from tests.serve.run import main
main(sys.argv[1])
"""


def test_a_server_that_is_told_to_stop_as_it_opens_stops(
    open_folder: Callable[[], Path], key: Path, corpus_file: Path
) -> None:
    given = {
        "host": "127.0.0.1",
        "port": 0,
        "host_key": str(open_folder() / "host_key"),
        "data": str(corpus_file),
        "authorized_keys": str(key.with_name("authorized_keys")),
        "fork": False,
    }
    command = [*as_nobody(), sys.executable, "-c", TOLD_AT_ONCE, json.dumps(given)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 0, ended.stderr


PREPARED = """
import sys
from tui.serve.zygote import prepare, threads
prepare()
pages = [f"tui.pages.{name}.page" for name in ("sources", "timeline", "exposure", "loop")]
print(threads(), all(page in sys.modules for page in pages), "polars" in sys.modules)
"""


def test_what_every_visit_would_import_is_imported_before_it() -> None:
    done = subprocess.run(
        (sys.executable, "-c", PREPARED), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "True", "False"]
