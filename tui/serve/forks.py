"""The server's side of the fork server: start it, ask it for visits, start it again."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from tui.serve.messages import LOG, PACKET, Visit
from tui.serve.process import HERE, UNKNOWN, CannotStart, Running
from tui.serve.surroundings import surroundings

_PR_SET_CHILD_SUBREAPER = 36
READY_SECONDS = 60.0
# To fork takes a few milliseconds: who does not answer for so long does nothing any more.
ANSWER_SECONDS = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0


class NoForks(Exception):
    """A fork server is not to be had here: why."""


class Forked:
    """A visit that the fork server forked."""

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid = pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._descriptor = descriptor

    def signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self._descriptor >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, number)

    def end(self, status: int) -> None:
        """It has ended."""
        if self._descriptor >= 0:
            asyncio.get_running_loop().remove_reader(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1
        if not self.ended.done():
            self.ended.set_result(status)

    def reap_when_ended(self) -> None:
        """Nobody else waits for it any more."""
        if self._descriptor >= 0:
            asyncio.get_running_loop().add_reader(self._descriptor, self._reap)

    def _reap(self) -> None:
        status = UNKNOWN
        # A subreaper inherits the children of its dead children.
        with contextlib.suppress(ChildProcessError):
            status = os.waitstatus_to_exitcode(os.waitpid(self.pid, os.WNOHANG)[1])
        self.end(status)


class Forks:
    """Starts visits through a fork server, which is started again whenever it ends."""

    def __init__(self, query_seconds: float, log: int, say: Callable[[str], None]) -> None:
        self._query_seconds = query_seconds
        self._log = log
        self._say = say
        self._socket: socket.socket | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._ready = asyncio.Event()
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked: dict[int, asyncio.Future[Forked]] = {}
        self._visits: dict[int, Forked] = {}
        self._number = 0
        self._pause = FIRST_PAUSE
        self._closing = False

    async def open(self) -> None:
        """Start the fork server and wait until it is ready. Raises NoForks."""
        if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
            raise NoForks("this system has no pidfd")
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._launch()
        try:
            await asyncio.wait_for(self._opened, READY_SECONDS)
        except TimeoutError:
            raise NoForks("the fork server does not get ready") from None
        finally:
            if not self.ready:
                self.close()

    @property
    def ready(self) -> bool:
        """Whether a visit would start at once."""
        return self._ready.is_set()

    async def start(self, terminal: int, data: str, env: Mapping[str, str]) -> Running:
        """Start a visit of a database file. Raises CannotStart."""
        try:
            await asyncio.wait_for(self._ready.wait(), READY_SECONDS)
        except TimeoutError:
            raise CannotStart("no fork server") from None
        assert self._socket is not None
        self._number = number = self._number + 1
        visit = Visit(data, dict(env), self._query_seconds, LOG)
        message = json.dumps({"id": number, "visit": asdict(visit)}).encode()
        future: asyncio.Future[Forked] = asyncio.get_running_loop().create_future()
        self._asked[number] = future
        try:
            socket.send_fds(self._socket, [message], [terminal])
        except OSError as error:
            del self._asked[number]
            raise CannotStart(str(error)) from error
        try:
            return await asyncio.wait_for(future, ANSWER_SECONDS)
        except TimeoutError:
            self._asked.pop(number, None)
            self._lost()
            raise CannotStart("the fork server does not answer") from None

    def close(self) -> None:
        """Start no more."""
        self._closing = True
        self._hang_up()

    def _launch(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tui.serve.zygote", str(theirs.fileno()), str(self._log)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=surroundings({}),
            cwd=HERE,
            pass_fds=(theirs.fileno(), self._log),
        )
        theirs.close()
        ours.setblocking(False)
        self._socket = ours
        asyncio.get_running_loop().add_reader(ours, self._take)

    def _take(self) -> None:
        assert self._socket is not None
        try:
            data, descriptors, _, _ = socket.recv_fds(self._socket, PACKET, 1)
        except BlockingIOError:
            return
        except OSError:
            data, descriptors = b"", []
        if not data:
            self._lost()
            return
        message: dict[str, Any] = json.loads(data)
        if "ended" in message:
            self._visits.pop(message["ended"]).end(message["status"])
        elif "id" in message:
            self._answered(self._asked.pop(message["id"]), message, descriptors)
        elif message["ready"]:
            self._pause = FIRST_PAUSE
            self._ready.set()
            if not self._opened.done():
                self._opened.set_result(None)
        elif not self._opened.done():
            self._opened.set_exception(NoForks(f"{message['threads']} threads after the imports"))

    def _answered(
        self, asked: asyncio.Future[Forked], message: dict[str, Any], descriptors: list[int]
    ) -> None:
        if "error" in message:
            asked.set_exception(CannotStart(message["error"]))
            return
        visit = self._visits[message["pid"]] = Forked(message["pid"], descriptors[0])
        if asked.cancelled():
            visit.signal(signal.SIGKILL)
        else:
            asked.set_result(visit)

    def _lost(self) -> None:
        """The fork server has ended. Its visits go on; it is started again."""
        self._hang_up()
        for asked in self._asked.values():
            if not asked.done():
                asked.set_exception(CannotStart("the fork server ended"))
        for visit in self._visits.values():
            visit.reap_when_ended()
        self._asked.clear()
        self._visits.clear()
        if not self._opened.done():
            self._opened.set_exception(NoForks("the fork server ended"))
        elif not self._closing:
            self._say(f"the fork server ended; starting it again in {self._pause:g} s")
            asyncio.get_running_loop().call_later(self._pause, self._launch_again)
            self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _launch_again(self) -> None:
        if not self._closing:
            self._launch()

    def _hang_up(self) -> None:
        self._ready.clear()
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None
