"""Bounds that asyncssh has not: on what a client sends that is kept, and that is compressed."""

from __future__ import annotations

import zlib

import asyncssh
import asyncssh.compression

from tui.serve.surroundings import TAKEN

LONGEST_VALUE = 64
# A packet is no longer than this before it is compressed, either.
LONGEST_PACKET = 1 << 18
_ALGORITHM = b"zlib@openssh.com"


class _Environment(dict[bytes, bytes]):
    """What is not taken of an environment is not kept: a client may send any number of variables,
    and each is kept until it asks for a shell."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        if name.decode("latin-1") in TAKEN and len(value) <= LONGEST_VALUE:
            super().__setitem__(name, value)


class _Inflate:
    """A thousandth of a packet's zeros is a packet too, and all other visitors would wait for it.

    None ends the connection.
    """

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes | None:
        try:
            whole = self._inflater.decompress(data, LONGEST_PACKET)
        except zlib.error:
            return None
        return None if self._inflater.unconsumed_tail else whole


def keep_little(channel: asyncssh.SSHServerChannel[bytes]) -> None:
    """Of the environment that comes on a channel keep what is taken of it."""
    channel._env = _Environment()


def inflate_little() -> None:
    """Accept compressed packets up to a size; for the whole process."""
    asyncssh.compression._cmp_decompressors[_ALGORITHM] = _Inflate
