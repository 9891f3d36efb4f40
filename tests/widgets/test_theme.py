"""Which colours a terminal gets, and that meaning survives without any."""

import pytest
from rich.style import Style

from tui.format import GLYPHS, status_glyph
from tui.widgets.theme import palette, style

STATUSES = ["paid", "binding", "conditional", "loi", "announced", "rumoured"]


@pytest.mark.parametrize(
    ("env", "wanted"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "dark"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "screen"}, "16"),
        ({"TERM": "vt100"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({}, "16"),
    ],
)
def test_the_palette_follows_the_terminal(env: dict[str, str], wanted: str) -> None:
    assert palette(env) == wanted


@pytest.mark.parametrize("role", [*STATUSES, "muted", "accent", "paused bold", "quote cursor"])
def test_without_colour_only_attributes_are_sent(role: str) -> None:
    plain = style(role, "none")
    assert plain.color is None
    assert plain.bgcolor is None


@pytest.mark.parametrize("name", ["dark", "light"])
def test_256_colours_are_the_terminals_own(name: str) -> None:
    # An index of the palette costs fewer bytes over ssh than a triplet, and survives it.
    drawn: Style = style("paid cursor", name)
    assert drawn.color is not None
    assert drawn.color.number is not None
    assert drawn.bgcolor is not None
    assert drawn.bgcolor.number is not None


@pytest.mark.parametrize("name", ["dark", "light"])
def test_statuses_differ_in_colour_and_always_in_glyph(name: str) -> None:
    assert len({style(each, name).color for each in STATUSES}) == len(STATUSES)
    for glyphs in GLYPHS.values():
        assert len({status_glyph(each, "live", glyphs) for each in STATUSES}) == len(STATUSES)
