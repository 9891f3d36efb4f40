"""What was run, what was saved under a name, and what stood in the editor: plain files of the user.

All of it is a convenience: where nothing can be written, nothing is remembered.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tui.corpus.result import Result

KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """A statement that ran: when (local time), how many rows, whether there were more, how long."""

    sql: str
    when: str
    rows: int | None = None
    more: bool = False
    milliseconds: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A query under a name, in a file that can be edited elsewhere."""

    name: str
    sql: str


def _folder(variable: str, otherwise: str) -> Path:
    base = os.environ.get(variable)
    return Path(base) / "caploop" if base else Path.home() / otherwise / "caploop"


class History:
    """The history of one user, newest first, without repetitions of the same statement. With
    `files` false nothing is read or written: what a visitor runs stays in memory."""

    def __init__(self, *, files: bool = True) -> None:
        self._files = files
        self._state = _folder("XDG_STATE_HOME", ".local/state")
        self._queries = _folder("XDG_DATA_HOME", ".local/share") / "queries"
        self.runs: list[Run] = list(self._read()) if files else []

    def _read(self) -> Iterator[Run]:
        try:
            lines = (self._state / "history.jsonl").read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        seen = set()
        for line in reversed(lines):
            # A line that another version or a crash left behind is passed over.
            with contextlib.suppress(ValueError, TypeError):
                run = Run(**json.loads(line))
                if run.sql not in seen:
                    seen.add(run.sql)
                    yield run

    def add(self, run: Run) -> None:
        """Remember a run; an earlier one of the same statement is forgotten."""
        self.runs = [run, *(each for each in self.runs if each.sql != run.sql)][:KEPT]
        text = "".join(json.dumps(asdict(each)) + "\n" for each in reversed(self.runs))
        self._write(self._state / "history.jsonl", text)

    def ran(self, sql: str, result: Result) -> None:
        """Remember a statement that ran: how many rows came, and how long it took."""
        rows, took = result.rows if result.columns else None, round(result.elapsed * 1000)
        self.add(Run(sql, now(), rows, result.more, took))

    def failed(self, sql: str, message: str) -> None:
        """Remember a statement that failed, and the first line of why."""
        self.add(Run(sql, now(), error=message.partition("\n")[0][:500]))

    def draft(self) -> str:
        """The text that stood in the editor last time."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if self._files:
                return (self._state / "draft.sql").read_text(encoding="utf-8")
        return ""

    def keep_draft(self, text: str) -> None:
        """Keep the text of the editor for next time."""
        self._write(self._state / "draft.sql", text)

    def saved(self) -> list[Saved]:
        """The queries that were saved under a name, by name."""
        found = []
        for path in sorted(self._queries.glob("*.sql")) if self._files else ():
            with contextlib.suppress(OSError, UnicodeDecodeError):
                found.append(Saved(path.stem, path.read_text(encoding="utf-8")))
        return found

    def save(self, name: str, sql: str) -> Path | None:
        """Save a query; the file that it is in now, None where it cannot be written."""
        stem = re.sub(r"[^\w.-]+", "-", name.strip()).strip("-.")
        path = self._queries / f"{stem}.sql"
        return path if stem and self._write(path, sql) else None

    def _write(self, path: Path, text: str) -> bool:
        return self._files and _write(path, text)


def _write(path: Path, text: str) -> bool:
    """Write a file that only its user can read, whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        writing = path.with_suffix(f".{os.getpid()}.tmp")
        writing.touch(mode=0o600)
        writing.write_text(text, encoding="utf-8")
        writing.replace(path)
    except OSError:
        return False
    return True


def now() -> str:
    """The present moment as a run remembers it: 2026-03-05 14:03."""
    return datetime.now().strftime("%Y-%m-%d %H:%M")
