"""Lakes for the tests that need one; where they cannot run, the rest still does."""

from __future__ import annotations

from pathlib import Path

from tests.lake.postgres import lacking

RUNNING = Path(__file__).parent / "running"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what needs a server where there can be none; the header of the run says so."""
    return True if collection_path == RUNNING and lacking() else None
