"""The terminal: Textual's own driver, for terminals that send anything and end at any moment."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import selectors
import signal
import sys
import termios
from codecs import getincrementaldecoder
from types import FrameType
from typing import NoReturn

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.events import CursorPosition, Key, MouseEvent, Resize
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import InBandWindowResize

from tui.widgets.restore import RESTORE
from tui.widgets.thrift import Thrift, width_of

READ_BYTES = 4096
POLL_SECONDS = 0.1
# A larger terminal shows this much of it used: far beyond any real one.
MOST_COLUMNS, MOST_ROWS = 1_000, 400
# An invisible character of two cells, three more of it, and where the cursor stands then: only a
# terminal that repeats any character (REP), and the right one, says column 9. Some repeat none, or
# the last letter.
REPEATING, REPEATED = "\x1b[H\u3000\x1b[3b\x1b[6n", (8, 0)
# So many events may wait for the app; what is typed or pasted beyond them waits in the terminal.
QUEUED_EVENTS = 500


def in_letters_of(encoding: str, text: str) -> str:
    """The text with a question mark in each cell whose letter an encoding has not: written as it
    is, such a letter would become several."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_letter(encoding, char) for char in text)
    return text


def _letter(encoding: str, char: str) -> str:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return "?" * width_of(char)
    return char


class Terminal(LinuxDriver):
    """Ends at once on SIGTERM and SIGHUP with the terminal as it was, and reads any bytes."""

    _thrift: Thrift | None = None
    # What a signal's handler leaves for the next frame: it may run in the middle of one.
    _size: tuple[int, int] | None = None
    _stale = False
    _thinning = False

    @property
    def encoding(self) -> str:
        """What the terminal takes for text, both ways."""
        return self._file.encoding.lower() if self._file else "utf-8"

    def write(self, data: str) -> None:
        """Send what changes the screen: of most frames that is little."""
        if self.encoding != "utf-8":
            data = in_letters_of(self.encoding, data)
        if self._thinning:
            self._stale = True
            super().write(data)
            return
        self._thinning = True
        try:
            thin = self._thin(data)
        finally:
            self._thinning = False
        if thin:
            super().write(thin)

    def _thin(self, data: str) -> str:
        if self._thrift is None:
            self._thrift = Thrift()
            self._get_terminal_size()
        size, self._size = self._size, None
        if size is not None:
            self._thrift.resize(*size)
        if self._stale:
            self._stale = False
            self._thrift.repaint()
        return self._thrift.thin(data)

    def redraw(self) -> None:
        """Send the whole screen again: somebody else may have written on the terminal."""
        self._stale = True
        self.write("")

    def start_application_mode(self) -> None:
        again = self._thrift is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._leave)
        loop, resized = asyncio.get_running_loop(), signal.getsignal(signal.SIGWINCH)

        def on_resize(number: int, frame: FrameType | None) -> None:
            if callable(resized):
                resized(number, frame)
            # A size that is the same again draws nothing by itself, and the terminal may have lost
            # what it showed.
            loop.call_soon_threadsafe(self.write, "")

        signal.signal(signal.SIGWINCH, on_resize)
        if again:
            loop.call_soon_threadsafe(self.redraw)
        elif self.input_tty and self.encoding == "utf-8":
            # What it leaves on the screen is drawn over by the first frame.
            super().write(REPEATING)

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)

    def _leave(self, number: int, frame: FrameType | None) -> NoReturn:
        """Restore what can be restored and end: a busy app or a query must not delay it."""
        output = sys.__stderr__.fileno() if sys.__stderr__ is not None else 2
        with contextlib.suppress(OSError, termios.error):
            screen = os.dup(output)
            # What the writing thread still holds goes nowhere.
            os.dup2(os.open(os.devnull, os.O_RDONLY), output)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            if select.select([], [screen], [], POLL_SECONDS)[1]:
                os.write(screen, RESTORE)
        os._exit(128 + number)

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the driver stops. No byte is an error here: Textual's own
        reader takes all terminals for UTF-8 and ends the app on the first byte that is not."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder(self.encoding)("replace").decode
        wait = POLL_SECONDS
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if self._behind():
                    self.exit_event.wait(POLL_SECONDS)
                    continue
                ready, wait = selector.select(wait), POLL_SECONDS
                # An empty text would end the parser: half a character is not one yet.
                if ready and (text := decode(self._read())):
                    wait = ESCAPE_DELAY  # then an escape that stands alone is the key
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _behind(self) -> bool:
        """Whether the app has more to do than it should be given."""
        pumps: list[MessagePump] = [self._app]
        for screen in self._app.screen_stack[-1:]:
            pumps += [screen] if screen.focused is None else [screen, screen.focused]
        return any(pump.message_queue_size > QUEUED_EVENTS for pump in pumps)

    def process_message(self, message: Message) -> None:
        """Pass on what is no mouse and no size: the mouse is the terminal's own, for selecting, and
        a size comes from the kernel, which a stream of keys cannot forge. ctrl+l draws again, as
        everywhere."""
        if isinstance(message, CursorPosition):
            if self._thrift is not None and (message.x, message.y) == REPEATED:
                self._thrift.repeats = True
        elif isinstance(message, Key) and message.key == "ctrl+l":
            self._loop.call_soon_threadsafe(self.redraw)
        elif not isinstance(message, MouseEvent | Resize | InBandWindowResize):
            super().process_message(message)

    def _query_in_band_window_resize(self) -> None:
        """Sizes that come as keys are not wanted."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """What the kernel says of the terminal, up to what can be drawn in a moment."""
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            width, height = 0, 0
        self._size = min(width, MOST_COLUMNS) or 80, min(height, MOST_ROWS) or 24
        return self._size

    def _read(self) -> bytes:
        """What was typed. A terminal that is gone ends the program as a hang-up does."""
        with contextlib.suppress(OSError):
            if data := os.read(self.fileno, READ_BYTES):
                return data
        os.kill(os.getpid(), signal.SIGHUP)
        self.exit_event.wait()
        return b""
