"""Somebody who visits: an asyncssh client with a screen that can be read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncssh

from tests.serve.served import PATIENCE, Server
from tests.terminal.emulator import ByteStream, Screen
from tests.terminal.harness import ALTERNATE, CUT_OFF, UNKNOWN, WHERE, encode

Condition = str | bytes | Callable[["Guest"], object]


@asynccontextmanager
async def connected(
    server: Server, key: Path | None, username: str = "visitor"
) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """A connection, logged in with a key."""
    async with asyncssh.connect(
        "127.0.0.1",
        server.port,
        username=username,
        client_keys=[str(key)] if key else None,
        known_hosts=None,
        config=None,
        agent_path=None,
    ) as connection:
        yield connection


class Guest(asyncssh.SSHClientSession[bytes]):
    """One visit."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.raw = bytearray()
        self.errors = bytearray()
        self.over = False
        columns, rows = min(size[0], 500), min(size[1], 200)
        self._screen = Screen(columns, rows, lambda text: self.send(text.encode()))
        self._stream = ByteStream(self._screen)
        self._drawn = 0
        self._news = asyncio.Event()

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        self.channel = chan

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        (self.errors if datatype else self.raw).extend(data)
        if WHERE in self.raw[-len(data) - len(WHERE) :]:
            self.screen()  # and so answers
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.over = True
        self._news.set()

    @property
    def status(self) -> int | None:
        """The exit status that the server sent."""
        return self.channel.get_exit_status()

    def press(self, *keys: str) -> None:
        """Send keys, named as in tests.terminal.harness."""
        self.send(b"".join(encode(key) for key in keys))

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.channel.write(data)

    def resize(self, columns: int, rows: int) -> None:
        """The window has another size."""
        self.channel.change_terminal_size(columns, rows)

    def screen(self) -> list[str]:
        """What the screen shows, without the spaces at the right."""
        data = bytes(self.raw[self._drawn :])
        cut = CUT_OFF.search(data)
        data = data[: cut.start()] if cut else data
        self._drawn += len(data)
        self._stream.feed(UNKNOWN.sub(b"", ALTERNATE.sub(b"\x1b[H\x1b[2J", data)))
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The screen as one string of lines."""
        return "\n".join(self.screen())

    def marked(self) -> bool:
        """Whether a whole word on the screen is in reverse video: what is selected."""
        self.screen()
        rows = self._screen.buffer.values()
        return any(sum(cell.reverse for cell in row.values()) > len("cursor") for row in rows)

    async def wait_for(self, wanted: Condition, patience: float = PATIENCE) -> float:
        """Wait until a text is on the screen, bytes have come, or a condition holds; when it did.

        Raises AssertionError with the screen.
        """
        end = time.monotonic() + patience
        while not self._has(wanted):
            self._news.clear()
            left = end - time.monotonic()
            if self.over or left <= 0:
                why = f"the visit is over ({self.status})" if self.over else "no sign of it"
                raise AssertionError(f"waited for {wanted!r}: {why}; screen:\n{self.text()}")
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                continue
        return time.monotonic()

    def _has(self, wanted: Condition) -> object:
        if isinstance(wanted, bytes):
            return wanted in self.raw
        return wanted in self.text() if isinstance(wanted, str) else wanted(self)

    async def wait_over(self, patience: float = PATIENCE) -> None:
        """Wait until the visit has ended."""
        await asyncio.wait_for(self.channel.wait_closed(), patience)


async def visit(
    connection: asyncssh.SSHClientConnection,
    size: tuple[int, int] = (80, 24),
    term: str | None = "xterm-256color",
    env: dict[str, str] | None = None,
) -> Guest:
    """Ask for the explorer on a connection."""
    _, guest = await connection.create_session(
        lambda: Guest(size), term_type=term, term_size=size, env=env or {}, encoding=None
    )
    return guest


@asynccontextmanager
async def visiting(
    server: Server,
    key: Path,
    size: tuple[int, int] = (80, 24),
    term: str = "xterm-256color",
    env: dict[str, str] | None = None,
) -> AsyncIterator[Guest]:
    """A visit on a connection of its own that has shown its first rows."""
    async with connected(server, key) as connection:
        guest = await visit(connection, size, term, env)
        await guest.wait_for("Microsoft")
        yield guest


async def ask(guest: Guest, sql: str) -> None:
    """Run a statement in the console."""
    if "▸5 SQL" not in guest.text():
        guest.press("5")
        await guest.wait_for("▸5 SQL")
        await guest.wait_for("typing")
    guest.press("f7")
    await guest.wait_for(Guest.marked)  # all of what stands there is selected
    guest.send(sql.encode())
    await guest.wait_for(lambda g: sql[-6:] in g.text() and not g.marked())
    guest.press("f5")


async def leave(guest: Guest) -> None:
    """Quit, from wherever the visitor is."""
    guest.press("ctrl+q")
    await guest.wait_over()
    assert guest.status == 0, guest.text()
