"""How many may come in: connections by address and before the login, visits by key and in all."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter
from collections.abc import Callable

from tui.serve.settings import Settings

# Addresses whose allowance is full again are forgotten when there are so many.
REMEMBERED = 10_000


def network(address: str) -> str:
    """What counts as one address: all of an IPv4 address, of an IPv6 address the network half."""
    try:
        plain = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if plain.version == 6 and plain.ipv4_mapped is None:
        return str(ipaddress.ip_network((plain, 64), strict=False))
    return str(plain)


class Gate:
    """Counts. Each `arrives` that is let in is followed by `known`, each `enters` by `leaves`."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._strangers: Counter[str] = Counter()
        self._visits: Counter[str] = Counter()
        # address: what is left of its allowance, and when that was so
        self._allowed: dict[str, tuple[float, float]] = {}

    def arrives(self, address: str) -> bool:
        """A connection has been made; whether it may stay.

        One address takes at most half of the places for strangers, or it could keep all others out.
        """
        one, most = network(address), self._settings.strangers
        full = self._strangers.total() >= most or self._strangers[one] >= max(most // 2, 1)
        if full or not self._spend(one):
            return False
        self._strangers[one] += 1
        return True

    def known(self, address: str) -> None:
        """A connection that was let in has logged in, or has ended before that."""
        one = network(address)
        self._strangers[one] -= 1
        if not self._strangers[one]:
            del self._strangers[one]

    def enters(self, who: str) -> str:
        """A visit begins; if it may not, what to tell the visitor, else ''."""
        if self._visits.total() >= self._settings.max_sessions:
            return f"caploop is full: {self._visits.total()} visitors are in. Try again later."
        if self._visits[who] >= self._settings.max_per_key:
            return f"You are in {self._visits[who]} times already, which is the most."
        self._visits[who] += 1
        return ""

    def leaves(self, who: str) -> None:
        """A visit has ended."""
        self._visits[who] -= 1
        if not self._visits[who]:
            del self._visits[who]

    def _spend(self, address: str) -> bool:
        """Take one from an allowance that fills up over time; False if nothing is left."""
        most, per_second = self._settings.burst, self._settings.per_second
        now = self._clock()
        if len(self._allowed) > REMEMBERED:
            self._allowed = {
                each: (left, then)
                for each, (left, then) in self._allowed.items()
                if left + (now - then) * per_second < most
            }
        left, then = self._allowed.get(address, (float(most), now))
        left = min(left + (now - then) * per_second, float(most))
        enough = left >= 1
        self._allowed[address] = (left - enough, now)
        return enough
