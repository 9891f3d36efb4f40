"""What the server says of itself, and of each visit in one line: never what was looked at."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

# A visit has no more to tell in one line.
LONGEST = 400


def say(text: str) -> None:
    """One line on stderr, with the time."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    print(f"{now} {text}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Ended:
    """A visit that has ended: who (the fingerprint of a key, or `anonymous`), from where, how long
    in seconds, how many bytes came in and went out, why it ended."""

    who: str
    address: str
    seconds: float
    received: int
    sent: int
    reason: str

    def __str__(self) -> str:
        return (
            f"visit {self.who} {self.address} {self.seconds:.1f} s "
            f"in {self.received} B out {self.sent} B: {self.reason}"
        )


class Letters:
    """A pipe through which visits tell the log what failed: they may write to no file themselves.

    `write_end` is what they get.
    """

    def __init__(self) -> None:
        self._read_end, self.write_end = os.pipe()
        os.set_blocking(self._read_end, False)
        self._unfinished = b""
        asyncio.get_running_loop().add_reader(self._read_end, self._read)

    def _read(self) -> None:
        *lines, self._unfinished = (self._unfinished + os.read(self._read_end, 4096)).split(b"\n")
        self._unfinished = self._unfinished[:LONGEST]
        for line in lines:
            say(re.sub(r"[^ -~]", "?", line[:LONGEST].decode("ascii", "replace")))

    def close(self) -> None:
        """Take no more."""
        asyncio.get_running_loop().remove_reader(self._read_end)
        os.close(self._read_end)
        os.close(self.write_end)
