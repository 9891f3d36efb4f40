"""`caploop serve` as it is called: what it refuses, what it says, what it keeps."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.serve.guest import connected, leave, visit
from tests.serve.served import PATIENCE, ROOT, Server, as_nobody
from tui.cli import main
from tui.serve.server import ssh_command


class Command(Server):
    """`caploop serve` with options; `folder` is its home."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._start(["-m", "tui", "serve", "--listen", "127.0.0.1:0", *options])


def refused(
    folder: Path, options: Sequence[str], prefix: Sequence[str] | None = None
) -> subprocess.CompletedProcess[str]:
    before = as_nobody() if prefix is None else prefix
    return subprocess.run(
        [*before, sys.executable, "-m", "tui", "serve", "--listen", "127.0.0.1:0", *options],
        cwd=ROOT,
        env={"HOME": str(folder), "XDG_CACHE_HOME": str(folder), "PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


async def test_it_serves_who_may_log_in_anyway(
    open_folder: Callable[[], Path], key: Path, corpus_file: Path
) -> None:
    home = open_folder()
    (home / ".ssh").mkdir()
    (home / ".ssh" / "authorized_keys").write_bytes(key.with_suffix(".pub").read_bytes())
    with Command(home, "--data", str(corpus_file)) as server:
        assert server.command == f"ssh -p {server.port} 127.0.0.1"
        async with connected(server, key) as connection:
            guest = await visit(connection)
            await guest.wait_for("Microsoft")
            await leave(guest)
        assert str(home / ".ssh" / "authorized_keys") in server.log()
    made = home / ".local" / "state" / "caploop" / "ssh_host_ed25519_key"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


async def test_anybody_may_come_in_if_that_is_said_aloud(
    open_folder: Callable[[], Path], corpus_file: Path
) -> None:
    folder = open_folder()
    with Command(folder, "--anonymous", "--max-per-key", "1", "--data", str(corpus_file)) as server:
        assert "ANYBODY who can reach this port may come in" in server.log()
        async with connected(server, None) as connection:
            guest = await visit(connection)
            await guest.wait_for("Microsoft")
            async with connected(server, None) as again:
                second = await visit(again)
                await second.wait_over()
                assert b"You are in 1 times already" in second.raw
            await leave(guest)
        assert " visit anonymous 127.0.0.1 " in server.wait_for_line(": quit")


def test_the_host_key_is_made_once_and_kept(
    open_folder: Callable[[], Path], key: Path, corpus_file: Path
) -> None:
    folder = open_folder()
    options = ("--host-key", str(folder / "own"), "--anonymous", "--data", str(corpus_file))
    seen = []
    for _ in range(2):
        with Command(folder, *options) as server:
            seen.append((server.lines("host key")[-1].split()[-1], (folder / "own").read_bytes()))
    assert seen[0] == seen[1]
    (folder / "own").chmod(0o640)
    done = refused(folder, options)
    assert done.returncode == 1
    assert "can be read by others" in done.stderr


def test_a_host_key_that_is_none_is_told(
    open_folder: Callable[[], Path], corpus_file: Path
) -> None:
    folder = open_folder()
    (folder / "own").write_text("no key")
    (folder / "own").chmod(0o600)
    if os.geteuid() == 0:
        os.chown(folder / "own", folder.stat().st_uid, folder.stat().st_gid)
    options = ("--host-key", str(folder / "own"), "--anonymous", "--data", str(corpus_file))
    done = refused(folder, options)
    assert done.returncode == 1
    assert f"{folder / 'own'} is no private key" in done.stderr


def test_without_keys_it_asks_who_may_come_in(open_folder: Callable[[], Path]) -> None:
    done = refused(open_folder(), ())
    assert done.returncode == 2
    assert "who may come in?" in done.stderr
    assert "--authorized-keys" in done.stderr


def test_a_file_without_a_key_is_told(open_folder: Callable[[], Path], corpus_file: Path) -> None:
    folder = open_folder()
    (folder / "keys").write_text("# nobody\n")
    done = refused(folder, ("--authorized-keys", str(folder / "keys"), "--data", str(corpus_file)))
    assert done.returncode == 1
    assert str(folder / "keys") in done.stderr


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("nowhere", "neither a folder with a corpus nor a .duckdb file"),
        ("empty", "cannot be loaded"),
    ],
)
def test_without_a_corpus_it_does_not_open(
    open_folder: Callable[[], Path], data: str, told: str
) -> None:
    folder = open_folder()
    (folder / "empty").mkdir()
    done = refused(folder, ("--anonymous", "--data", str(folder / data)))
    assert done.returncode == 1
    assert told in done.stderr


def test_a_port_that_is_taken_is_told(
    server: Server, open_folder: Callable[[], Path], corpus_file: Path
) -> None:
    options = ("--anonymous", "--data", str(corpus_file), "--listen", f"127.0.0.1:{server.port}")
    done = refused(open_folder(), options)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{server.port}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be refused as root")
def test_root_is_refused(open_folder: Callable[[], Path]) -> None:
    done = refused(open_folder(), ("--anonymous",), prefix=())
    assert done.returncode == 2
    assert "--allow-root" in done.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--listen", "2222"),
        ("--listen", "127.0.0.1:x"),
        ("--listen", "127.0.0.1:70000"),
        ("--max-sessions", "0"),
        ("--query-timeout", "-1"),
        ("--idle-timeout", "soon"),
    ],
)
def test_a_wrong_value_is_a_wrong_call(
    open_folder: Callable[[], Path], option: str, value: str
) -> None:
    done = refused(open_folder(), (option, value))
    assert done.returncode == 2
    assert option in done.stderr


@pytest.mark.parametrize(
    "before",
    [
        ("--as-of", "2025-10-07"),
        ("--lens", "firm"),
        ("--articles", "."),
        ("--write", "own.duckdb"),
        ("--entity", "openai"),
        ("--view", "matrix"),
        ("--data", "ducklake:postgres:dbname=corpus"),
    ],
)
def test_what_it_would_not_heed_is_a_wrong_call(
    before: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*before, "serve", "--anonymous"])
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert before[0] in said or "no lake" in said


@pytest.mark.parametrize(
    ("host", "port", "command"),
    [
        ("127.0.0.1", 2222, "ssh -p 2222 127.0.0.1"),
        ("example.org", 22, "ssh example.org"),
        ("::1", 2222, "ssh -p 2222 ::1"),
    ],
)
def test_the_command_to_type(host: str, port: int, command: str) -> None:
    assert ssh_command(host, port) == command


def test_who_listens_everywhere_is_reached_by_name() -> None:
    assert ssh_command("0.0.0.0", 2222) == f"ssh -p 2222 {os.uname().nodename}"
