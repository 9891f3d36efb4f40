"""What a connection may do: log in with a key, open terminals. Everything else is refused."""

from __future__ import annotations

import asyncio

import asyncssh

from tui.serve.house import ANONYMOUS, House
from tui.serve.keys import KeyFault
from tui.serve.log import say
from tui.serve.session import Session

# At once on one connection.
SESSIONS = 10
# How often asyncssh asks whether keys are taken for each key that is tried: when it comes, and when
# it is refused. So much again is for what is no key.
ASKED = 4


class Door(asyncssh.SSHServer):
    """One connection. asyncssh's own answer to whatever is not named here is no."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._who = ANONYMOUS
        self._stranger = False
        self._tried: set[str] = set()
        self._asked = 0
        self._sessions = self._visits = 0
        self._lonely: asyncio.TimerHandle | None = None
        self._lost = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        self._address = str(conn.get_extra_info("peername")[0])
        self._stranger = self._house.gate.arrives(self._address)
        if not self._stranger:
            conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost = True
        self._is_known()
        self._not_lonely()

    def begin_auth(self, username: str) -> bool:
        return self._house.keys is not None

    def public_key_auth_supported(self) -> bool:
        self._asked += 1
        if self._asked > ASKED * self._house.settings.tries:
            self._disconnect("too many tries to log in")
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        fingerprint = key.get_fingerprint()
        self._tried.add(fingerprint)
        if len(self._tried) > self._house.settings.tries:
            self._disconnect("too many keys tried: ssh -o IdentitiesOnly=yes -i FILE")
            return False
        try:
            allowed = self._house.keys is not None and self._house.keys.allow(key, self._address)
        except KeyFault as fault:
            say(f"nobody can come in: {fault}")
            return False
        if allowed:
            self._who = fingerprint
        return allowed

    def auth_completed(self) -> None:
        self._is_known()
        self._is_lonely()

    def session_requested(self) -> Session | bool:
        if self._sessions >= SESSIONS:
            return False
        self._sessions += 1
        return Session(self._house, self._who, self._address, self)

    # -- what a session tells

    def visit_begins(self) -> None:
        """Somebody is there."""
        self._visits += 1
        self._not_lonely()

    def visit_ends(self) -> None:
        """Nobody may be there any more: a channel alone keeps no connection open."""
        self._visits -= 1
        if not self._visits and not self._lost:
            self._is_lonely()

    def channel_closed(self) -> None:
        """There is room for another one."""
        self._sessions -= 1

    # -- for itself

    def _disconnect(self, text: str) -> None:
        self._connection.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, text)

    def _is_known(self) -> None:
        if self._stranger:
            self._stranger = False
            self._house.gate.known(self._address)

    def _is_lonely(self) -> None:
        self._not_lonely()
        loop, settings = asyncio.get_running_loop(), self._house.settings
        # One that does not read would hold up a polite end.
        self._lonely = loop.call_later(settings.lonely, self._connection.abort)

    def _not_lonely(self) -> None:
        if self._lonely is not None:
            self._lonely.cancel()
            self._lonely = None
