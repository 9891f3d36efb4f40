"""The environment of a visitor's process."""

from __future__ import annotations

from collections.abc import Mapping

# Of the visitor's own.
TAKEN = ("TERM", "COLORTERM", "NO_COLOR")
# The home is no folder, so that nothing is kept between visits. Textual reads its own while it is
# imported; so do the allocators of C and of the engine, told to give back at once what is free: it
# is a third of a visit's memory.
FIXED = {
    "DUCKDB_JE_MALLOC_CONF": "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0",
    "HOME": "/dev/null",
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


def surroundings(own: Mapping[str, str]) -> dict[str, str]:
    """The whole environment, from what is known of the visitor's terminal."""
    return {**FIXED, **{name: own[name] for name in TAKEN if name in own}}
