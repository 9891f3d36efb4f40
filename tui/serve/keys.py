"""Keys: the server's own, made once and kept, and those of the people who may come in."""

from __future__ import annotations

import contextlib
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import cast

import asyncssh


class KeyFault(Exception):
    """A key or a file of keys that cannot be used: which, why, what to do."""


def host_key(path: Path) -> asyncssh.SSHKey:
    """The server's key, made if it is not there yet. Raises KeyFault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            raise KeyFault(f"{path} can be read by others ({mode:o}): chmod 600 {path}")
        return asyncssh.read_private_key(path)
    except OSError as error:
        raise KeyFault(f"{path}: {error.strerror}") from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise KeyFault(f"{path} is no private key that can be used: {error}") from error


def _make(path: Path) -> None:
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(asyncssh.generate_private_key("ssh-ed25519").export_private_key())


class Keys:
    """A file as sshd's authorized_keys, read again whenever it has changed.

    Of its options `from=` and `expiry-time=` count; a certificate authority lets nobody in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._known = asyncssh.SSHAuthorizedKeys()

    def read(self) -> None:
        """Take what the file says now. Raises KeyFault."""
        try:
            state = self.path.stat()
            seen = (state.st_mtime_ns, state.st_size, state.st_ino)
            if seen != self._seen:
                self._known = asyncssh.read_authorized_keys(self.path)
                self._seen = seen
        except OSError as error:
            raise KeyFault(f"{self.path}: {error.strerror}") from error
        except (ValueError, UnicodeDecodeError) as error:
            raise KeyFault(f"{self.path}: {error}") from error

    def allow(self, key: asyncssh.SSHKey, address: str) -> bool:
        """Whether a key may come in from an address now. Nobody may while the file is unreadable.

        Raises KeyFault.
        """
        self.read()
        options = self._known.validate(key, address, address)
        if options is None:
            return False
        until = cast(list[str], options.get("expiry-time", []))
        return not any(_expired(each) for each in until)


def _expired(text: str) -> bool:
    """As sshd reads it: YYYYMMDD[HHMM[SS]], local time, UTC with a Z. What is odd has expired."""
    digits = text.removesuffix("Z")
    form = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}.get(len(digits))
    if form is None or not digits.isdigit():
        return True
    if digits != text:
        form, digits = f"{form}%z", f"{digits}+0000"
    try:
        moment = datetime.strptime(digits, form).astimezone()
    except ValueError:
        return True
    return moment <= datetime.now().astimezone()
