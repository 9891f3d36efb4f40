"""What a corpus folder's database is found by: a digest of all that it is made of.

Reading gigabytes at every start would take seconds: of a large folder it is noted in the cache what
its files looked like when they were read, and what came out.
"""

from __future__ import annotations

import json
import os
import time

# The same as hashlib's, without OpenSSL, which costs the start as much as all of the fingerprint.
from _blake2 import blake2b
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tui.corpus.place import DIGESTS, SUFFIXES, cache_folder
from tui.corpus.program import program_files

# From so many bytes on a note is kept.
LARGE = 1 << 23
# A file could be changed again in the same tick of its file system's clock, and look the same: one
# that is so young is not noted. Some clocks tick every two seconds.
YOUNG_NS = 4_000_000_000
_CHUNK = 1 << 20


def fingerprint(folder: Path) -> str:
    """BLAKE2 over the names and contents of a corpus folder's files and the program's own SQL."""
    # A database made from the same files by another program is another one.
    files = [*program_files(), *_files(folder)]
    looks = _looks(files)
    if sum(size for _, size, *_ in looks) < LARGE:
        return _read(files)
    note = note_file(folder)
    if (noted := _noted(note, looks)) is not None:
        return noted
    began = time.time_ns()
    found = _read(files)
    youngest = max(max(changed, moved) for _, _, changed, moved, *_ in looks)
    if youngest < began - YOUNG_NS and _looks(files) == looks:
        _write(note, looks, found)
    return found


def is_small(folder: Path) -> bool:
    """Whether a corpus folder is read in no time."""
    return sum(size for _, size, *_ in _looks(_files(folder))) < LARGE


def _files(folder: Path) -> list[Path]:
    named = (path for suffix in SUFFIXES for path in folder.glob(f"*.{suffix}"))
    return sorted([*named, *folder.glob(DIGESTS)])


def note_file(folder: Path) -> Path:
    """Where it is noted what came out for a folder."""
    name = blake2b(os.fsencode(folder.resolve()), digest_size=16).hexdigest()
    return cache_folder() / "notes" / f"{name}.json"


def _read(files: Sequence[Path]) -> str:
    digest = blake2b(digest_size=32)
    for path in files:
        try:
            with path.open("rb") as file:
                digest.update(f"{path.name}\n{os.fstat(file.fileno()).st_size}\n".encode())
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except OSError:
            continue  # reading the corpus names it, with what is wrong
    return digest.hexdigest()


def _looks(files: Sequence[Path]) -> list[tuple[str, int, int, int, int, int]]:
    """Of each file what changes with it; whoever sets its date back still changes the ctime."""
    found = []
    for path in files:
        try:
            look = path.stat()
        except OSError:
            continue
        found.append(
            (
                str(path),
                look.st_size,
                look.st_mtime_ns,
                look.st_ctime_ns,
                look.st_ino,
                look.st_dev,
            )
        )
    return found


def _noted(note: Path, looks: Sequence[tuple[str, int, int, int, int, int]]) -> str | None:
    """What was noted of files that looked like this; None of others, or if the note is damaged."""
    try:
        check, text = note.read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    if check != _check(text):
        return None
    said = json.loads(text)
    return str(said[1]) if said[0] == [list(look) for look in looks] else None


def _write(note: Path, looks: Sequence[tuple[str, int, int, int, int, int]], found: str) -> None:
    text = json.dumps([looks, found])
    new = note.with_suffix(f".{os.getpid()}")
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(f"{_check(text)}\n{text}", encoding="utf-8")
        new.replace(note)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _check(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
