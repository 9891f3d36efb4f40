"""What the server says of itself, and of each visit in one line: never what was looked at."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime


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
