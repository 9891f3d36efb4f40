"""`ssh -t host caploop` through OpenSSH: what the program does by itself for that."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serve.openssh import Sshd, start_sshd
from tests.serve.served import PATIENCE, wait_until
from tests.terminal.harness import Terminal

CAPLOOP = Path(sys.executable).with_name("caploop")
ENDLESS = "select count(*) from range(10000000) a, range(10000000) b where hash(a, b) % 97 = 5"
TERMS = ("xterm-256color", "xterm", "screen", "screen-256color", "tmux-256color", "linux", "vt100")
MOUSE = (b"?1000h", b"?1002h", b"?1003h", b"?1006h", b"?1015h", b"?1016h")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def start(cache: str, own_home: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program on a terminal and waits for its first rows."""
    opened: list[Terminal] = []

    def call(*options: str, **env: str | None) -> Terminal:
        home = {"HOME": str(own_home), "XDG_CACHE_HOME": cache}
        opened.append(Terminal([str(CAPLOOP), *options], env={**home, **env}, cwd=tmp_path))
        opened[-1].wait_for("Microsoft")
        return opened[-1]

    yield call
    for terminal in opened:
        terminal.close()


def run_endless(terminal: Terminal) -> None:
    terminal.press("5")
    terminal.wait_for("typing")
    terminal.press("f7")
    terminal.wait_for(lambda t: len(t.marked()) > len("cursor"))
    terminal.type(ENDLESS)
    terminal.wait_for(lambda t: ENDLESS[-6:] in t.text())
    terminal.press("f5")
    terminal.wait_for("running")


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_it_was(
    start: Callable[..., Terminal], number: signal.Signals, busy: bool
) -> None:
    terminal = start()
    if busy:
        run_endless(terminal)
    terminal.signal(number)
    assert terminal.wait_exit(timeout=5) == 128 + number
    assert terminal.left_on() == set()
    assert terminal.raw().endswith(b"\x1b[?25h\x1b[0m")


def test_what_somebody_else_wrote_on_the_terminal_goes(start: Callable[..., Terminal]) -> None:
    """Nothing of it is on the program's own screen: it is all sent again, as on a new size."""
    terminal = start()
    terminal.wait_quiet()
    before = terminal.screen()
    for redraw in (
        lambda: terminal.press("ctrl+l"),
        lambda: terminal.signal(signal.SIGWINCH),
    ):
        terminal.spoil()
        assert terminal.screen() != before
        redraw()
        terminal.wait_for(lambda t: t.screen() == before)


def test_who_is_stopped_and_goes_on_sees_what_was_there(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.wait_quiet()
    before = terminal.screen()
    terminal.signal(signal.SIGTSTP)
    terminal.wait_for(lambda t: b"\x1b[?1049l" in t.raw())
    terminal.wait_for(lambda t: not t.left_on())
    terminal.wait_stopped()  # what comes sooner wakes nobody
    terminal.spoil()
    terminal.signal(signal.SIGCONT)
    terminal.wait_for(lambda t: t.screen() == before)
    assert terminal.raw().rindex(b"\x1b[?1049h") > terminal.raw().rindex(b"\x1b[?1049l")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    # The shell goes on where it was.
    assert b"H" not in terminal.raw()[terminal.raw().rindex(b"\x1b[?1049l") :]


@pytest.mark.parametrize("typed", [b"\xe9", b"\xff\xfe", b"\xc3(", b"\xf0\x9f", b"\x80\x9b"])
def test_a_byte_that_is_no_text_does_not_end_it(
    start: Callable[..., Terminal], typed: bytes
) -> None:
    terminal = start()
    terminal.send(typed)
    terminal.press("1")
    terminal.wait_for("▸1 Sources")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.left_on() == set()


@pytest.mark.parametrize("term", TERMS)
def test_it_draws_on_any_terminal(start: Callable[..., Terminal], term: str) -> None:
    terminal = start("--no-mouse", TERM=term)
    terminal.press("1")
    terminal.wait_for("1 Sources")
    terminal.wait_for("bitget.com")
    raw = terminal.raw()
    assert not any(each in raw for each in MOUSE)
    assert b"\x1b]" not in raw
    assert (b"38;5;" in raw) == ("256" in term)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.left_on() == set()


@pytest.mark.parametrize(
    ("env", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {b"38;5"}),
        ({"TERM": "xterm-256color"}, {b"38;5"}),
        ({"TERM": "linux"}, {b"sixteen"}),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, set()),
    ],
)
def test_it_sends_no_more_colours_than_there_are(
    start: Callable[..., Terminal], env: dict[str, str], colours: set[bytes]
) -> None:
    terminal = start(**env)
    styles = b";".join(re.findall(rb"\x1b\[([\d;]*)m", terminal.raw()))
    kinds = {
        b"38;5": rb"[34]8;5;\d+",
        b"38;2": rb"[34]8;2;\d+",
        b"sixteen": rb"(?:^|;)(?:[349][0-7]|10[0-7])(?=;|$)",
    }
    rest, seen = styles, set()
    for name, pattern in kinds.items():
        if re.search(pattern, rest):
            seen.add(name)
        rest = re.sub(pattern, b"", rest)
    assert seen == colours
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize("locale", ["C", "POSIX", "fr_FR.ISO-8859-1", "no_SUCH.UTF-8"])
def test_it_opens_in_any_locale(start: Callable[..., Terminal], locale: str) -> None:
    terminal = start(LANG=locale, LC_ALL=locale)
    terminal.press("2")
    terminal.wait_for("2 Timeline")
    assert "Traceback" not in terminal.text()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_a_terminal_of_latin_letters_gets_no_others(start: Callable[..., Terminal]) -> None:
    terminal = start(PYTHONIOENCODING="latin-1")
    for number, name in ((1, "Sources"), (3, "Exposure"), (4, "Loop")):
        terminal.press(str(number))
        terminal.wait_for(f"{number} {name}")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert not {byte for byte in terminal.raw() if 0x80 <= byte < 0xA0}
    assert b"\\u" not in terminal.raw()


