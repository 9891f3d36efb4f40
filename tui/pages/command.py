"""The view as a command: what brings a colleague to the same screen."""

from __future__ import annotations

import shlex

from tui.context import Context


def view_command(context: Context, pane: str, data: str | None = None) -> str:
    """The `caploop` line for a pane of that data under these dials and this pick."""
    words = ["caploop"] + (["--data", data] if data is not None else [])
    words += ["--as-of", context.as_of.isoformat(), "--lens", context.lens]
    if context.since is not None:
        words += ["--since", context.since.isoformat()]
    words += ["--pane", pane]
    if context.entity is not None:
        words += ["--entity", context.entity]
    if context.deal is not None:
        words += ["--deal", context.deal]
    if context.claim is not None:
        words += ["--claim", context.claim]
    if context.held is not None:
        words += ["--held", str(context.held.snapshot)]
    return shlex.join(words)
