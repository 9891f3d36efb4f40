"""The corpus that visitors are shown: a database file, or what a folder is built into.

A visitor opens what is there at the time, and keeps it. So new data is published by replacing the
file as a whole, or by changing the files of the folder: each visit looks whether they did.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from tui.serve.process import HERE, CannotStart


class NoCorpus(Exception):
    """What was to be shown cannot be: why, in a few lines."""


class Corpus:
    """Knows which file to open. Folders are built in a process of their own."""

    def __init__(self, place: Path, say: Callable[[str], None]) -> None:
        self._place = place
        self._say = say
        self._built = ""
        self._state: object = None
        self._building = asyncio.Lock()

    async def open(self) -> None:
        """Make sure that there is something to show. Raises NoCorpus."""
        if self._place.is_dir():
            self._state = self._look()
            self._built = await self._build()
        elif not self._place.is_file():
            raise NoCorpus(f"{self._place} is neither a folder with a corpus nor a .duckdb file")

    async def file(self) -> str:
        """The database file for a visit that begins now. Raises CannotStart."""
        if not self._built:
            return str(self._place.resolve())
        async with self._building:
            state = self._look()
            if state != self._state or not Path(self._built).is_file():
                try:
                    self._built = await self._build()
                    self._say("the folder has changed: new visits see what it holds now")
                except NoCorpus as fault:
                    first = str(fault).splitlines()[0]
                    self._say(f"the folder has changed: visits see what it held before, {first}")
                self._state = state
        if not Path(self._built).is_file():
            raise CannotStart("no corpus")
        return self._built

    def _look(self) -> object:
        """What tells a changed folder from an unchanged one."""
        files = sorted([*self._place.glob("*.csv"), *self._place.glob("digests/*.md")])
        states = [(file, file.stat()) for file in files]
        return [(file, state.st_mtime_ns, state.st_size) for file, state in states]

    async def _build(self) -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tui.serve.build", str(self._place.resolve())),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=HERE,
        )
        out, errors = await process.communicate()
        if process.returncode:
            raise NoCorpus(errors.decode(errors="replace").strip())
        return out.decode().strip()
