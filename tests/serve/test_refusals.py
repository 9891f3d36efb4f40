"""What a connection may not do: each thing is refused, and who asked is told what there is."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import asyncssh
import pytest

from tests.serve.conftest import make_key
from tests.serve.guest import connected, leave, visit, visiting
from tests.serve.openssh import QUIET, run
from tests.serve.served import PATIENCE, Server, wait_until

Find = Callable[[str], str]


# -- who may come in


def test_an_unknown_key_is_refused(
    server: Server, open_folder: Callable[[], Path], openssh: Find
) -> None:
    done = run(openssh("ssh"), server, make_key(open_folder() / "other"))
    assert done.returncode == 255
    assert "Permission denied (publickey)" in done.stderr


@pytest.mark.parametrize("method", ["password", "keyboard-interactive", "hostbased", "none"])
def test_nothing_but_a_key_logs_in(server: Server, key: Path, openssh: Find, method: str) -> None:
    only = ["-o", f"PreferredAuthentications={method}", "-o", "BatchMode=no"]
    done = run(openssh("ssh"), server, key, only)
    assert done.returncode == 255
    assert "Permission denied (publickey)" in done.stderr


async def test_the_user_name_does_not_matter(server: Server, key: Path) -> None:
    async with connected(server, key, username="$(id) 'é' -- root") as connection:
        guest = await visit(connection)
        await guest.wait_for("Microsoft")
        await leave(guest)


async def test_a_key_counts_only_from_where_and_as_long_as_its_line_says(
    serve: Callable[..., Server], open_folder: Callable[[], Path]
) -> None:
    folder = open_folder()
    keys = {name: make_key(folder / name) for name in ("here", "there", "old", "new", "authority")}
    options = {
        "here": 'from="127.0.0.0/8"',
        "there": 'from="192.0.2.1"',
        "old": 'expiry-time="20200101"',
        "new": 'expiry-time="29990101120000Z"',
        "authority": "cert-authority",
    }
    lines = [f"{options[name]} {k.with_suffix('.pub').read_text()}" for name, k in keys.items()]
    (folder / "keys").write_text("# who may come in\n" + "".join(lines))
    server = serve(authorized_keys=folder / "keys", fork=False)
    for name, allowed in (("here", 1), ("there", 0), ("old", 0), ("new", 1), ("authority", 0)):
        if allowed:
            async with connected(server, keys[name]):
                pass
        else:
            with pytest.raises(asyncssh.PermissionDenied):
                async with connected(server, keys[name]):
                    pass


async def test_a_key_that_is_taken_out_of_the_file_opens_no_longer(
    serve: Callable[..., Server], open_folder: Callable[[], Path]
) -> None:
    folder = open_folder()
    file = folder / "keys"
    one, two = make_key(folder / "one", file), make_key(folder / "two", file)
    server = serve(authorized_keys=file, fork=False)
    async with connected(server, one):
        pass
    file.write_bytes(two.with_suffix(".pub").read_bytes())
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, one):
            pass
    file.unlink()
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(server, two):
            pass
    assert "nobody can come in" in server.wait_for_line(str(file))


def test_too_many_keys_end_the_connection(
    serve: Callable[..., Server], open_folder: Callable[[], Path], key: Path, openssh: Find
) -> None:
    server, folder = serve(tries=3, fork=False), open_folder()
    others = [make_key(folder / f"k{n}") for n in range(4)]
    first, rest = others[0], [word for other in others[1:] for word in ("-i", str(other))]
    done = run(openssh("ssh"), server, first, [*rest, "-i", str(key)])
    assert done.returncode == 255
    assert "too many keys tried" in done.stderr


def test_who_does_not_log_in_is_disconnected(serve: Callable[..., Server]) -> None:
    server = serve(login_timeout=1, fork=False)
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as silent:
        silent.settimeout(PATIENCE)
        assert silent.recv(100).startswith(b"SSH-2.0-caploop")
        while silent.recv(4096):
            pass  # until the server hangs up: else this times out


def test_only_so_many_may_be_on_the_way_in(serve: Callable[..., Server], key: Path) -> None:
    server = serve(strangers=4, login_timeout=600, fork=False)
    # Of one address, half of them: others come in all the same.
    waiting = [_greeted(server) for _ in range(2)]
    assert _greeted(server)[1] == b""
    waiting += [_greeted(server, "127.0.0.2") for _ in range(2)]
    assert all(greeting for _, greeting in waiting)
    assert _greeted(server, "127.0.0.3")[1] == b""
    waiting[0][0].close()
    wait_until(lambda: _greeted(server)[1], "a place to be free again")
    for each, _ in waiting:
        each.close()


def test_an_address_may_not_connect_all_the_time(serve: Callable[..., Server]) -> None:
    server = serve(burst=3, per_second=0.001, fork=False)
    greetings = []
    for _ in range(5):
        connection, greeting = _greeted(server)
        connection.close()
        greetings.append(bool(greeting))
    assert greetings == [True, True, True, False, False]


def _greeted(server: Server, address: str = "127.0.0.1") -> tuple[socket.socket, bytes]:
    """A connection, and what the server says first: nothing if it hangs up at once."""
    connection = socket.create_connection(("127.0.0.1", server.port), PATIENCE, (address, 0))
    try:
        return connection, connection.recv(100)
    except ConnectionResetError:
        return connection, b""


async def test_a_connection_without_a_visit_does_not_last(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(lonely=0.5, fork=False)
    async with connected(server, key) as connection:
        await asyncio.wait_for(connection.wait_closed(), PATIENCE)


# -- what may be asked for


def test_a_command_is_not_run(server: Server, key: Path, openssh: Find) -> None:
    for options in ([], ["-tt"]):
        done = run(openssh("ssh"), server, key, options, ["cat /etc/passwd"])
        said = done.stdout + done.stderr
        assert done.returncode == 126
        assert "runs no commands" in said
        assert server.command in said
        assert "root:" not in said


def test_without_a_terminal_it_says_how_to_get_one(
    server: Server, key: Path, openssh: Find
) -> None:
    done = run(openssh("ssh"), server, key, ["-T"])
    assert (done.returncode, done.stdout) == (1, "")
    assert f"caploop needs a terminal: {server.command}" in done.stderr


@pytest.mark.parametrize("term", ["dumb", "", "x;rm -rf", "../../etc/passwd", "a" * 65, "\x1b[2J"])
async def test_a_terminal_that_cannot_be_drawn_on_is_told(
    server: Server, key: Path, term: str
) -> None:
    async with connected(server, key) as connection:
        guest = await visit(connection, term=term or " ")
        await guest.wait_over()
        assert guest.status == 1
        assert b"caploop cannot draw on this terminal (TERM)" in guest.raw
        assert term.encode() not in guest.raw or term in ("", "dumb")


def test_no_files_are_copied(server: Server, key: Path, openssh: Find, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    quiet = [*QUIET, "-P", str(server.port), "-i", str(key)]
    for command in (
        [openssh("sftp"), *quiet, "-b", "/dev/null", "127.0.0.1"],
        [openssh("scp"), *quiet, str(tmp_path / "file"), "127.0.0.1:file"],
        [openssh("scp"), *quiet, "-O", str(tmp_path / "file"), "127.0.0.1:file"],
        [openssh("scp"), *quiet, "127.0.0.1:/etc/passwd", str(tmp_path)],
        [openssh("scp"), *quiet, "-O", "127.0.0.1:/etc/passwd", str(tmp_path)],
    ):
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
        assert done.returncode != 0
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert not (server.folder / "file").exists()


def test_a_subsystem_is_refused(server: Server, key: Path, openssh: Find) -> None:
    done = run(openssh("ssh"), server, key, ["-s"], ["netconf"])
    assert done.returncode != 0
    assert "subsystem request failed" in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-W", "127.0.0.1:22"], "open failed"),
        (["-o", "ExitOnForwardFailure=yes", "-N", "-R", "0:127.0.0.1:22"], "forwarding failed"),
        (
            ["-o", "ExitOnForwardFailure=yes", "-N", "-R", "/tmp/caploop-test.sock:127.0.0.1:22"],
            "forwarding failed",
        ),
    ],
)
def test_a_forwarding_is_refused(
    server: Server, key: Path, openssh: Find, options: list[str], told: str
) -> None:
    done = run(openssh("ssh"), server, key, options)
    assert done.returncode != 0
    assert told in done.stderr


async def test_connections_and_listeners_are_refused(server: Server, key: Path) -> None:
    """What -L, -D and -R ask for, with TCP and with sockets of the file system."""
    with socket.create_server(("127.0.0.1", 0)) as inside:
        port = inside.getsockname()[1]
        inside.settimeout(0)
        async with connected(server, key) as connection:
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.open_connection("127.0.0.1", port, encoding=None)
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.open_unix_connection("/tmp/caploop-test.sock", encoding=None)
            with pytest.raises(asyncssh.ChannelListenError):
                await connection.start_server(lambda *_: False, "127.0.0.1", 0)
            with pytest.raises(asyncssh.ChannelListenError):
                await connection.start_unix_server(lambda *_: False, "/tmp/caploop-test.sock")
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.create_tun(asyncssh.SSHTunTapSession)
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.create_tap(asyncssh.SSHTunTapSession)
        with pytest.raises(BlockingIOError):
            inside.accept()
    assert not Path("/tmp/caploop-test.sock").exists()


async def test_agent_and_x11_are_refused_and_the_visit_goes_on(
    server: Server, key: Path, tmp_path: Path
) -> None:
    async with connected(server, key) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_session(
                asyncssh.SSHClientSession, term_type="xterm", x11_forwarding=True, x11_display=":9"
            )
        guest = await visit(connection)
        await guest.wait_for("Microsoft")
        # The request that `ssh -A` makes for a channel.
        request = guest.channel._make_request(b"auth-agent-req@openssh.com")
        assert not await asyncio.wait_for(request, PATIENCE)
        await leave(guest)


# -- how many, and how long


async def test_a_full_house_says_so(serve: Callable[..., Server], key: Path) -> None:
    server = serve(max_sessions=1)
    async with visiting(server, key) as first:
        async with connected(server, key) as connection:
            second = await visit(connection)
            await second.wait_over()
            assert second.status == 1
            assert b"caploop is full: 1 visitors are in" in second.raw
        await leave(first)
    async with visiting(server, key) as third:
        await leave(third)
    assert server.wait_for_line(": full")


async def test_one_key_has_only_so_many_visits(
    serve: Callable[..., Server], key: Path, open_folder: Callable[[], Path]
) -> None:
    folder = open_folder()
    file = folder / "keys"
    one, two = make_key(folder / "one", file), make_key(folder / "two", file)
    server = serve(max_per_key=1, authorized_keys=file)
    async with visiting(server, one) as first:
        async with connected(server, one) as connection:
            again = await visit(connection)
            await again.wait_over()
            assert b"You are in 1 times already" in again.raw
        async with visiting(server, two) as other:
            await leave(other)
        await leave(first)


async def test_channels_of_one_connection_are_visits_like_others(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(max_per_key=2)
    async with connected(server, key) as connection:
        inside = [await visit(connection) for _ in range(2)]
        for guest in inside:
            await guest.wait_for("Microsoft")
        third = await visit(connection)
        await third.wait_over()
        assert b"You are in 2 times already" in third.raw
        await leave(inside[0])
        again = await visit(connection)
        await again.wait_for("Microsoft")


async def test_who_presses_no_key_is_asked_to_leave(
    serve: Callable[..., Server], key: Path
) -> None:
    server = serve(idle_timeout=1)
    async with connected(server, key) as connection:
        guest = await visit(connection)
        await guest.wait_over()
        assert guest.status == 1
        said = bytes(guest.raw)
        assert said.rindex(b"\x1b[?1049l") < said.rindex(b"caploop has closed: no key for 1 s")
    assert server.wait_for_line(": idle")


def test_a_frozen_client_is_let_go(serve: Callable[..., Server], key: Path, openssh: Find) -> None:
    server = serve(keepalive=0.5)
    own = [openssh("ssh"), *QUIET, "-tt", "-p", str(server.port), "-i", str(key), "127.0.0.1"]
    env = {**os.environ, "TERM": "xterm"}
    client = subprocess.Popen(own, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert client.stdout is not None
        assert client.stdout.read(1)
        client.send_signal(signal.SIGSTOP)  # it neither reads nor answers
        server.wait_for_line("hung up")
        wait_until(lambda: not server.visits(), "the visit to end")
    finally:
        client.kill()
        client.communicate()
