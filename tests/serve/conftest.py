"""One server for what needs no special one, a key that it knows, and the tools of OpenSSH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncssh
import pytest

from tests.serve.served import ROOT, Server, to_nobody


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Callable[[], Path]]:
    """Makes folders that the user who serves can use; pytest's own are only for who runs it."""
    made: list[Path] = []

    def make() -> Path:
        made.append(Path(tempfile.mkdtemp(prefix="caploop-test-")))
        made[-1].chmod(0o755)
        to_nobody(made[-1])
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def key(open_folder: Callable[[], Path]) -> Path:
    """A visitor's private key; its public key is in `authorized_keys` beside it."""
    folder = open_folder()
    return make_key(folder / "id", folder / "authorized_keys")


def make_key(file: Path, known_in: Path | None = None) -> Path:
    """A new key pair, and its public key in a file of keys."""
    pair = asyncssh.generate_private_key("ssh-ed25519", comment="test")
    pair.write_private_key(file)
    file.chmod(0o600)
    pair.write_public_key(file.with_suffix(".pub"))
    if known_in is not None:
        with known_in.open("ab") as out:
            out.write(pair.export_public_key())
    return file


@pytest.fixture(scope="session")
def corpus_file(open_folder: Callable[[], Path]) -> Path:
    """The shipped corpus as a database file."""
    folder = open_folder()
    built = subprocess.run(
        [sys.executable, "-m", "tui.serve.build", str(ROOT / "data")],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    file = Path(built.stdout.strip()).rename(folder / "corpus.duckdb")
    file.chmod(0o644)
    return file


@pytest.fixture(scope="session")
def server(open_folder: Callable[[], Path], key: Path, corpus_file: Path) -> Iterator[Server]:
    """A server with usual settings."""
    authorized = key.with_name("authorized_keys")
    with Server(open_folder(), data=corpus_file, authorized_keys=authorized) as running:
        yield running


@pytest.fixture
def serve(
    open_folder: Callable[[], Path], key: Path, corpus_file: Path
) -> Iterator[Callable[..., Server]]:
    """Starts servers with settings of their own; they end with the test."""
    started: list[Server] = []

    def start(**settings: object) -> Server:
        usual = {"data": corpus_file, "authorized_keys": key.with_name("authorized_keys")}
        started.append(Server(open_folder(), **{**usual, **settings}))
        return started[-1]

    yield start
    for running in started:
        running.close()


@pytest.fixture(scope="session")
def openssh() -> Callable[[str], str]:
    """The path of a tool of OpenSSH; a test that needs one that is not installed is skipped."""

    def find(tool: str) -> str:
        path = shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        if path is None:
            pytest.skip(f"{tool} of OpenSSH is not installed")
        return path

    return find
