"""What a client may send that has no bounds of its own: tries, variables, channels, zeros."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import asyncssh
import pytest
from asyncssh.channel import SSHClientChannel
from asyncssh.constants import MSG_IGNORE
from asyncssh.packet import String

from tests.serve.guest import connected, leave, visit, visiting
from tests.serve.openssh import QUIET
from tests.serve.served import PATIENCE, Server, wait_until
from tests.terminal.harness import Terminal
from tui.serve.door import Door
from tui.serve.session import Session
from tui.serve.settings import Settings

MOST_MB = 30.0


def peak(pid: int) -> float:
    """MB that a process has had at most."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


async def bare_channel(connection: asyncssh.SSHClientConnection) -> SSHClientChannel[bytes]:
    """A channel for a visit, on which none is asked for."""
    loop = asyncio.get_running_loop()
    channel = SSHClientChannel(connection, loop, "strict", None, "strict", 1 << 20, 1 << 15)
    await channel._open(b"session")
    channel._session = asyncssh.SSHClientSession()
    return channel


async def test_a_channel_without_a_visit_keeps_no_connection_open(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(lonely=0.5, fork=False)
    async with connected(server, key) as connection:
        await bare_channel(connection)
        await asyncio.wait_for(connection.wait_closed(), PATIENCE)


async def test_who_is_refused_may_not_stay_for_that(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(lonely=0.5, fork=False)
    async with connected(server, key) as connection:
        channel = await bare_channel(connection)
        channel._process_close = lambda *_: True  # this one does not go when it is told to
        assert await channel._make_request(b"exec", String(b"id"))
        await asyncio.wait_for(connection.wait_closed(), PATIENCE)


async def test_a_visit_outlasts_the_wait_for_one(serve: Callable[..., Server], key: Path) -> None:
    server = serve(lonely=0.5)
    async with visiting(server, key) as guest:
        await asyncio.sleep(1)
        guest.press("1")
        await guest.wait_for("▸1 Sources")
        await leave(guest)


async def test_variables_that_are_not_taken_are_not_kept(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(fork=False)
    async with connected(server, key) as connection:
        channel = await bare_channel(connection)
        before = peak(server.process.pid)
        for number in range(4_000):
            name, value = b"COLORTERM" if number % 2 else b"V%d" % number, bytes(30_000)
            channel._send_request(b"env", String(name), String(value))
            await asyncio.sleep(0)
        assert await channel._make_request(b"env", String(b"LAST"), String(b""))
        assert peak(server.process.pid) - before < MOST_MB


async def test_few_bytes_that_become_many_are_not_taken(
    serve: Callable[..., Server], key: Path
) -> None:
    server, ends = serve(fork=False), []

    class Client(asyncssh.SSHClient):
        def connection_lost(self, exc: Exception | None) -> None:
            ends.append(str(exc))

    async with asyncssh.connect(
        "127.0.0.1",
        server.port,
        username="visitor",
        client_factory=Client,
        client_keys=[str(key)],
        known_hosts=None,
        config=None,
        agent_path=None,
        compression_algs=["zlib@openssh.com"],
    ) as connection:
        before = peak(server.process.pid)
        connection.send_packet(MSG_IGNORE, String(bytes(100_000_000)))
        await asyncio.wait_for(connection.wait_closed(), PATIENCE)
    assert ends == ["Decompression failed"]
    assert peak(server.process.pid) - before < MOST_MB


def test_a_compressed_connection_is_a_visit_too(
    server: Server, key: Path, openssh: Callable[[str], str]
) -> None:
    own = ["-C", "-tt", "-o", "LogLevel=DEBUG1", "-p", str(server.port), "-i", str(key)]
    with Terminal([openssh("ssh"), *QUIET, *own, "127.0.0.1"]) as terminal:
        terminal.wait_for("Microsoft")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert b"Enabling compression" in terminal.raw()


def test_tries_without_a_key_are_counted_too() -> None:
    settings = Settings("127.0.0.1", 2222, Path("d"), Path("h"), Path("k"), tries=3)
    door, told = Door(SimpleNamespace(settings=settings)), []
    door._connection = SimpleNamespace(disconnect=lambda code, text: told.append(text))
    for _ in range(3):  # as many keys as may be tried, each refused, after a try with none
        assert door.public_key_auth_supported() and door.public_key_auth_supported()
    assert door.public_key_auth_supported() and not told
    for _ in range(100):
        door.public_key_auth_supported()
    assert set(told) == {"too many tries to log in"}


async def test_a_fork_server_that_does_nothing_is_replaced(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve()
    async with visiting(server, key) as staying:
        first = server.zygote
        server.kill(first, signal.SIGSTOP)
        async with connected(server, key) as connection:
            guest = await visit(connection)
            await guest.wait_over()
            assert b"caploop cannot start a visit just now" in guest.raw
        wait_until(lambda: server.lines("starting it again"), "another one")
        async with visiting(server, key) as coming:
            await leave(coming)
        assert server.zygote != first
        await leave(staying)


async def test_where_no_terminal_can_be_had_the_visitor_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none_is_left(size: object) -> None:
        raise OSError("out of pty devices")

    monkeypatch.setattr("tui.serve.session.open_terminal", none_is_left)
    told, codes, lines, calls = bytearray(), [], [], []
    house = SimpleNamespace(
        ssh="ssh",
        enters=lambda _: "",
        leaves=calls.append,
        log=lambda line: lines.append(str(line)),
    )
    connection = SimpleNamespace(visit_begins=int, visit_ends=lambda: calls.append("ends"))
    session = Session(house, "who", "127.0.0.1", connection)
    session._channel = SimpleNamespace(
        get_terminal_type=lambda: "xterm",
        get_terminal_size=lambda: (80, 24, 0, 0),
        is_closing=lambda: False,
        write=told.extend,
        exit=codes.append,
    )
    session.session_started()
    assert session._task is not None
    await asyncio.wait_for(session._task, PATIENCE)
    assert b"caploop cannot start a visit just now" in told
    assert codes == [1]
    assert calls == [session, "ends"]
    assert [line.rpartition(": cannot start: ")[2] for line in lines] == ["out of pty devices"]
