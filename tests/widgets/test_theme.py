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


MODIFIERS = ["", "bold", "cursor", "reverse", "underline", "bold underline", "bold cursor"]


@pytest.mark.parametrize("role", [*STATUSES, "text", "muted", "accent", "withdrawn", "quote"])
def test_without_colour_nothing_but_bold_dim_and_reverse_is_sent(role: str) -> None:
    for more in MODIFIERS:
        plain = style(f"{role} {more}".strip(), "none")
        assert not (plain.underline or plain.italic or plain.blink or plain.strike)
        # What is marked stays marked.
        if "underline" in more:
            assert plain.bold or plain.reverse


@pytest.mark.parametrize("name", ["16", "none"])
def test_with_few_colours_a_quote_is_reversed_and_the_chosen_one_bold(name: str) -> None:
    every, chosen = style("quote", name), style("quote reverse", name)
    assert every.reverse and not every.underline and not every.bold
    assert chosen.reverse and chosen.bold


@pytest.mark.parametrize("name", ["16", "none"])
def test_of_a_matrix_the_cursor_is_reversed_and_the_loop_bold(name: str) -> None:
    lit, here = style("paid bold underline", name), style("paid reverse", name)
    assert lit.bold and not lit.reverse
    assert here.reverse and not here.bold
    both = style("paid bold underline reverse", name)
    assert both.bold and both.reverse


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
