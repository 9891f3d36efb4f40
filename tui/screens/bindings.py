"""The keys of keys.py as the screen listens for them."""

from __future__ import annotations

import asyncio
import contextlib

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.keys import KEYS, Key


def bindings() -> list[BindingType]:
    """A binding a key: it runs the screen's `do` with the name of its action, a chord `first`."""
    return [_binding(key) for key in KEYS]


def _binding(key: Key) -> Binding:
    # Only a chord may go before whatever takes text.
    first = all(name.startswith(("ctrl+", "f")) and len(name) > 1 for name in key.keys)
    does, names = f"{'first' if first else 'do'}({key.action!r})", ",".join(key.keys)
    return Binding(names, does, key.label, show=False, id=key.action, priority=first)


# Of a widget that has been taken away no answer comes.
PATIENCE = 1.0


async def caught_up(widget: Widget | None) -> None:
    """Wait until a widget has taken what was sent to it so far."""
    done = asyncio.Event()
    if widget is not None and widget.call_later(done.set):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)
