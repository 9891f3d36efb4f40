"""Databases that were built once and are kept: whole or not at all, whatever ends the building."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.corpus.explain import lacks_room
from tui.corpus.fingerprint import fingerprint
from tui.corpus.frame import QueryError
from tui.corpus.place import cache_folder
from tui.corpus.program import program_files
from tui.corpus.store import Store

__all__ = [
    "build",
    "cache_folder",
    "create",
    "fingerprint",
    "finished",
    "found",
    "kept",
    "kept_file",
    "kept_part",
    "program",
]

KEPT = 4
# What the engine may hold while it builds; the rest goes to disk beside what is being built.
MEMORY = "900MB"
ABANDONED_SECONDS = 3600
# Bytes before the first block of a database file.
HEADERS = 3 * 4096


def program() -> bytes:
    """The program's own SQL, of which every database is made."""
    return b"".join(file.read_bytes() for file in program_files())


def kept_file(folder: Path | str) -> Path:
    """Where the database of a folder is, once it has been built and could be kept."""
    return _place(fingerprint(Path(folder)))


def kept(corpus_id: str, fill: Callable[[Store], None]) -> Store:
    """The database of that id: from the cache, else made, and kept if the cache can be written."""
    return _kept(_place(corpus_id), corpus_id, fill)


def found(corpus_id: str) -> Store | None:
    """The database of that id if it is in the cache, whole."""
    store = _found(_place(corpus_id), corpus_id)
    if store is not None:
        with suppress(OSError):  # whoever may not write leaves it to others
            _part(corpus_id).unlink(missing_ok=True)
    return store


def kept_part(corpus_id: str, fill: Callable[[Store], None], *, small: bool) -> Store:
    """The same as `kept` for what `finished` makes a whole of; of a `small` corpus a small file."""
    return _kept(_part(corpus_id), corpus_id, fill, small=small)


def finished(
    corpus_id: str, part: Store, rest: Callable[[Store], None], fill: Callable[[Store], None]
) -> Store:
    """The whole of a part, which is made of a copy and then stands in its place.

    `rest` puts in what the part has not, `fill` everything. A part that is in memory becomes the
    whole itself. Raises QueryError.
    """
    place, base = _place(corpus_id), _part(corpus_id)
    if part.in_memory():
        rest(part)
        return part
    try:
        store = found(corpus_id) or _made(place, corpus_id, rest, base)
    except OSError as error:
        raise QueryError(f"{error.filename}: {error.strerror}", "") from error
    if store is None:
        return _unkept(corpus_id, fill)
    with suppress(OSError):
        base.unlink(missing_ok=True)
    return store


def _kept(
    place: Path, corpus_id: str, fill: Callable[[Store], None], *, small: bool = False
) -> Store:
    if (store := _found(place, corpus_id)) is not None:
        return store
    try:
        made = _made(place, corpus_id, fill, small=small)
    except QueryError as error:
        if not lacks_room(error):
            raise
        made = None
    return made or _unkept(corpus_id, fill)


def _made(
    place: Path,
    corpus_id: str,
    fill: Callable[[Store], None],
    base: Path | None = None,
    *,
    small: bool = False,
) -> Store | None:
    """A database made in its place, of a copy of another one if there is a base; None if nothing
    can be kept there.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear(place.parent)
        scratch = tempfile.mkdtemp(prefix=".making-", dir=place.parent)
    except OSError:
        return None
    with _building(Path(scratch)) as folder:
        if base is not None:
            shutil.copyfile(base, folder / place.name)
        build(folder / place.name, fill, small=small)
        # Whole or not at all: another process may be doing the same.
        (folder / place.name).replace(place)
    _forget_old(place)
    return Store.open(place, corpus_id=corpus_id)


def _unkept(corpus_id: str, fill: Callable[[Store], None]) -> Store:
    store = Store.memory()
    fill(store)
    store.corpus_id = corpus_id
    return store


def create(file: Path, *, small: bool = False) -> Store:
    """A new database file that is filled in a bounded part of the memory."""
    store = Store.create(file, small=small)
    store.script(f"SET memory_limit = '{MEMORY}'")
    return store


def build(file: Path, fill: Callable[[Store], None], *, small: bool = False) -> None:
    """Make a database file, whole when this returns."""
    store = create(file, small=small)
    try:
        fill(store)
        # To close it says nothing of a disk that is full.
        store.script("CHECKPOINT")
    finally:
        store.close()


def _place(corpus_id: str) -> Path:
    return cache_folder() / f"{corpus_id[:32]}.duckdb"


def _part(corpus_id: str) -> Path:
    return cache_folder() / f"{corpus_id[:32]}-part.duckdb"


def _found(place: Path, corpus_id: str) -> Store | None:
    """The kept database, None if there is none or it is damaged."""
    if not place.is_file():
        return None
    try:
        store = Store.open(place, corpus_id=corpus_id)
        store.rows("SELECT count(*) FROM versions")
        ((blocks, size),) = store.rows(
            "SELECT total_blocks, block_size FROM pragma_database_size()"
        )
        # The engine reads a block when it needs it: a file cut short shows only then.
        if place.stat().st_size >= HEADERS + blocks * size:
            return store
        store.close()
    except (QueryError, OSError):
        pass
    place.unlink(missing_ok=True)
    return None


@contextmanager
def _building(scratch: Path) -> Iterator[Path]:
    """A folder to build in, locked while somebody does: the lock ends with the process."""
    lock = os.open(scratch / "lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    folder = scratch.replace(scratch.with_name(scratch.name.replace(".making-", "building-")))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _clear(cache: Path) -> None:
    """Take away what is left of a building whose process was ended in the middle of it."""
    for folder in cache.glob("building-*"):
        try:
            lock = os.open(folder / "lock", os.O_RDWR)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            pass  # somebody builds in it
        finally:
            os.close(lock)
    long_ago = time.time() - ABANDONED_SECONDS
    for path in [*cache.glob(".making-*"), *cache.glob("*.building")]:
        if 0 < _written(path) < long_ago:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(
                missing_ok=True
            )


def _written(path: Path) -> float:
    """When it was written last; 0 if another process has taken it away meanwhile."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _forget_old(place: Path) -> None:
    """Keep the newest few built corpora."""
    built = sorted(place.parent.glob("*.duckdb"), key=_written, reverse=True)
    for path in built[KEPT:]:
        if path != place:
            path.unlink(missing_ok=True)
