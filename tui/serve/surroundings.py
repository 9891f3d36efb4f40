"""The environment of a visitor's process."""

from __future__ import annotations

from collections.abc import Mapping

# Of the visitor's own.
TAKEN = ("TERM", "COLORTERM", "NO_COLOR")
# The home is no folder, so that nothing is kept between visits. Textual reads its own while it is
# imported.
FIXED = {
    "HOME": "/dev/null",
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


def surroundings(own: Mapping[str, str]) -> dict[str, str]:
    """The whole environment, from what is known of the visitor's terminal."""
    return {**FIXED, **{name: own[name] for name in TAKEN if name in own}}
