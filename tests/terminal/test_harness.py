"""The terminal harness, tried on tiny programs whose output is known."""

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.harness import Terminal, encode

READY = "print('ready', flush=True); "
# Sends what a key press brings, as hexadecimal digits, until a q comes.
ECHO_KEYS = """
import os, sys, tty
tty.setraw(0)
os.write(1, b"ready\\r\\n")
while (data := os.read(0, 64)) != b"q":
    os.write(1, data.hex().encode() + b"\\r\\n")
"""


def python(program: str, **options: Any) -> Terminal:
    return Terminal([sys.executable, "-c", program], **options)


def test_the_program_has_a_terminal_of_its_size_in_a_session_of_its_own() -> None:
    program = (
        "import os; print(os.get_terminal_size(), [os.isatty(n) for n in range(3)],"
        "os.getsid(0) == os.getpid(), os.open('/dev/tty', os.O_RDWR) > 2)"
    )
    with python(program, size=(120, 40)) as terminal:
        terminal.wait_for("os.terminal_size(columns=120, lines=40) [True, True, True] True True")
        assert len(terminal.screen()) == 40
        assert terminal.wait_exit() == 0


def test_the_environment_is_clean_but_for_what_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    program = (
        "import os; e = os.environ; print(e['TERM'], 'NO_COLOR' in e, 'COLORTERM' in e,"
        "'LANG' in e, e['OWN'], os.getcwd())"
    )
    env = {"OWN": "x", "TERM": "linux", "LANG": None}
    with python(program, env=env, cwd=tmp_path, size=(400, 5)) as terminal:
        terminal.wait_for(f"linux False False False x {tmp_path}")


def test_the_screen_shows_text_and_nothing_of_sequences() -> None:
    # Colours, a title, a private query, a clipboard write, a jump and a wide character.
    program = (
        "import sys; sys.stdout.write('\\x1b[38;2;1;2;3m\\x1b[4:3;58:2::1:2:3mred\\x1b[0m"
        "\\x1b]0;title\\x07"
        "\\x1b[?2026$p\\x1b[>1u\\x1b]52;c;aGk=\\x1b\\\\\\x1b[3;5Hé中x')"
    )
    with python(program) as terminal:
        terminal.wait_exit()
        assert terminal.screen()[:3] == ["red", "", "    é中x"]
        assert b"\x1b]52;c;aGk=" in terminal.raw()


def test_what_is_reversed_is_told() -> None:
    program = "print('plain \\x1b[1;7;38;5;9mmarked\\x1b[0m plain \\x1b[7mtoo\\x1b[27m', end='')"
    with python(program) as terminal:
        terminal.wait_exit()
        assert terminal.screen()[0] == "plain marked plain too"
        assert terminal.marked() == "markedtoo"


def test_a_sequence_that_comes_in_two_pieces_is_not_shown() -> None:
    program = (
        "import os; os.write(1, b'one\\x1b[38;2;1'); input(); os.write(1, b';2;3mtwo'); input()"
    )
    with python(program) as terminal:
        terminal.wait_for_bytes(b"38;2;1")
        assert terminal.screen()[0] == "one"
        terminal.press("enter")
        terminal.wait_for("two")
        assert terminal.screen()[:2] == ["one", "two"]


def test_leaving_the_alternate_screen_clears_it() -> None:
    with python("import sys; sys.stdout.write('\\x1b[?1049hfull\\x1b[?1049lbye')") as terminal:
        terminal.wait_exit()
        assert terminal.screen()[0] == "bye"


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("a", b"a"),
        ("é", "é".encode()),
        ("[", b"["),
        ("ctrl+c", b"\x03"),
        ("ctrl+q", b"\x11"),
        ("up", b"\x1b[A"),
        ("f5", b"\x1b[15~"),
        ("shift+tab", b"\x1b[Z"),
    ],
)
def test_a_key_is_sent_as_an_xterm_sends_it(key: str, sent: bytes) -> None:
    with python(ECHO_KEYS) as terminal:
        terminal.wait_for("ready")
        terminal.press(key)
        terminal.wait_for(sent.hex())
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="hyper"):
        encode("hyper")


