"""What `?` explains of the loops."""

from __future__ import annotations

from datetime import date

import pytest

from tui.context import Context
from tui.draw.spans import plain, width
from tui.format import GLYPHS
from tui.pages.help import HelpPage
from tui.pages.page import Shown, Surface


@pytest.mark.parametrize(
    ("level", "sizes"), [("full", "▂ ▅ ▇"), ("box", "1 2 3"), ("ascii", "1 2 3")]
)
def test_each_number_and_mark_of_the_loops_has_one_line(level: str, sizes: str) -> None:
    shown = Shown(Context(date(2026, 3, 5)))
    lines = HelpPage().lines(shown, Surface(80, 200, GLYPHS[level]))
    assert all(width(line) <= 80 for line in lines)
    words = ["legs, sum", "recycled", "index", "reciprocity", "from outside", "loops in $"]
    words += [
        "legs in $",
        "return legs",
        "min",
        "told of 2",
        "broken",
        "goes round",
        "arrows",
        sizes,
    ]
    rows = [plain(line) for line in lines]
    for word in words:
        assert sum(row.startswith(f" {word}  ") for row in rows) == 1, word
