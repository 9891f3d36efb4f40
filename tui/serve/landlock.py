"""Linux' Landlock: a process gives up writing, connecting and signalling for good.

https://docs.kernel.org/userspace-api/landlock.html. Where the kernel has it not, nothing happens.
"""

from __future__ import annotations

import ctypes
import os
import sys

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same numbers on every architecture
_VERSION = 1
_PR_SET_NO_NEW_PRIVS = 38
# Rights by the version of the interface that brought them.
_WRITE_FILE, _REFER, _TRUNCATE = 1 << 1, 1 << 13, 1 << 14
_EXECUTE, _REMOVE_AND_MAKE = 1 << 0, 0b1_1111_1111 << 4
_BIND_AND_CONNECT_TCP = 0b11
_ABSTRACT_SOCKET_AND_SIGNAL = 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def give_up_writing() -> int:
    """From now on this process and its children create, write, remove and execute no file, and, as
    the kernel's version allows, open no TCP connection and signal nobody else.

    What is open stays open. Returns the version of the interface, 0 if there is none.
    """
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    version = int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION))
    if version < 1:
        return 0
    ruleset = _Ruleset(files=_EXECUTE | _WRITE_FILE | _REMOVE_AND_MAKE)
    if version >= 2:
        ruleset.files |= _REFER
    if version >= 3:
        ruleset.files |= _TRUNCATE
    if version >= 4:
        ruleset.net = _BIND_AND_CONNECT_TCP
    if version >= 6:
        ruleset.scoped = _ABSTRACT_SOCKET_AND_SIGNAL
    # An older kernel refuses fields that it does not know.
    size = 8 if version < 4 else 16 if version < 6 else 24
    handle = int(libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0))
    if handle < 0:
        return 0
    try:
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        done = int(libc.syscall(_RESTRICT_SELF, handle, 0))
    finally:
        os.close(handle)
    return version if done == 0 else 0
