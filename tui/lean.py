"""Textual without what this program never uses: it begins sooner, and in less memory."""

from __future__ import annotations

import sys
from types import ModuleType


class _Absent(ModuleType):
    """Stands for a module: whatever is imported from it is an empty class."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


# The library of TLS, which asyncio does without where there is none, two that compress, as shutil
# does, and the command palette with its nine widgets, which the app switches off.
_UNUSED = {
    "ssl": None,
    "bz2": None,
    "lzma": None,
    "textual.command": _Absent("textual.command"),
}


def import_textual() -> None:
    """Import Textual's app first of all. Whoever wants one of those later still gets it."""
    unused = {name: stand_in for name, stand_in in _UNUSED.items() if name not in sys.modules}
    sys.modules.update(unused)  # type: ignore[arg-type]  # None: as if it were not installed
    try:
        import textual.app  # noqa: F401
    finally:
        for name in unused:
            del sys.modules[name]
