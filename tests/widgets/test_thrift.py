"""Whatever is drawn, the terminal shows the same with few bytes as with all of them."""

from __future__ import annotations

import re

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.terminal.emulator import Screen as TerminalScreen
from tests.terminal.emulator import Stream
from tui.widgets.thrift import Thrift

WIDTH, HEIGHT = 12, 4
STYLES = (
    *("", "38;5;252;48;5;233", "1;38;5;252;48;5;233", "38;5;79;48;5;236", "38;5;79", "48;5;236"),
    *("31", "1;31;42", "7", "2;3", "4;38;5;75;48;5;233", "38;2;1;2;3;48;2;4;5;6", "90;107"),
)
# Plain, drawn, wide; the last is a letter with its accent apart.
CHARACTERS = (*"ab c·─█▌é漢字👩", "e\u0301")


@st.composite
def line(draw: st.DrawFn) -> str:
    """As Textual draws: a place, then texts up to the edge, each between a style and none."""
    row, column = draw(st.integers(1, HEIGHT)), draw(st.integers(1, WIDTH))
    drawn = f"\x1b[{row};{column}H"
    room = WIDTH - column + 1
    for _ in range(draw(st.integers(1, 3))):
        characters = draw(st.lists(st.sampled_from(CHARACTERS), max_size=WIDTH))
        while cell_len("".join(characters)) > room:
            characters.pop()
        text = "".join(characters)
        room -= cell_len(text)
        style = draw(st.sampled_from(STYLES))
        drawn += f"\x1b[{style}m{text}\x1b[0m" if style else text
    newline = "\n" * (row < HEIGHT and draw(st.booleans()))
    return drawn + newline


between = st.sampled_from(["\x1b[?2026h", "\x1b[?2026l", "\x1b]52;c;eA==\x07", "\x07"])
frame = st.lists(st.one_of(line(), line(), between), max_size=6).map("".join)


class Screen:
    """A terminal that does not wrap, as ours is told not to."""

    def __init__(self) -> None:
        self.screen = TerminalScreen(WIDTH, HEIGHT)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.screen.set_mode(pyte.modes.LNM)
        self._stream = Stream(self.screen)

    def feed(self, data: str) -> None:
        self._stream.feed(re.sub(r"\x1b\[\?2026[hl]|\x1b\]52.*?\x07", "", data))

    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells as they look; half of a wide character is blank, as on real terminals and not
        in pyte."""
        rows = []
        for y in range(HEIGHT):
            row = [self.screen.buffer[y][x] for x in range(WIDTH)]
            for x, cell in enumerate(row):
                wide = cell_len(cell.data) == 2
                whole = row[x + 1].data == "" if wide else x and cell_len(row[x - 1].data) == 2
                if not whole and (wide or cell.data == ""):
                    row[x] = cell._replace(data=" ")
            rows.append([_seen(cell) for cell in row])
        return rows


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """A cell without what nobody sees of it: a blank has no colour of writing, and is not bold."""
    lined = cell.reverse or cell.underscore or cell.strikethrough
    if cell.data != " " or lined:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def painted(row: int, text: str, style: str = "38;5;252;48;5;233") -> str:
    return f"\x1b[{row};1H\x1b[{style}m{text:{WIDTH}}\x1b[0m"


WHOLE = "".join(painted(row, "") for row in range(1, HEIGHT + 1))


def fresh(repeats: bool = False) -> Thrift:
    thrift = Thrift()
    thrift.repeats = repeats
    thrift.resize(WIDTH, HEIGHT)
    return thrift


@given(st.lists(frame, min_size=1, max_size=5), st.booleans())
def test_the_screen_is_the_same(frames: list[str], repeats: bool) -> None:
    plain, thin, thrift = Screen(), Screen(), fresh(repeats)
    for data in (WHOLE, *frames):
        plain.feed(data)
        thin.feed(thrift.thin(data))
        assert thin.cells() == plain.cells()


def test_what_is_shown_already_is_not_sent() -> None:
    thrift = fresh()
    assert thrift.thin(WHOLE)
    assert thrift.thin(WHOLE) == ""


def test_one_changed_character_is_a_few_bytes() -> None:
    thrift = fresh()
    thrift.thin(WHOLE + painted(2, "abc"))
    sent = thrift.thin(painted(2, "axc"))
    assert sent.startswith("\x1b[2;2Hx")
    assert len(sent) < 16


def test_a_colour_that_stays_is_not_sent_again() -> None:
    thrift = fresh()
    thrift.thin(WHOLE + painted(1, "x"))
    assert thrift.thin(painted(1, "abcdef")).count("m") == 0
    # Not even where blanks lie between, drawn in a colour of their own that nobody sees.
    sent = thrift.thin(painted(2, "abc") + painted(2, "", "1;38;5;79;48;5;233"))
    assert sent.count("m") == 0


def test_a_run_is_one_character_and_how_often_it_comes_again() -> None:
    """Where the terminal has said that it repeats."""
    thrift = fresh(repeats=True)
    thrift.thin(WHOLE)
    assert "─\x1b[8b>" in thrift.thin(painted(1, "─" * 9 + ">"))
    assert "a \x1b[8bb" in thrift.thin(painted(2, "a" + " " * 9 + "b", "7"))
    assert "\x1b[8b" not in fresh().thin(painted(1, "─" * 9))


def test_bold_is_taken_back_without_the_colours_being_sent_again() -> None:
    thrift = fresh()
    thrift.thin(WHOLE + painted(1, "title", "1;38;5;252;48;5;233"))
    assert "\x1b[22mtext" in thrift.thin(painted(2, "text"))


def test_of_a_frame_without_a_change_nothing_is_sent() -> None:
    thrift = fresh()
    thrift.thin(WHOLE)
    begin, end = "\x1b[?2026h", "\x1b[?2026l"
    assert [thrift.thin(data) for data in (begin, WHOLE, end)] == ["", "", ""]
    thrift.thin(begin)
    assert thrift.thin(painted(1, "a")).startswith(begin)
    assert thrift.thin(end) == end


def test_what_is_no_drawing_is_sent_in_its_place() -> None:
    thrift = fresh()
    thrift.thin(WHOLE)
    sent = thrift.thin(painted(1, "before") + "\x1b]52;c;eA==\x07" + painted(1, "after"))
    assert sent.index("before") < sent.index("\x1b]52;c;eA==\x07") < sent.index("after")


def test_what_was_cleared_is_sent_when_it_is_drawn_again() -> None:
    thrift = fresh()
    thrift.thin(WHOLE + painted(1, "title"))
    assert "title" in thrift.thin("\x1b[2J" + painted(1, "title"))
    assert "title" not in thrift.thin(painted(1, "title"))


def test_the_other_screen_is_left_as_it_is() -> None:
    """The shell's cursor stands where it stood, and nothing of ours is drawn on its screen."""
    thrift = fresh()
    thrift.thin("\x1b[?1049h" + WHOLE + painted(3, "title"))
    thrift.repaint()
    left = thrift.thin("\x1b[?2004l") + thrift.thin("\x1b[<u")
    left = thrift.thin("\x1b[?1049l") + thrift.thin("\x1b[?25h") + thrift.thin("\x1b[?1004l")
    assert re.sub(r"\x1b\[0?m", "", left) == "\x1b[?1049l\x1b[?25h\x1b[?1004l"


