"""The terminal: Textual's own driver, for terminals that send anything and end at any moment."""

from __future__ import annotations

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
from textual.drivers.linux_driver import LinuxDriver
from textual.events import MouseEvent, Resize
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import InBandWindowResize

from tui.widgets.restore import RESTORE

READ_BYTES = 4096
POLL_SECONDS = 0.1
# A larger terminal shows this much of it used: far beyond any real one.
MOST_COLUMNS, MOST_ROWS = 1_000, 400
# So many events may wait for the app; what is typed or pasted beyond them waits in the terminal.
QUEUED_EVENTS = 500


class Terminal(LinuxDriver):
    """Ends at once on SIGTERM and SIGHUP with the terminal as it was, and reads any bytes."""

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._leave)

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
        reader ends the app on the first one that is not UTF-8."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if self._behind():
                    self.exit_event.wait(POLL_SECONDS)
                    continue
                # An empty text would end the parser: half a character is not one yet.
                if selector.select(POLL_SECONDS) and (text := decode(self._read())):
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
        a size comes from the kernel, which a stream of keys cannot forge."""
        if not isinstance(message, MouseEvent | Resize | InBandWindowResize):
            super().process_message(message)

    def _query_in_band_window_resize(self) -> None:
        """Sizes that come as keys are not wanted."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """What the kernel says of the terminal, up to what can be drawn in a moment."""
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            width, height = 0, 0
        return min(width, MOST_COLUMNS) or 80, min(height, MOST_ROWS) or 24

    def _read(self) -> bytes:
        """What was typed. A terminal that is gone ends the program as a hang-up does."""
        with contextlib.suppress(OSError):
            if data := os.read(self.fileno, READ_BYTES):
                return data
        os.kill(os.getpid(), signal.SIGHUP)
        self.exit_event.wait()
        return b""