@pytest.mark.parametrize(
    ("encoding", "typed", "shown"),
    [
        ("latin-1", "é£".encode("latin-1"), "é£".encode("latin-1")),
        ("koi8-r", "да".encode("koi8-r"), "да".encode("koi8-r")),
        ("ascii", b"\xe9", b"?"),
        ("ascii", "日".encode(), b"???"),
    ],
)
def test_what_is_typed_is_in_the_terminals_own_letters(
    start: Callable[..., Terminal], encoding: str, typed: bytes, shown: bytes
) -> None:
    terminal = start(PYTHONIOENCODING=encoding)
    terminal.press("5")
    terminal.wait_for("typing")
    terminal.press("f7")
    terminal.wait_for(lambda t: len(t.marked()) > len("cursor"))
    before = len(terminal.raw())
    terminal.send(b"select [" + typed + b"]")
    # Letters come one by one, with whatever else is drawn between them.
    terminal.wait_for(lambda t: all(letter in t.raw()[before:] for letter in shown))
    if encoding == "ascii":
        terminal.wait_for(f"[{shown.decode()}]")
    terminal.wait_quiet()
    assert b"\\u" not in terminal.raw()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_what_is_copied_goes_to_the_terminal(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.press("Y")
    copied = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
    terminal.wait_for(lambda t: copied.search(t.raw()) is not None)
    found = copied.search(terminal.raw())
    assert found is not None
    assert b64decode(found[1]).startswith(b"caploop ")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_few_bytes_are_sent(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.wait_for(lambda t: t.screen()[-1].endswith("? help"))
    assert len(terminal.raw()) < 25_000
    terminal.press("3")
    terminal.wait_for("▸3 Exposure")
    terminal.wait_for("Microsoft")
    terminal.wait_quiet()
    sizes = []
    for key in "jjjj":
        before = len(terminal.raw())
        terminal.press(key)
        terminal.wait_for(lambda t, before=before: len(t.raw()) > before)
        terminal.wait_quiet()
        sizes.append(len(terminal.raw()) - before)
    assert sorted(sizes)[len(sizes) // 2] <= 700, sizes


# -- with a server


@pytest.fixture
def sshd(tmp_path: Path, key: Path, openssh: Callable[[str], str]) -> Iterator[Sshd]:
    running = start_sshd(tmp_path, key, openssh)
    yield running
    running.process.terminate()
    running.process.wait()


def test_one_command_opens_it_on_another_machine(sshd: Sshd, cache: str) -> None:
    with Terminal(sshd.command(str(CAPLOOP)), env={"XDG_CACHE_HOME": cache}) as terminal:
        terminal.wait_for("Microsoft")
        terminal.press("j", "1")
        terminal.wait_for("▸1 Sources")
        terminal.resize(120, 40)
        terminal.wait_for(lambda t: t.screen()[39].endswith("? help"))
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on() == set()


def test_a_client_that_dies_takes_the_query_with_it(sshd: Sshd, cache: str) -> None:
    with Terminal(sshd.command(str(CAPLOOP)), env={"XDG_CACHE_HOME": cache}) as terminal:
        terminal.wait_for("Microsoft")
        run_endless(terminal)
        assert sshd.below()
    wait_until(lambda: not sshd.below(), "everything to end", 5)


def test_without_a_terminal_it_names_the_command_that_prints(sshd: Sshd) -> None:
    done = subprocess.run(
        sshd.command(str(CAPLOOP), terminal=False),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "caploop show" in done.stderr
