"""`caploop serve`: from the arguments to a server."""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import sys
from pathlib import Path

from tui.corpus.place import shipped
from tui.serve.settings import Settings


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve until told to stop; the exit code."""
    if fault := _fault(arguments):
        print(f"caploop serve: {fault}", file=sys.stderr)
        return 2
    from tui.serve.server import Fault, serve

    try:
        asyncio.run(serve(settings_of(arguments)))
    except Fault as error:
        print(f"caploop serve: {error}", file=sys.stderr)
        return 1
    return 0


def _fault(arguments: argparse.Namespace) -> str:
    if importlib.util.find_spec("asyncssh") is None:
        return "this needs asyncssh: pip install 'caploop[ssh]'"
    if os.geteuid() == 0 and not arguments.allow_root:
        return "root should not serve: run it as a user of its own, or say --allow-root"
    keys = arguments.authorized_keys or usual_keys()
    if not arguments.anonymous and not keys.is_file():
        return (
            f"who may come in? {keys} is not there: name a file with --authorized-keys, or let in "
            "anybody with --anonymous"
        )
    return ""


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings that the arguments ask for."""
    host, port = arguments.listen
    return Settings(
        host=host,
        port=port,
        data=Path(arguments.data) if arguments.data else shipped(),
        host_key=arguments.host_key or usual_host_key(),
        authorized_keys=None if arguments.anonymous else arguments.authorized_keys or usual_keys(),
        max_sessions=arguments.max_sessions,
        max_per_key=arguments.max_per_key,
        idle_timeout=arguments.idle_timeout,
        query_timeout=arguments.query_timeout,
    )


def usual_keys() -> Path:
    """The keys that may log in as whoever starts the server."""
    return Path.home() / ".ssh" / "authorized_keys"


def usual_host_key() -> Path:
    """Where the server's key is kept: the user's state folder, as the desktop standard says."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "caploop" / "ssh_host_ed25519_key"