def test_who_comes_back_sees_what_was_there() -> None:
    thrift, screen = fresh(), Screen()
    screen.feed(thrift.thin(WHOLE + painted(2, "title", "1;31")))
    before = screen.cells()
    for data in ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1049h", "\x1b[?25l"):
        thrift.thin(data)
    screen.feed("\x1b[H\x1b[2J\x1b[7mjunk")
    thrift.repaint()
    screen.feed(thrift.thin(""))
    assert screen.cells() == before


@given(st.lists(frame, min_size=1, max_size=5), st.sampled_from(STYLES))
def test_a_repaint_mends_whatever_was_written_on_the_screen(frames: list[str], style: str) -> None:
    plain, thin, thrift = Screen(), Screen(), fresh()
    for data in (WHOLE, *frames):
        plain.feed(data)
        thin.feed(thrift.thin(data))
    thin.feed(f"\x1b[2;3H\x1b[{style}mjunk 漢\x1b[1;1H")
    thrift.resize(WIDTH, HEIGHT)  # the same size: some terminals lose what they showed
    thin.feed(thrift.thin(""))
    assert thin.cells() == plain.cells()


def test_another_size_is_drawn_anew() -> None:
    thrift = fresh()
    thrift.thin(WHOLE + painted(1, "title"))
    thrift.resize(WIDTH + 1, HEIGHT)
    assert thrift.thin("") == ""
    assert "title" in thrift.thin(painted(1, "title"))


def test_a_row_with_wide_characters_is_sent_whole() -> None:
    """Terminals disagree on widths: what they make of a row they make of all of it."""
    thrift = fresh()
    thrift.thin(WHOLE + painted(1, "ab漢 c")[:-5])
    assert "ab漢 d" in thrift.thin(painted(1, "ab漢 d")[:-5])
    assert "ab   e" in thrift.thin(painted(1, "ab   e"))


def test_what_is_off_the_screen_is_not_sent() -> None:
    thrift = fresh()
    thrift.thin(WHOLE)
    assert "x" not in thrift.thin(f"\x1b[{HEIGHT + 1};1Hx\x1b[1;{WIDTH + 1}Hx")
