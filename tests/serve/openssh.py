"""The tools of OpenSSH, called as a visitor would, with nothing of the user's own settings."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.serve.served import PATIENCE, Server, alive, children, wait_until

QUIET = (
    *("-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"),
    *("-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "ConnectTimeout=60"),
)


def run(
    tool: str, server: Server, key: Path, before: Sequence[str] = (), after: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """`tool -p PORT -i KEY before… 127.0.0.1 after…` without a terminal, waited for."""
    port = "-P" if Path(tool).name in ("sftp", "scp") else "-p"
    own = [tool, *QUIET, port, str(server.port), "-i", str(key)]
    return subprocess.run(
        [*own, *before, "127.0.0.1", *after],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@dataclass
class Sshd:
    """OpenSSH's server on the loopback, for whoever runs the tests."""

    ssh: list[str]
    process: subprocess.Popen[bytes]

    def command(self, *words: str, terminal: bool = True) -> list[str]:
        """The client's command line."""
        return [*self.ssh, *(["-t"] if terminal else []), "127.0.0.1", *words]

    def below(self) -> set[int]:
        """What runs on behalf of clients."""
        return {pid for pid in children(self.process.pid) if alive(pid)}


def start_sshd(folder: Path, key: Path, openssh: Callable[[str], str], *lines: str) -> Sshd:
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd wants it, and packages make it
    subprocess.run(
        [openssh("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / "host")],
        check=True,
    )
    for _ in range(5):  # somebody else may take the port that was free
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = _listening(folder, key, openssh("sshd"), port, lines)
        if process.poll() is None:
            break
    assert process.poll() is None, (folder / "log").read_text()
    send = ["-o", "SendEnv=XDG_CACHE_HOME", "-o", "LogLevel=ERROR"]
    return Sshd([openssh("ssh"), *QUIET, *send, "-p", str(port), "-i", str(key)], process)


def _listening(
    folder: Path, key: Path, sshd: str, port: int, lines: Sequence[str]
) -> subprocess.Popen[bytes]:
    """The server's process, when it listens or has ended."""
    (folder / "config").write_text(
        "\n".join(
            [
                f"Port {port}",
                "ListenAddress 127.0.0.1",
                f"HostKey {folder / 'host'}",
                f"AuthorizedKeysFile {key.with_name('authorized_keys')}",
                "StrictModes no",
                "UsePAM no",
                "PidFile none",
                "LogLevel ERROR",
                "AcceptEnv LANG LC_* XDG_CACHE_HOME HOME_OF_TEST",
                "Subsystem sftp internal-sftp",
                *lines,
            ]
        )
    )
    process = subprocess.Popen(
        [sshd, "-D", "-e", "-f", str(folder / "config")],
        stderr=(folder / "log").open("wb"),
    )

    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(lambda: listens() or process.poll() is not None, "sshd to listen")
    return process
