"""The tools of OpenSSH, called as a visitor would, with nothing of the user's own settings."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.serve.served import Server

QUIET = (
    *("-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"),
    *("-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "ConnectTimeout=20"),
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
        timeout=60,
        check=False,
    )
