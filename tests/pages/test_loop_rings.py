"""The ring of 2 to 6 companies at the sizes that the pane gives it, on each glyph level."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draw.rings import DYAD, LEGS, NAMES, ring_of
from tui.draw.ring import ring
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.loop.draw import ring_rows

# The columns of the left part at 80, 120 and 160 columns, and whether the ring is large there.
PLACES = ((80, False), (74, True), (98, True))


@pytest.mark.parametrize("level", ["full", "box", "ascii"])
def test_the_rings_are_those_that_were_looked_at(frames: Path, level: str) -> None:
    rows: list[str] = []
    for width, tall in PLACES:
        for count in range(2, 7):
            height = ring_rows(count, tall=tall)
            rows.append(f"{count} companies, {width}x{height}, {level}")
            drawing = ring(
                ring_of(NAMES[:count], LEGS[:count], DYAD), width, height, GLYPHS[level], "gpus"
            )
            rows += [plain(line) for line in drawing.lines()]
    assert rows == (frames / f"rings_{level}.txt").read_text(encoding="utf-8").splitlines()
