"""What every test is kept from: the home, the colours and the locale of whoever runs it."""

import os
import shutil
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.lake.postgres import lacking

FOREIGN = ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TERM", "LC_ALL", "LC_CTYPE")


# How long an example takes, or takes to be made up, depends on what else the machine does, and says
# nothing of the program. The examples are the same in every run: whoever changes nothing breaks
# nothing. Others, and more of them: --hypothesis-profile=search.
LOADED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("caploop", derandomize=True, **LOADED)
settings.register_profile("search", max_examples=2_000, **LOADED)
settings.load_profile("caploop")


ROOT = Path(__file__).resolve().parents[1]


def unservable() -> str:
    """Why the tests of `caploop serve` cannot run here, '' if they can."""
    lacking = [name for name in ("ssh", "sshd") if shutil.which(name) is None]
    if lacking:
        return f"no {' and no '.join(lacking)} on this machine"
    # As root they switch to another user, who has to reach the checkout.
    closed = [each for each in ROOT.parents if not each.stat().st_mode & stat.S_IXOTH]
    if os.getuid() == 0 and closed:
        return f"only its owner may enter {closed[-1]}"
    return ""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the tests of `caploop serve` out where they cannot run."""
    return True if collection_path == ROOT / "tests" / "serve" and unservable() else None


def pytest_report_header() -> list[str]:
    """Say what is left out, and why."""
    parts = {"tests/serve": unservable(), "tests/lake/running": lacking()}
    return [f"{part}: left out, {why}" if why else f"{part}: run" for part, why in parts.items()]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home folder, so that no history or setting gets in or out."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in (*FOREIGN, "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


# The program's threads that ask the engine, and how long each may still take.
THREADS = {"open", "later", "query", "work", "ahead", "heading", "held"}
PATIENCE = 60.0


def pytest_unconfigure() -> None:
    """Wait for what still asks the engine: Python's end would abort the process in the midst of it.

    The program leaves without that end.
    """
    for thread in threading.enumerate():
        if thread.name in THREADS:
            thread.join(PATIENCE)
