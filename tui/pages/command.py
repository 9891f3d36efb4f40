"""The view as a command: what brings a colleague to the same screen."""

from __future__ import annotations

import shlex

from tui.context import Context
from tui.keys import VIEWS


def view_command(context: Context, pane: str, data: str | None = None, view: str = "") -> str:
    """The `caploop` line for a pane of that data, in its view, under these dials and this pick."""
    words = ["caploop"] + (["--data", data] if data is not None else [])
    words += ["--as-of", context.as_of.isoformat(), "--lens", context.lens]
    if context.since is not None:
        words += ["--since", context.since.isoformat()]
    words += ["--pane", pane]
    if view in VIEWS.get(pane, ())[1:]:
        words += ["--view", view]
    if context.entity is not None:
        words += ["--entity", context.entity]
    if context.deal is not None:
        words += ["--deal", context.deal]
    if context.claim is not None:
        words += ["--claim", context.claim]
    if context.held is not None:
        words += ["--held", str(context.held.snapshot)]
    return shlex.join(words)
