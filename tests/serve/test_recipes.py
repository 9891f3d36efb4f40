"""The README's two ways to offer the explorer for good, each tried: service and ForceCommand."""

from __future__ import annotations

import configparser
import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.guest import connected, leave, visit
from tests.serve.openssh import start_sshd
from tests.serve.served import PATIENCE, ROOT, Server
from tests.terminal.harness import Terminal

README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALLED = "/opt/caploop/.venv/bin/"


def block(mark: str) -> str:
    """The code block after a mark."""
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", README, re.S)
    assert found, mark
    return found[1]


def service() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keep the case of names
    parser.read_string(block("unit"))
    return parser["Service"]


def test_the_unit_is_one_that_systemd_understands(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "caploop.service"
    # It looks whether the program is there.
    unit.write_text(block("unit").replace(INSTALLED + "caploop", "/bin/true"))
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert "caploop.service" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


class Unit(Server):
    """What the unit starts, as a user without rights and with no more than its environment."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder = folder
        words = shlex.split(service()["ExecStart"])
        assert words.pop(0) == f"{INSTALLED}caploop"
        places = {
            "0.0.0.0:2222": "127.0.0.1:0",
            "/etc/caploop/keys": str(keys),
            "/var/lib/caploop/host_key": str(folder / "host_key"),
        }
        assert places.keys() <= set(words)
        name, cache = service()["Environment"].split("=")
        assert (name, cache) == ("XDG_CACHE_HOME", "/var/cache/caploop")
        self._start(["-m", "tui", *(places.get(word, word) for word in words)])


async def test_what_the_unit_starts_serves(open_folder: Callable[[], Path], key: Path) -> None:
    folder = open_folder()
    with Unit(folder, key.with_name("authorized_keys")) as server:
        async with connected(server, key) as connection:
            guest = await visit(connection)
            await guest.wait_for("Microsoft")
            await leave(guest)
        assert server.wait_for_line(": quit")


def recipe(corpus: Path) -> str:
    """What the README says of sshd's configuration, for this user and another corpus."""
    user = pwd.getpwuid(os.geteuid()).pw_name
    text = (
        block("sshd")
        .replace("Match User caploop", f"Match User {user}")
        .replace("exec /opt/caploop/.venv/bin/python", f"cd {ROOT} && exec {sys.executable}")
        .replace("/var/lib/caploop/corpus.duckdb", str(corpus))
    )
    assert "/opt" not in text
    return text


def test_a_forced_command_does_not_say_what_it_could_not_open(
    tmp_path: Path, key: Path, openssh: Callable[[str], str]
) -> None:
    corpus = tmp_path / "embargoed.duckdb"
    corpus.write_text("this is no database")
    sshd = start_sshd(tmp_path, key, openssh, recipe(corpus))
    try:
        with Terminal(sshd.command()) as terminal:
            assert terminal.wait_exit() == 1
            assert b"the corpus cannot be opened just now" in terminal.raw()
            assert b"embargoed" not in terminal.raw()
            assert terminal.left_on() == set()
    finally:
        sshd.process.terminate()
        sshd.process.wait()


def test_a_forced_command_is_a_visit(
    tmp_path: Path, key: Path, openssh: Callable[[str], str], corpus_file: Path
) -> None:
    """As safe as `caploop serve`: whatever command comes, the explorer opens, confined."""
    sshd = start_sshd(tmp_path, key, openssh, recipe(corpus_file))
    try:
        with Terminal(sshd.command("cat", "/etc/passwd")) as terminal:
            terminal.wait_for("Microsoft")
            terminal.press("5")
            terminal.wait_for("typing")
            terminal.press("f7")
            terminal.wait_for(lambda t: len(t.marked()) > len("cursor"))
            terminal.type("from read_text('/etc/passwd')")
            terminal.wait_for("passwd')")
            terminal.press("f5")
            terminal.wait_for("read_text() is not for visitors")
            assert "root:" not in terminal.text()
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0
            assert terminal.left_on() == set()
        for words in (sshd.command(terminal=False), sshd.command("-s", "sftp", terminal=False)):
            done = subprocess.run(
                words,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            assert (done.returncode, done.stdout) == (1, "")
    finally:
        sshd.process.terminate()
        sshd.process.wait()
