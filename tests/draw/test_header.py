"""The header names the open pane at every width that the program takes."""

import pytest

from tui.draw.header import Heading, header
from tui.draw.spans import width as line_width
from tui.format import GLYPHS
from tui.keys import PANES


@pytest.mark.parametrize("width", [60, 61, 72, 79, 80, 120])
@pytest.mark.parametrize(("pane", "label"), PANES)
def test_open_pane_and_date_stand_whole_in_the_first_row(pane: str, label: str, width: int) -> None:
    number = [name for name, _ in PANES].index(pane) + 1
    heading = Heading(pane, "2026-03-05", "headline", (), [("news", "")], "6 conflicts")
    row = header(heading, width, GLYPHS["full"])[0]
    text = "".join(piece for piece, _ in row)
    assert f"▸{number} {label} " in text
    assert text.endswith("as of [ 2026-03-05 ]")
    assert line_width(row) == width
    for other in range(1, len(PANES) + 1):
        assert f"{other} " in text


def test_every_pane_has_its_name_where_there_is_room() -> None:
    heading = Heading("loop", "2026-03-05", "headline", (), [("news", "")], "")
    text = "".join(piece for piece, _ in header(heading, 80, GLYPHS["full"])[0])
    assert all(label in text for _, label in PANES)
