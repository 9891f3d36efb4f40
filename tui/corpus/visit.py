"""What the reader had seen of a corpus at the last visit: its newest known date, kept per user."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date
from pathlib import Path

from tui.corpus.lake.uri import is_uri


def visits_file() -> Path:
    """Where visits are kept: the user's state folder, as the desktop standard says."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "caploop" / "visits.json"


def last_visit(data: str | None) -> date | None:
    """The newest known date that the reader saw of a corpus; None on a first visit.

    `data` is the folder or file, None the shipped corpus. What cannot be read counts as no visit.
    """
    day = _visits().get(_place(data))
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def remember_visit(data: str | None, newest: date) -> None:
    """Remember what was seen. A state folder that cannot be written is no reason to fail."""
    import tempfile

    file, visits = visits_file(), {**_visits(), _place(data): newest.isoformat()}
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(visits, out, indent=1, sort_keys=True)
        Path(name).replace(file)


def _visits() -> dict[str, object]:
    try:
        visits = json.loads(visits_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return visits if isinstance(visits, dict) else {}


def _place(data: str | None) -> str:
    if data is None:
        return "shipped"
    return data if is_uri(data) else str(Path(data).resolve())
