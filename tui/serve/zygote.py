"""The fork server: a process that has everything imported and forks one visit after the other.

It has one thread, which is what makes forking safe, and neither the server's keys nor its sockets.
Messages are JSON, one a packet: a Visit with the descriptor of its terminal comes in; `pid` with a
descriptor of the process, and later `ended` with its status go out.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import json
import os
import selectors
import socket
import sys
import termios
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from tui.context import Context
from tui.corpus.store import close_default
from tui.keys import PANES
from tui.pages.make import pane_page
from tui.serve.messages import LOG, PACKET, Visit
from tui.serve.visit import CRASHED, PANE, VisitorApp, run


class _Never:
    """A corpus that does not open."""

    def hear(self, told: object) -> None:
        """Nobody is ever told."""

    def then(self, call: object) -> None:
        """Nobody is ever called."""


def prepare() -> None:
    """Do once what every visit would do: import, parse styles, draw a first screen."""
    # The engine's own connection has a thread; polars would have some: who needs it imports it.
    close_default()

    async def draw() -> None:
        from tui.screens.body import Look

        app = VisitorApp(
            Context(date.today()),
            _Never(),
            pane=PANE,
            look=Look("dark", "full"),
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()

    asyncio.run(draw())
    for name, _ in PANES:
        if name != "console":
            pane_page(name)  # its modules: a visit reads ahead what the pane lists
    gc.collect()
    # What is there now stays shared between the visits.
    gc.freeze()


def threads() -> int:
    """How many threads this process has."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def attach(terminal: int) -> None:
    """Make a terminal this process' own, its input, output and errors."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for standard in (0, 1, 2):
        os.dup2(terminal, standard)


class Zygote:
    """Forks visits until the server hangs up."""

    def __init__(self, server: socket.socket, log: int) -> None:
        self._server = server
        self._log = log
        self._selector = selectors.DefaultSelector()
        self._selector.register(server, selectors.EVENT_READ)

    def serve(self) -> None:
        """Take messages and ends of visits as they come."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is not self._server:
                    self._ended(key.fd, key.data)
                elif not self._take():
                    return

    def _take(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._server, PACKET, 1)
        if not message:
            return False
        wanted = json.loads(message)
        try:
            pid = os.fork()
        except OSError as error:
            self._tell({"id": wanted["id"], "error": error.strerror})
        else:
            if pid == 0:
                self._become(descriptors[0], wanted["visit"])
            process = os.pidfd_open(pid)
            self._tell({"id": wanted["id"], "pid": pid}, process)
            self._selector.register(process, selectors.EVENT_READ, pid)
        os.close(descriptors[0])
        return True

    def _become(self, terminal: int, visit: dict[str, Any]) -> NoReturn:
        try:
            attach(terminal)
            os.dup2(self._log, LOG)
            os.closerange(LOG + 1, os.sysconf("SC_OPEN_MAX"))
            run(Visit(**visit))
        finally:
            os._exit(CRASHED)

    def _ended(self, process: int, pid: int) -> None:
        self._selector.unregister(process)
        os.close(process)
        _, status = os.waitpid(pid, 0)
        self._tell({"ended": pid, "status": os.waitstatus_to_exitcode(status)})

    def _tell(self, message: dict[str, object], *descriptors: int) -> None:
        socket.send_fds(self._server, [json.dumps(message).encode()], descriptors)


def main() -> None:
    """Serve on the socket whose descriptor is the first argument; the second is the log's."""
    server = socket.socket(fileno=int(sys.argv[1]))
    prepare()
    running = threads()
    server.send(json.dumps({"ready": running == 1, "threads": running}).encode())
    if running == 1:
        Zygote(server, int(sys.argv[2])).serve()
    os._exit(0)  # the engine's module complains of its own leaks otherwise


if __name__ == "__main__":
    main()
