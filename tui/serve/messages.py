"""What the server tells its fork server: imported by both, so nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The longest message, and the descriptor of the server's log in a forked visit.
PACKET = 1 << 16
LOG = 3


@dataclass(frozen=True)
class Visit:
    """The database file, the environment, seconds for a query, and where the server's log is."""

    data: str
    env: Mapping[str, str]
    query_seconds: float
    log: int
