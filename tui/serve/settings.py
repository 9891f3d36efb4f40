"""How a server is set up: what the command line can say, and the limits that it cannot change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Times are in seconds. Without a file of keys anybody may come in.

    `burst` and `per_second` are how many connections an address may open at once and on average;
    `strangers` is how many connections may be open that have not logged in, `lonely` how long one
    may last on which there is no visit.
    """

    host: str
    port: int
    data: Path
    host_key: Path
    authorized_keys: Path | None
    max_sessions: int = 50
    max_per_key: int = 5
    idle_timeout: float = 1800
    query_timeout: float = 10
    fork: bool = True
    login_timeout: float = 20
    tries: int = 6
    strangers: int = 20
    burst: int = 60
    per_second: float = 2
    keepalive: float = 15
    lonely: float = 30
