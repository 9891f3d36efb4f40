"""A visit, from the connection to the line in the log."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from tests.serve.guest import ask, connected, leave, visit, visiting
from tests.serve.served import Server, wait_until
from tests.terminal.harness import Terminal

PANES = (
    ("1", "Sources", "bitget.com"),
    ("2", "Timeline", "Nvidia"),
    ("3", "Exposure", "Microsoft"),
)


def ssh(openssh: Callable[[str], str], server: Server, key: Path, *options: str) -> list[str]:
    """The command that the server told to type, with what a test has to add."""
    words = server.command.split()
    assert words[:2] == ["ssh", "-p"]
    quiet = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
    own = ["-F", "none", "-i", str(key), "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR"]
    return [openssh("ssh"), *words[1:], *quiet, *own, *options]


def test_the_printed_command_opens_the_explorer(
    server: Server, key: Path, openssh: Callable[[str], str]
) -> None:
    with Terminal(ssh(openssh, server, key)) as terminal:
        terminal.wait_for("▸4 Loop")
        terminal.wait_for("Microsoft")
        for number, name, row in PANES:
            terminal.press(number)
            terminal.wait_for(f"▸{number} {name}")
            terminal.wait_for(row)
        terminal.resize(120, 40)
        terminal.wait_for(lambda t: t.screen()[39].endswith("? help"))
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on() == set()


async def test_a_visit_is_one_line_of_the_log_without_what_was_looked_at(
    server: Server, key: Path
) -> None:
    before = len(server.lines(" visit "))
    async with visiting(server, key) as guest:
        await ask(guest, "select 'a ' || 'secret' as hidden")
        await guest.wait_for("a secret")
        sent = len(guest.raw)
        await leave(guest)
    line = server.wait_for_line(" visit ", before + 1)
    words = line.split()
    assert words[2].startswith("SHA256:")
    assert words[3] == "127.0.0.1"
    assert float(words[4]) > 0
    assert line.endswith(": quit")
    assert int(words[words.index("out") + 1]) >= sent
    assert "secret" not in server.log()


async def test_the_explorer_has_no_more_of_the_visitors_environment_than_the_terminal(
    server: Server, key: Path
) -> None:
    before = server.visits()
    given = {
        "COLORTERM": "truecolor",
        "LD_PRELOAD": "/tmp/evil.so",
        "PYTHONPATH": "/tmp/evil",
        "TEXTUAL_LOG": "/tmp/evil.log",
        "HOME": "/tmp",
        "LANG": "fr_FR",
    }
    async with visiting(server, key, env=given) as guest:
        (pid,) = server.visits() - before
        # What the fork server was started with; the explorer's own is laid over it.
        started_with = Path(f"/proc/{pid}/environ").read_bytes()
        assert b"evil" not in started_with
        assert b"HOME=/dev/null" in started_with
        assert os.readlink(f"/proc/{pid}/cwd") == "/"
        await leave(guest)


async def test_no_colour_is_sent_to_who_wants_none(server: Server, key: Path) -> None:
    async with visiting(server, key, env={"NO_COLOR": "1"}) as guest:
        assert b"\x1b[38;5" not in guest.raw
        assert b";48;5" not in guest.raw
        await leave(guest)


async def test_a_plain_terminal_gets_plain_glyphs(server: Server, key: Path) -> None:
    async with visiting(server, key, term="vt100") as guest:
        await guest.wait_for("legs")
        assert set(guest.text()) & set("▸█▓▒░━╌─►≤≥≈●") == set()
        await leave(guest)


async def test_several_visits_on_one_connection_do_not_meet(server: Server, key: Path) -> None:
    async with connected(server, key) as connection:
        one, two = [await visit(connection) for _ in range(2)]
        await asyncio.gather(one.wait_for("Microsoft"), two.wait_for("Microsoft"))
        one.press("1")
        await one.wait_for("▸1 Sources")
        assert "▸4 Loop" in two.text()
        await leave(one)
        two.press("2")
        await two.wait_for("▸2 Timeline")
        await leave(two)


async def test_a_visitor_who_hangs_up_leaves_no_process(server: Server, key: Path) -> None:
    before = server.visits()
    async with visiting(server, key):
        (pid,) = server.visits() - before
    line = server.wait_for_line("hung up")
    assert "SHA256:" in line
    wait_until(lambda: pid not in server.visits(), "the visit to end")


async def test_nothing_is_left_when_the_server_stops(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve()
    async with visiting(server, key) as guest:
        pids = server.visits() | {server.zygote}
        server.process.terminate()
        await guest.wait_over()
        assert "being stopped" in guest.raw.decode()
        assert guest.raw.rindex(b"\x1b[?1049l") < guest.raw.rindex(b"being stopped")
    assert server.process.wait(10) == 0
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
