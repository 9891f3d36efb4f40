"""Bytes between a visitor's channel and the terminal of their process, at the slower's pace."""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
import termios
import tty
from typing import Protocol

CHUNK = 1 << 16
# A terminal is at least a cell, at most what a redraw sends in a moment; no size at all is 80x24.
LARGEST = (500, 200)
USUAL = (80, 24)


class Channel(Protocol):
    """What is used of a channel."""

    def is_closing(self) -> bool: ...

    def write(self, data: bytes) -> None: ...

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


def open_terminal(size: tuple[int, int]) -> tuple[int, int]:
    """A new terminal of so many columns and rows: the server's side and the process' side."""
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    # What is typed before the program is ready waits as it is: no echo, no line editing.
    tty.setraw(theirs)
    modes = termios.tcgetattr(theirs)
    modes[tty.OFLAG] |= termios.OPOST | termios.ONLCR
    termios.tcsetattr(theirs, termios.TCSANOW, modes)
    set_size(ours, size)
    return ours, theirs


def set_size(terminal: int, size: tuple[int, int]) -> None:
    """Tell a terminal, and so its program, how many columns and rows the visitor sees."""
    columns, rows = (
        min(asked, most) or usual for asked, most, usual in zip(size, LARGEST, USUAL, strict=True)
    )
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))


class Bridge:
    """Carries bytes both ways until it is closed; it owns the server's side of the terminal."""

    def __init__(self, channel: Channel, terminal: int) -> None:
        self.received = 0
        self.sent = 0
        self._channel = channel
        self._terminal = terminal
        self._loop = asyncio.get_running_loop()
        self._typed = bytearray()
        self.resume_writing()

    def feed(self, data: bytes) -> None:
        """What the visitor typed."""
        self.received += len(data)
        if self._terminal < 0:
            return
        self._typed += data
        if len(self._typed) == len(data):
            self._type()

    def _type(self) -> None:
        try:
            del self._typed[: os.write(self._terminal, self._typed)]
        except BlockingIOError:
            pass
        except OSError:
            self._typed.clear()
        if self._typed:
            self._channel.pause_reading()
            self._loop.add_writer(self._terminal, self._type)
        else:
            self._loop.remove_writer(self._terminal)
            self._channel.resume_reading()

    def pause_writing(self) -> None:
        """The visitor does not keep up: the program has to wait."""
        if self._terminal >= 0:
            self._loop.remove_reader(self._terminal)

    def resume_writing(self) -> None:
        """The visitor has caught up."""
        if self._terminal >= 0:
            self._loop.add_reader(self._terminal, self._show)

    def _show(self) -> bool:
        """Pass on what the program has drawn; whether there was any."""
        try:
            data = os.read(self._terminal, CHUNK)
        except BlockingIOError:
            return False
        except OSError:  # nobody holds the other side any more
            self._loop.remove_reader(self._terminal)
            return False
        if not self._channel.is_closing():
            self.sent += len(data)
            self._channel.write(data)
        return True

    def resize(self, size: tuple[int, int]) -> None:
        """The visitor's window has another size."""
        if self._terminal >= 0:
            set_size(self._terminal, size)

    def drain(self) -> None:
        """Pass on what is left of a program that has ended."""
        while self._terminal >= 0 and self._show():
            pass

    def close(self) -> None:
        """Hang up: the kernel tells the program."""
        if self._terminal >= 0:
            self._loop.remove_reader(self._terminal)
            self._loop.remove_writer(self._terminal)
            os.close(self._terminal)
            self._terminal = -1
