"""The view as a command: what brings a colleague to the same screen."""

from __future__ import annotations

import shlex

from tui.context import Context


def view_command(context: Context, pane: str) -> str:
    """The `caploop` line for a pane under these dials and this pick."""
    words = ["caploop", "--as-of", context.as_of.isoformat(), "--lens", context.lens]
    words += ["--pane", pane]
    if context.entity is not None:
        words += ["--entity", context.entity]
    if context.deal is not None:
        words += ["--deal", context.deal]
    return shlex.join(words)
