"""What a pane says of its queries beside what they brought: how long they take, what failed."""

from __future__ import annotations

import time
from collections.abc import Iterable

from tui.corpus.frame import QueryError
from tui.draw.spans import Line
from tui.pages.page import Surface

SLOW_SECONDS = 0.15


def with_state(
    lines: list[Line], began: Iterable[float], error: QueryError | None, surface: Surface
) -> list[Line]:
    """A slow query shows in the first title, a failure in the last line; `began` are the
    time.monotonic() at which those began that are running."""
    elapsed = time.monotonic() - min(began, default=time.monotonic())
    if elapsed >= SLOW_SECONDS and lines:
        note = f"loading {elapsed:.1f} s · esc"
        head = lines[0][:1]
        gap = max(surface.width - len(note) - 2 - sum(len(text) for text, _ in head), 1)
        lines = [[*head, (" " * gap, ""), (note, "muted")], *lines[1:]]
    if error is not None:
        sign, message = f"{surface.glyphs.withdrawn} ", error.message.split("\n")[0]
        failed: Line = [(sign, "withdrawn"), (message, "text"), (" · s opens its SQL", "muted")]
        lines = [*lines[: surface.height - 1], failed]
    return lines
