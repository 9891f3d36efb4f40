"""One visit, from the request for a shell to the line in the log."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from typing import TYPE_CHECKING, Protocol

import asyncssh

from tui.serve.bounds import keep_little
from tui.serve.bridge import Bridge, open_terminal
from tui.serve.log import Ended
from tui.serve.process import UNKNOWN, CannotStart, Running
from tui.serve.surroundings import TAKEN, surroundings
from tui.widgets.restore import RESTORE

if TYPE_CHECKING:
    from tui.serve.house import House

KILL_SECONDS = 1.0
OTHERWISE = "caploop was ended. Connect again."
REFUSED, NO_COMMANDS = 1, 126
_TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,63}")
_VALUE = re.compile(r"[A-Za-z0-9+._-]{0,64}")

# Status of the process: what the log says, what the visitor is told.
_ENDS = {
    0: ("quit", ""),
    1: ("no corpus", ""),
    70: ("crashed", "caploop has failed; that is its fault, not yours. Connect again."),
    -signal.SIGALRM: ("query", "caploop was ended: a query could not be stopped. Connect again."),
    -signal.SIGXCPU: ("computing time", "This visit has used up its computing time."),
    UNKNOWN: ("ended", ""),
}


class Connection(Protocol):
    """What is told of each visit on it, and of each channel that was opened for one."""

    def visit_begins(self) -> None: ...

    def visit_ends(self) -> None: ...

    def channel_closed(self) -> None: ...


class Session(asyncssh.SSHServerSession[bytes]):
    """A channel on which a visitor wants the explorer; all else is refused with what to do."""

    def __init__(self, house: House, who: str, address: str, connection: Connection) -> None:
        self.who = who
        self.address = address
        self._house = house
        self._connection = connection
        self._began = time.monotonic()
        self._typed_at = self._began
        self._command = False
        self._bridge: Bridge | None = None
        self._process: Running | None = None
        self._reason = ""
        self._message = ""
        self._task: asyncio.Task[None] | None = None

    # -- what asyncssh asks

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._channel = chan
        keep_little(chan)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, command: str) -> bool:
        # Accepted, so that there is somebody to tell.
        self._command = True
        return True

    def session_started(self) -> None:
        self._connection.visit_begins()
        self._task = asyncio.get_running_loop().create_task(self._visit())

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        self._typed_at = time.monotonic()
        if self._bridge is not None:
            self._bridge.feed(data)

    def eof_received(self) -> bool:
        return True  # without more to type one can still look

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        if self._bridge is not None:
            self._bridge.resize((width, height))

    def pause_writing(self) -> None:
        if self._bridge is not None:
            self._bridge.pause_writing()

    def resume_writing(self) -> None:
        if self._bridge is not None:
            self._bridge.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self.end("hung up")
        if self._bridge is not None:
            self._bridge.close()
        self._connection.channel_closed()

    # -- the visit

    def end(self, reason: str, message: str = "") -> None:
        """End this visit, if it has not ended: the reason goes to the log, the message to them."""
        if self._reason:
            return
        self._reason, self._message = reason, message
        if self._process is not None:
            self._stop(self._process)

    def _stop(self, process: Running) -> None:
        # The program restores the terminal; one that is stuck does not.
        process.signal(signal.SIGTERM)
        asyncio.get_running_loop().call_later(KILL_SECONDS, process.signal, signal.SIGKILL)

    async def _visit(self) -> None:
        try:
            await self._answer()
        finally:
            self._connection.visit_ends()

    async def _answer(self) -> None:
        refusal, code = self._refusal(), NO_COMMANDS if self._command else REFUSED
        if refusal:
            self._reason = "refused"
        elif refusal := self._house.enters(self):
            self._reason = "full"
        else:
            try:
                code = await self._explore()
            finally:
                self._house.leaves(self)
        self._tell(refusal or self._message)
        self._channel.exit(code)
        self._house.log(self._ended())

    def _refusal(self) -> str:
        """What to tell somebody who wants what there is not, '' for a visitor."""
        ssh = self._house.ssh
        if self._command:
            return f"caploop runs no commands and copies no files; it opens with: {ssh}"
        term = self._channel.get_terminal_type()
        if term is None:
            return f"caploop needs a terminal: {ssh}"
        if not _TERM.fullmatch(term) or term == "dumb":
            return f"caploop cannot draw on this terminal (TERM): TERM=xterm-256color {ssh}"
        return ""

    async def _explore(self) -> int:
        columns, rows, _, _ = self._channel.get_terminal_size()
        try:
            ours, theirs = open_terminal((columns, rows))
            self._bridge = Bridge(self._channel, ours)
            return await self._run(theirs, self._bridge)
        except (CannotStart, OSError) as error:  # as when the machine has no terminals left
            self._reason = self._reason or f"cannot start: {error}"
            self._message = "caploop cannot start a visit just now. Try again in a moment."
            return REFUSED
        finally:
            if self._bridge is not None:
                self._bridge.close()

    async def _run(self, terminal: int, bridge: Bridge) -> int:
        house = self._house
        if not house.starter.ready:
            self._write(b"caploop is starting again: one moment\r\n")
        try:
            data = await house.corpus.file()
            process = await house.starter.start(terminal, data, self._surroundings())
        finally:
            os.close(terminal)
        self._process = process
        if self._reason:  # while it started
            self._stop(process)
        idle = asyncio.get_running_loop().create_task(self._watch())
        status = await process.ended
        idle.cancel()
        bridge.drain()
        if status != 0 or self._reason:
            self._write(RESTORE)
        reason, message = _ENDS.get(
            status, (f"status {status}", "caploop was ended. Connect again.")
        )
        if not self._reason:
            self._reason, self._message = reason, message
        return 0 if status == 0 else REFUSED

    async def _watch(self) -> None:
        """End the visit of somebody who has not pressed a key for long."""
        most = self._house.settings.idle_timeout
        while (left := self._typed_at + most - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self.end("idle", f"caploop has closed: no key for {most:g} s.")

    def _surroundings(self) -> dict[str, str]:
        sent = self._channel.get_environment()
        own = {name: sent[name] for name in TAKEN if _VALUE.fullmatch(sent.get(name, "\n"))}
        return surroundings({**own, "TERM": self._channel.get_terminal_type() or ""})

    def _tell(self, text: str) -> None:
        if text and self._channel.get_terminal_type() is None:
            self._channel.write_stderr(f"{text}\n".encode())
        elif text:
            self._write(f"{text}\r\n".encode())

    def _write(self, data: bytes) -> None:
        if not self._channel.is_closing():
            self._channel.write(data)

    def _ended(self) -> Ended:
        received, sent = (self._bridge.received, self._bridge.sent) if self._bridge else (0, 0)
        seconds = time.monotonic() - self._began
        return Ended(self.who, self.address, seconds, received, sent, self._reason)
