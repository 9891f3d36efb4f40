"""A real terminal for tests: a program on a pty of its own, with a screen that can be read."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.terminal.emulator import ByteStream, Screen

PATIENCE = 90.0
# Threads that look around all the time are not waited for any longer.
LONGEST_WORK = 10.0
Condition = str | Callable[["Terminal"], bool]

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
}

# Modes that a program must have switched back when it ends: number -> what stays on.
LEFT_ON = {
    b"1049": "alternate screen",
    b"1047": "alternate screen",
    b"1000": "mouse",
    b"1002": "mouse",
    b"1003": "mouse",
    b"1006": "mouse",
    b"1015": "mouse",
    b"1016": "mouse",
    b"1004": "focus reports",
    b"2004": "bracketed paste",
    b"2048": "resize reports",
}
MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
KITTY = re.compile(rb"\x1b\[([<>])\d*u")

# pyte prints or trips over these: strings, private and intermediate sequences, colours with colons.
# The alternate screen is drawn as a cleared one.
STRING = rb"\x1b[P\]X^_].*?(?:\x07|\x1b\\)"
UNKNOWN = re.compile(
    STRING
    + rb"|\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]|\x1b\[[0-9;]*(?:t|:[0-9;:]*m)",
    re.S,
)
ALTERNATE = re.compile(rb"\x1b\[\?(?:1049|1047)[hl]")
# A program asks where the cursor is.
WHERE = b"\x1b[6n"
CUT_OFF = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P\]X^_](?:[^\x07\x1b]|\x1b[^\\])*\x1b?)?\Z")


def encode(key: str) -> bytes:
    """The bytes that an xterm sends for a key: a name of KEYS, `ctrl+x`, or one character."""
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[-1].upper()) & 0x1F])
    if len(key) > 1 and key not in KEYS:
        raise ValueError(f"unknown key {key!r}")
    return KEYS.get(key, key).encode()


class Terminal:
    """One program on a pty, in a session of its own.

    `env` is laid over a small clean environment (no colour or locale setting of whoever runs the
    tests gets in); a value of None takes a variable away. The program is read only while a method
    waits, so nothing here runs in the background. Leaving a `with` block ends the program.
    """

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: str | Path | None = None,
    ) -> None:
        self.columns, self.rows = size
        clean: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)  # a long text is written as far as there is room
        self._set_size()
        self._settings = termios.tcgetattr(self._master)
        self._answers: list[bytes] = []
        self._screen = Screen(*size, answer=lambda text: self._answers.append(text.encode()))
        self._stream = ByteStream(self._screen)
        self._raw = bytearray()
        self._drawn = 0
        self._ended = False
        self._process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env={k: v for k, v in {**clean, **(env or {})}.items() if v is not None},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def press(self, *keys: str) -> None:
        """Send keys, each by its name in KEYS, as `ctrl+x` or as one character."""
        for key in keys:
            self._write(encode(key))

    def type(self, text: str) -> None:
        """Send text as typed, in one go."""
        self._write(text.encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._write(data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program gets SIGWINCH."""
        self._draw()
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._set_size()

    def raw(self) -> bytes:
        """Every byte that the program has sent so far, as far as it was read."""
        return bytes(self._raw)

    def screen(self) -> list[str]:
        """What the screen shows: `rows` lines without the spaces at their right."""
        self._draw()
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The screen as one string of lines."""
        return "\n".join(self.screen())

    def marked(self) -> str:
        """What the screen shows in reverse video, a selection for example."""
        self._draw()
        cells = self._screen.buffer
        return "".join(
            cells[row][column].data
            for row in range(self.rows)
            for column in range(self.columns)
            if cells[row][column].reverse
        )

    def spoil(self) -> None:
        """Clear the screen and write on it as another program would."""
        self._draw()
        self._stream.feed(b"\x1b[0m\x1b[H\x1b[2J\x1b[5;5H\x1b[7msomebody else")

    def wait_for(self, wanted: Condition, timeout: float = PATIENCE) -> None:
        """Read until a text stands on the screen, or a predicate of this terminal holds.

        Raises AssertionError with the screen after `timeout` seconds, or if the program ended
        without it.
        """
        end = time.monotonic() + timeout
        while True:
            if (wanted in self.text()) if isinstance(wanted, str) else wanted(self):
                return
            if self._ended or not self._read_until(end):
                why = f"the program ended ({self.exit_code})" if self._ended else "no sign of it"
                raise AssertionError(f"waited for {wanted!r}: {why}; screen:\n{self.text()}")

    def wait_for_bytes(self, wanted: bytes, timeout: float = PATIENCE) -> float:
        """Read until the program has sent these bytes; the time.monotonic() at which they came.

        For measuring: nothing is drawn meanwhile. Raises AssertionError as `wait_for`.
        """
        end = time.monotonic() + timeout
        while wanted not in self._raw:
            if self._ended or not self._read_until(end):
                raise AssertionError(f"{wanted!r} never came; screen:\n{self.text()}")
        return time.monotonic()

    def wait_quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing has come, and nothing was worked on, for so long: for measuring what
        a key sends. On a busy machine who has much to do may say nothing for long."""
        end, last = time.monotonic() + seconds, time.monotonic() + LONGEST_WORK
        while not self._ended and (now := time.monotonic()) < end:
            if self._read_until(now + 0.01) or (now < last and self._at_work()):
                end = time.monotonic() + seconds

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Read until the program has ended; its exit code, -n if signal n ended it.

        Raises AssertionError with the screen after `timeout` seconds.
        """
        end = time.monotonic() + timeout
        while not self._ended and self._process.poll() is None and time.monotonic() < end:
            self._read_until(time.monotonic() + 0.02)
        try:
            code = self._process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"runs after {timeout} s; screen:\n{self.text()}") from None
        while not self._ended and self._read_until(time.monotonic()):
            pass
        return code

    @property
    def exit_code(self) -> int | None:
        """The exit code, None while the program runs."""
        return self._process.poll()

    def left_on(self) -> set[str]:
        """What the program has switched on in the terminal and not off again."""
        modes: dict[bytes, bool] = {}
        for found in MODE.finditer(self._raw):
            modes.update(dict.fromkeys(found[1].split(b";"), found[2] == b"h"))
        left = {name for mode, name in LEFT_ON.items() if modes.get(mode)}
        if modes.get(b"25") is False:
            left.add("cursor hidden")
        pushed = [1 if found[1] == b">" else -1 for found in KITTY.finditer(self._raw)]
        if sum(pushed) > 0:
            left.add("key protocol")
        if self._master >= 0 and termios.tcgetattr(self._master) != self._settings:
            left.add("tty settings")
        return left

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._process.pid, number)

    def wait_stopped(self, timeout: float = PATIENCE) -> None:
        """Wait until the program stands still, after SIGTSTP. Raises AssertionError."""
        end = time.monotonic() + timeout
        asked = os.WSTOPPED | os.WNOWAIT | os.WNOHANG
        while os.waitid(os.P_PID, self._process.pid, asked) is None:
            assert time.monotonic() < end, "the program goes on"
            self._read_until(time.monotonic() + 0.02)

    def hang_up(self) -> None:
        """Close the terminal under the program, as a lost connection does."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self._ended = True

    def close(self) -> None:
        """End the program, whatever it does, and free the pty."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.hang_up()

    def _at_work(self) -> bool:
        """Whether a thread of the program runs, or would if it were its turn."""
        for task in Path(f"/proc/{self._process.pid}/task").glob("*/stat"):
            try:
                state = task.read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if state in "RD":
                return True
        return False

    def _set_size(self) -> None:
        fcntl.ioctl(
            self._master, termios.TIOCSWINSZ, struct.pack("4H", self.rows, self.columns, 0, 0)
        )

    def _write(self, data: bytes) -> None:
        while data:
            ready, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            if ready:  # else both sides could wait for the other to read
                self._read()
            if writable:
                data = data[os.write(self._master, data) :]

    def _read_until(self, end: float) -> bool:
        """Take one chunk of output; False if none came before `end`."""
        left = max(0.0, end - time.monotonic())
        return bool(select.select([self._master], [], [], left)[0]) and self._read()

    def _read(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: nobody holds the other side any more
            data = b""
        self._raw += data
        self._ended = not data
        if WHERE in self._raw[-len(data) - len(WHERE) :]:
            self._draw()  # and so answers
        return bool(data)

    def _draw(self) -> None:
        """Bring the screen up to what was read, but for a sequence that is cut off."""
        data = bytes(self._raw[self._drawn :])
        cut = CUT_OFF.search(data)
        data = data[: cut.start()] if cut else data
        self._drawn += len(data)
        self._stream.feed(UNKNOWN.sub(b"", ALTERNATE.sub(b"\x1b[H\x1b[2J", data)))
        while self._answers:  # not while it is fed: to write is also to read, and so to draw
            self._write(self._answers.pop(0))


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
