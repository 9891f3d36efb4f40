"""The explorer as a person has it: the installed command on a real terminal."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.emulator import Screen
from tests.terminal.harness import PATIENCE, Terminal

CAPLOOP = Path(sys.executable).with_name("caploop")
SIZES = [(80, 24), (120, 40)]
# A pane's name, how the title of its first part begins, and what stands in its rows.
PANES = [
    ("Sources", "Sources ", "bitget.com"),
    ("Timeline", "Deals ", "Amazon"),
    ("Exposure", "Exposure ", "Broadcom"),
    ("Loop", "Loops ", "Amazon"),
    ("SQL", "", "Result "),
]
# Never ends by itself.
ENDLESS = "select count(*) from range(10000000) a, range(10000000) b where hash(a, b) = 12345"
# A clipboard write, a cleared screen and a C1 control; nothing of a control is in the statement.
HOSTILE = (
    "select chr(27) || ']52;c;b3duZWQ=' || chr(7) as clip, chr(27) || '[2Jwiped' as wipe,"
    " chr(155) || '31mred' as c1, 'caf' || chr(233) as plain"
)
SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
# A character that comes again so often; the first is asked for to see what the terminal does.
REPEATED = re.compile(rb"(?<!\xe3\x80\x80)\x1b\[\d+b")

Start = Callable[..., Terminal]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first start leaves the corpus that it built, for all others."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def start(tmp_path: Path, own_home: Path, cache: Path) -> Iterator[Start]:
    """Starts the command in an empty folder; ends whatever still runs after the test."""
    opened: list[Terminal] = []

    def call(*options: str, size: tuple[int, int] = (80, 24), **env: str | None) -> Terminal:
        home = {"HOME": str(own_home), "XDG_CACHE_HOME": str(cache)}
        opened.append(Terminal([str(CAPLOOP), *options], size, {**home, **env}, cwd=tmp_path))
        return opened[-1]

    yield call
    for terminal in opened:
        terminal.close()


def open_loop(terminal: Terminal, mark: str = "▸") -> Terminal:
    """Waits for the screen that opens: Loop, with its rows, the ladder and the keys."""
    terminal.wait_for(f"{mark}4 Loop")
    terminal.wait_for("Microsoft")
    terminal.wait_for(lambda t: "paid" in t.screen()[1] and t.screen()[-1].endswith("? help"))
    return terminal


def open_pane(terminal: Terminal, number: int, mark: str = "▸") -> None:
    """Presses the number of a pane and waits for its rows."""
    name, title, row = PANES[number - 1]
    terminal.press(str(number))
    terminal.wait_for(
        lambda t: (
            f"{mark}{number} {name}" in t.screen()[0]
            and t.screen()[3].startswith(title)
            and any(row in line for line in t.screen()[4:-1])
        )
    )


def open_console(terminal: Terminal) -> Terminal:
    open_pane(open_loop(terminal), 5)
    terminal.wait_for("typing")
    return terminal


def run(terminal: Terminal, sql: str) -> None:
    """Replaces what stands in the editor by a statement and runs it."""
    terminal.press("f7")
    terminal.wait_for(lambda t: len(t.marked()) > len("cursor"))  # all is selected
    terminal.type(sql)
    terminal.wait_for(lambda t: sql[-6:] in t.text() and len(t.marked()) < len("cursor"))
    terminal.press("f5")


def quit_with(terminal: Terminal, key: str) -> None:
    """Presses a key, and holds the end against what a terminal needs after a program."""
    terminal.press(key)
    assert terminal.wait_exit(timeout=10) == 0, terminal.text()
    assert terminal.left_on() == set()
    assert "Traceback" not in terminal.text()


def colours(raw: bytes) -> set[int]:
    """All numbers of all colour and style sequences."""
    return {int(n or 0) for found in SGR.finditer(raw) for n in re.split(rb"[;:]", found[1])}


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_on_the_loop_and_quits(start: Start, size: tuple[int, int]) -> None:
    terminal = open_loop(start(size=size))
    lines = terminal.screen()
    assert lines[0].startswith("caploop  1 Sources  2 Timeline  3 Exposure ▸4 Loop  5 SQL")
    assert "as of [ " in lines[0]
    assert lines[1].startswith("lens {")
    assert all(lens in lines[1] for lens in ("headline", "announced", "firm", "paid"))
    assert "Loops ─" in terminal.text()
    assert lines[-1].endswith("? help")
    quit_with(terminal, "q")


def test_it_quits_while_the_corpus_is_still_being_built(start: Start, tmp_path: Path) -> None:
    terminal = start(XDG_CACHE_HOME=str(tmp_path / "empty"))
    terminal.wait_for("? help")  # the first frame, before any row
    quit_with(terminal, "q")


@pytest.mark.parametrize("size", SIZES)
def test_every_pane_opens_by_its_number(start: Start, size: tuple[int, int]) -> None:
    terminal = open_loop(start(size=size))
    for number in (1, 2, 3, 4, 5):
        open_pane(terminal, number)
        assert terminal.screen()[0].count("▸") == 1
    quit_with(terminal, "ctrl+q")


def test_it_quits_in_the_middle_of_a_query(start: Start) -> None:
    terminal = open_console(start())
    run(terminal, ENDLESS)
    terminal.wait_for("running")
    quit_with(terminal, "ctrl+q")


def test_a_query_is_left_with_escape(start: Start) -> None:
    terminal = open_console(start())
    run(terminal, ENDLESS)
    terminal.wait_for("running")
    terminal.press("escape")
    terminal.wait_for(lambda t: "running" not in t.text())
    run(terminal, "select 6 * 7 as answer")
    terminal.wait_for("42")
    quit_with(terminal, "ctrl+q")


@pytest.mark.parametrize("query", [None, ENDLESS])
def test_a_hang_up_ends_it(start: Start, query: str | None) -> None:
    terminal = open_console(start())
    if query:
        run(terminal, query)
        terminal.wait_for("running")
    terminal.hang_up()
    terminal.wait_exit(timeout=10)


def test_a_terminated_program_leaves_the_terminal_as_it_was(start: Start) -> None:
    terminal = open_loop(start())
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit(timeout=10) != 0
    assert terminal.left_on() == set()
    assert "Traceback" not in terminal.text()


def test_text_from_a_query_never_reaches_the_terminal_as_a_control(start: Start) -> None:
    terminal = open_console(start())
    run(terminal, HOSTILE)
    terminal.wait_for("café")
    assert "52;c;b3duZWQ=" in terminal.text()
    assert "wiped" in terminal.text()
    sent = terminal.raw()
    assert b"\x1b]52" not in sent
    assert b"\x1b[2Jwiped" not in sent
    assert b"\xc2\x9b" not in sent
    assert "▸5 SQL" in terminal.screen()[0]
    quit_with(terminal, "ctrl+q")


def test_no_colour_is_sent_where_none_is_wanted(start: Start) -> None:
    terminal = open_loop(start(NO_COLOR="1"))
    # Where most is marked: printed words, the loop in the matrix.
    terminal.press("e")
    terminal.wait_for(" quote ")
    terminal.press("q", "v")
    terminal.wait_for("loop in bold")
    terminal.press("V")
    for number in (1, 2, 3, 4, 5):
        open_pane(terminal, number)
    quit_with(terminal, "ctrl+q")
    # Bold, dim, reverse, and back to what the terminal has of its own.
    assert colours(terminal.raw()) <= {0, 1, 2, 7, 22, 27, 39, 49}


@pytest.mark.parametrize("size", SIZES)
def test_lanes_say_the_same_without_colour(start: Start, size: tuple[int, int]) -> None:
    frames = []
    for env in ({}, {"NO_COLOR": "1"}):
        options = ("--pane", "timeline", "--as-of", "2026-03-05", "--since", "2026-02-03")
        terminal = start(*options, size=size, **env)
        # The line is the last to come: work behind the screen is told there until its end.
        terminal.wait_for(
            lambda t: (
                t.screen()[2].startswith("new 001 ✗")
                and t.screen()[-1].endswith("? help")
                and any(
                    line.startswith("▌2026-03-05  –           ✗ withdrawn") and "001 P5" in line
                    for line in t.screen()
                )
            )
        )
        frames.append(terminal.screen())
        quit_with(terminal, "ctrl+q")
    coloured, plain = frames
    assert coloured == plain
    # Each status of a lane is a fill of its own, and stands as a word beside its claim.
    lane = next(line for line in plain if line.startswith("▌Nvidia–OpenAI 2025"))
    assert re.search("·+‖+✗", lane)
    assert any(line.startswith("+Microsoft–OpenAI") for line in plain)


def test_colour_is_sent_where_nobody_minds(start: Start) -> None:
    terminal = open_loop(start())
    assert colours(terminal.raw()) & {38, 48}


def test_the_console_of_a_machine_gets_sixteen_colours_and_plain_glyphs(start: Start) -> None:
    terminal = open_loop(start(TERM="linux"), mark="►")
    for number in (1, 2, 3, 4, 5):
        open_pane(terminal, number, mark="►")
        assert set(terminal.text()) & set("‽‖✗▸") == set()
    quit_with(terminal, "ctrl+q")
    assert colours(terminal.raw()) & {38, 48} == set()


def test_too_small_a_terminal_is_told_in_one_line(start: Start) -> None:
    terminal = open_loop(start())
    terminal.resize(60, 15)
    terminal.wait_for(lambda t: t.screen()[-1].endswith("? help"))
    assert "as of [ " in terminal.screen()[0]
    for columns, rows in ((59, 15), (60, 14), (20, 5)):
        terminal.resize(columns, rows)
        terminal.wait_for(lambda t: sum(map(bool, t.screen())) == 1)
        assert "as of" not in terminal.text()
    terminal.resize(80, 24)
    open_loop(terminal)
    quit_with(terminal, "q")


def letters(screen: Screen, count: int = 1) -> None:
    """As tmux did until 2024: what comes again is no line and no arrow."""
    screen.draw("o" * count)


@pytest.mark.parametrize("repeat", [None, letters, lambda screen, count=1: None])
def test_only_a_terminal_that_repeats_characters_is_told_to(
    start: Start, monkeypatch: pytest.MonkeyPatch, repeat: Callable[..., None] | None
) -> None:
    if repeat is not None:
        monkeypatch.setattr(Screen, "repeat", repeat)
    terminal = open_loop(start())
    terminal.press("j")
    terminal.wait_for("2 of 12")
    terminal.wait_quiet()
    assert bool(REPEATED.search(terminal.raw())) == (repeat is None)
    lines = terminal.screen()
    assert not any("oooo" in line for line in lines)
    assert "══════════" in terminal.text()
    terminal.press("ctrl+l")
    terminal.wait_quiet()
    assert terminal.screen() == lines


def test_a_dumb_terminal_gets_one_line(start: Start) -> None:
    terminal = start(TERM="dumb")
    assert terminal.wait_exit() == 2
    assert [line for line in terminal.screen() if line][1:] == []
    assert "caploop show" in terminal.screen()[0]
    assert b"\x1b" not in terminal.raw()


def test_without_a_terminal_it_says_one_line(own_home: Path) -> None:
    done = subprocess.run(
        [CAPLOOP],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={"HOME": str(own_home), "TERM": "xterm-256color"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "caploop show" in done.stderr


def test_an_entity_that_is_not_there_is_named(start: Start) -> None:
    terminal = start("--entity", "OpenAI")
    assert terminal.wait_exit() == 1
    assert any("no entity 'OpenAI': did you mean" in row for row in terminal.screen())
