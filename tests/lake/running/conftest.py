"""A server for the run, lakes in it, and the command line on them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lake.postgres import PASSWORD, USER, Postgres
from tui.cli import main
from tui.corpus.lake.publish import publish
from tui.corpus.lake.uri import lake_uri
from tui.corpus.opening import Opened, open_corpus
from tui.corpus.place import shipped

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Lake:
    """A lake: its address without the password, and the folder of its files."""

    uri: str
    files: Path
    database: str

    def publish(self, folder: Path) -> int:
        """Publish a folder; the snapshot that it made."""
        return publish(folder, lake_uri(self.uri), self.files, lambda _: None).snapshot

    def open(self, held: int | None = None) -> Opened:
        """What it holds now, or held."""
        return open_corpus(self.uri, held=held)


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A server for the whole run."""
    with Postgres() as running:
        yield running


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cache for the copies of all tests."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def surroundings(cache: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The password where PostgreSQL's programs look for it."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("XDG_CACHE_HOME", cache)


@pytest.fixture
def new_lake(server: Postgres, tmp_path: Path) -> Callable[[], Lake]:
    """Makes addresses of lakes that nobody has published to."""
    return lambda: _at(server, server.database(), tmp_path / "files")


@pytest.fixture(scope="session")
def shipped_lake(server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake that holds the shipped corpus, in snapshot 1: to look at, and to begin with."""
    made = _at(server, server.database(), tmp_path_factory.mktemp("files"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        assert made.publish(shipped()) == 1
    return made


@pytest.fixture
def lake(server: Postgres, shipped_lake: Lake) -> Lake:
    """A lake of the test's own that holds the shipped corpus, in snapshot 1."""
    return _at(server, server.database(shipped_lake.database), shipped_lake.files)


def _at(server: Postgres, name: str, files: Path) -> Lake:
    return Lake(f"ducklake:postgres:dbname={name} host={server.folder} user={USER}", files, name)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `caploop` with these arguments, in this process."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        capfd.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            code = main(arguments)
        told = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, code, told.out, told.err)

    return start


@pytest.fixture
def run_program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `caploop` with these arguments as a program of its own."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tui", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return start
