"""A server of its own for tests, run by a user without rights, and its processes."""

from __future__ import annotations

import json
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0


@cache
def as_nobody() -> tuple[str, ...]:
    """What to put before a command so that no rights come with it; nothing where we have none.

    Where root's interpreter or checkout stand in a folder of root's own, only reading stays.
    """
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    assert setpriv, "root runs these tests: setpriv of util-linux is needed to give up its rights"
    user = pwd.getpwnam("nobody")
    # What is started so ends with the tests, however they end.
    rights = ("--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups")
    plain = (setpriv, "--pdeathsig", "TERM", *rights)
    reading = (*plain, "--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search")
    # The server starts its own interpreter again, without what `setpriv` may do for the first one.
    check = "import subprocess, sys, tui.serve.server; subprocess.run([sys.executable, '-c', ''])"
    for prefix in (plain, reading):
        command = [*prefix, sys.executable, "-c", check]
        if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0:
            return prefix
    raise AssertionError("nobody cannot run this interpreter: let others read its folder")


def to_nobody(*paths: Path) -> None:
    """Give files and folders to the user that serves."""
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        for path in paths:
            os.chown(path, user.pw_uid, user.pw_gid)


def wait_until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait until a condition holds. Raises AssertionError."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"waited {patience:g} s for {what}"
        time.sleep(0.01)


def children(pid: int) -> set[int]:
    """The processes below a process."""
    found = _below(pid)
    return found.union(*map(children, found))


def _below(pid: int) -> set[int]:
    """The processes that a process has started itself."""
    found: set[int] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == pid:
                found.add(int(entry.name))
    return found


def alive(pid: int) -> bool:
    """Whether a process runs: one that has ended but was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class Server:
    """A server on a free port of the loopback, until the `with` block ends.

    `folder` takes its host key, its log and its home; `settings` go over the usual ones of tests.
    """

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.host_key = folder / "host_key"
        given = {
            "host": "127.0.0.1",
            "port": 0,
            "host_key": str(self.host_key),
            "max_per_key": 100,
            "burst": 1000,
            # What the machine's other work makes slow is not refused.
            "login_timeout": 120,
            "lonely": 120,
            "query_timeout": 600,
            "keepalive": 60,
            **{name: str(v) if isinstance(v, Path) else v for name, v in settings.items()},
        }
        self._start(["-m", "tests.serve.run", json.dumps(given)])

    def _start(self, arguments: Sequence[str]) -> None:
        self.log_file = self.folder / "log"
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [*as_nobody(), sys.executable, *arguments],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env={
                    "HOME": str(self.folder),
                    "XDG_CACHE_HOME": str(self.folder),
                    "PATH": os.environ["PATH"],
                    "LANG": "C.UTF-8",
                },
            )
        assert self.process.stdout is not None
        ready = select.select([self.process.stdout], [], [], PATIENCE)[0]
        self.command = self.process.stdout.readline().decode().strip() if ready else ""
        if not self.command:
            self.close()
            raise AssertionError(f"the server did not start:\n{self.log()}")
        self.port = int(self.command.split()[2])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop it as an operator would; what does not stop is ended."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    @property
    def zygote(self) -> int:
        """The fork server's process."""
        found = [p for p in _below(self.process.pid) if b"tui.serve.zygote" in _command(p)]
        return next(pid for pid in found if alive(pid))

    def visits(self) -> set[int]:
        """The processes of the visits that go on."""
        below = children(self.process.pid)
        return {pid for pid in below if pid != self.zygote and alive(pid)}

    def log(self) -> str:
        """What the server has said."""
        return self.log_file.read_text(encoding="utf-8")

    def lines(self, word: str) -> list[str]:
        """The lines of the log with a word in them."""
        return [line for line in self.log().splitlines() if word in line]

    def wait_for_line(self, word: str, count: int = 1) -> str:
        """Wait until so many lines have the word; the last one."""
        wait_until(lambda: len(self.lines(word)) >= count, f"{word!r} in the log of the server")
        return self.lines(word)[-1]

    def kill(self, pid: int, number: int = signal.SIGKILL) -> None:
        """Send a signal to a process of this server's."""
        assert pid in children(self.process.pid) | {self.process.pid}
        os.kill(pid, number)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
