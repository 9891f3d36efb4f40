"""Each pane as text at the two sizes of the design, on the day of the newest article.

A person has read every frame. Where one changes on purpose, read the new one line by line before
it takes the old one's place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.pages.make import pane_page
from tui.pages.page import Shown

# The timeline, which also shows today, has frames of its own.
PANES = ["sources", "exposure", "loop"]
# The body between three header rows and the row of keys.
SIZES = {"80x24": (80, 20), "120x40": (120, 36)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", PANES)
def test_a_pane_is_drawn_as_it_was_read(
    pane: str,
    size: str,
    drawn: Callable[..., list[str]],
    shown_at: Callable[..., Shown],
    frames: Path,
) -> None:
    frame = drawn(pane_page(pane), shown_at("2026-03-05"), *SIZES[size])
    assert frame == (frames / f"{pane}-{size}.txt").read_text(encoding="utf-8").splitlines()