def test_typed_text_arrives_whole_although_the_program_answers_all_the_time() -> None:
    text = "0123456789" * 2_000
    program = (
        "import os, tty; tty.setraw(0); os.write(1, b'ready'); n = 0\n"
        "while n < 20000: data = os.read(0, 512); n += len(data); os.write(1, data * 4)\n"
        "os.write(1, b'[%d]' % n)"
    )
    with python(program) as terminal:
        terminal.wait_for("ready")
        terminal.type(text)
        terminal.wait_for_bytes(b"[20000]")


def test_a_resize_reaches_the_program() -> None:
    program = (
        "import os, signal\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGWINCH})\n"
        + READY
        + "signal.sigwait({signal.SIGWINCH}); print(os.get_terminal_size())"
    )
    with python(program) as terminal:
        terminal.wait_for("ready")
        terminal.resize(60, 15)
        terminal.wait_for("columns=60, lines=15")
        assert len(terminal.screen()) == 15


def test_waiting_ends_with_the_screen_when_the_program_ends() -> None:
    with (
        python("print('goodbye')") as terminal,
        pytest.raises(AssertionError, match=r"(?s)'hello': the program ended.*goodbye"),
    ):
        terminal.wait_for("hello")


def test_waiting_ends_with_the_screen_when_the_time_is_up() -> None:
    with python(READY + "input()") as terminal:
        terminal.wait_for("ready")
        with pytest.raises(AssertionError, match=r"(?s)no sign of it.*ready"):
            terminal.wait_for(lambda t: t.screen()[5] == "never", timeout=0.05)
        with pytest.raises(AssertionError, match=r"(?s)runs after.*ready"):
            terminal.wait_exit(timeout=0.05)
        with pytest.raises(AssertionError, match=r"(?s)never came.*ready"):
            terminal.wait_for_bytes(b"never", timeout=0.05)


def test_bytes_are_stamped_when_they_come() -> None:
    start = time.monotonic()
    with python(READY + "input()") as terminal:
        assert start < terminal.wait_for_bytes(b"ready") <= time.monotonic()


def test_the_exit_code_is_known_and_what_came_last_is_read() -> None:
    with python("print('x' * 9000, 'last'); raise SystemExit(3)") as terminal:
        assert terminal.wait_exit() == 3
        assert terminal.exit_code == 3
        assert b"last" in terminal.raw()


SWITCHES = {
    "\\x1b[?1049h": "alternate screen",
    "\\x1b[?25l": "cursor hidden",
    "\\x1b[?1000;1006h": "mouse",
    "\\x1b[?1004h": "focus reports",
    "\\x1b[?2004h": "bracketed paste",
    "\\x1b[>1u": "key protocol",
}


@pytest.mark.parametrize(("on", "name"), SWITCHES.items())
def test_what_is_left_on_is_told(on: str, name: str) -> None:
    off = on.replace("l", "h") if on.endswith("l") else on.replace("h", "l").replace(">1", "<")
    with python(f"print('{on}', end='')") as terminal:
        terminal.wait_exit()
        assert terminal.left_on() == {name}
    with python(f"print('{on}', '{off}', end='')") as terminal:
        terminal.wait_exit()
        assert terminal.left_on() == set()


def test_changed_settings_of_the_terminal_are_told() -> None:
    with python("import tty; tty.setraw(0)") as terminal:
        terminal.wait_exit()
        assert terminal.left_on() == {"tty settings"}


def test_a_hang_up_ends_a_program_that_does_nothing_about_it() -> None:
    with python(READY + "import signal; signal.pause()") as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_exit() == -1


def test_closing_ends_a_program_that_ignores_a_hang_up() -> None:
    program = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);" + READY + "signal.pause()"
    )
    terminal = python(program)
    terminal.wait_for("ready")
    terminal.close()
    assert terminal.exit_code == -9
    terminal.close()
