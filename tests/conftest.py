"""What every test is kept from: the home, the colours and the locale of whoever runs it."""

from pathlib import Path

import pytest
from hypothesis import settings

FOREIGN = ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TERM", "LC_ALL", "LC_CTYPE")


# How long an example takes depends on what else the machine does, and says nothing of the program.
settings.register_profile("caploop", deadline=None)
settings.load_profile("caploop")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home folder, so that no history or setting gets in or out."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in (*FOREIGN, "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home
