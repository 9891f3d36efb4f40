"""A visit's process, as the server sees it, and the two ways to start one."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

# Where `python -m tui…` finds this package, whatever the present folder is.
HERE = str(Path(__file__).resolve().parents[2])
# The status of a process whose end nobody saw.
UNKNOWN = -1000


class CannotStart(Exception):
    """No process for a visit: why, in a few words for the log."""


class Running(Protocol):
    """A process. `ended` gives its exit code, -n if signal n ended it, UNKNOWN if nobody knows."""

    ended: asyncio.Future[int]

    def signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""


class Starter(Protocol):
    """Starts visits, each on the terminal whose descriptor it is given."""

    @property
    def ready(self) -> bool:
        """Whether a visit would start at once."""

    async def start(self, terminal: int, data: str, env: Mapping[str, str]) -> Running:
        """Start a visit of a database file. Raises CannotStart."""

    def close(self) -> None:
        """Start no more."""


class Cold:
    """Starts a new interpreter per visit: slower, for where forking is not to be had."""

    ready = True

    def __init__(self, query_seconds: float, log: int) -> None:
        self._options = ("--query-timeout", str(query_seconds), "--log", str(log))
        self._log = log

    async def start(self, terminal: int, data: str, env: Mapping[str, str]) -> Running:
        """Start a visit of a database file. Raises CannotStart."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tui.serve", "--data", data, *self._options),
                stdin=terminal,
                stdout=terminal,
                stderr=terminal,
                env=dict(env),
                cwd=HERE,
                pass_fds=(self._log,),
                start_new_session=True,
                preexec_fn=_take_terminal,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise CannotStart(str(error)) from error
        return _Interpreter(process)

    def close(self) -> None:
        """Start no more."""


class _Interpreter:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.ended: asyncio.Future[int] = asyncio.ensure_future(process.wait())

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
