"""A large folder is read once: its files are known by what they look like, never wrongly."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.small import write
from tui.corpus import cache
from tui.corpus import fingerprint as module
from tui.corpus.fingerprint import fingerprint, note_file
from tui.corpus.opening import open_corpus


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two files that counts as large, and as written long ago."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "LARGE", 1)
    monkeypatch.setattr(module, "YOUNG_NS", -(10**12))
    made = tmp_path / "corpus"
    made.mkdir()
    (made / "claims.csv").write_bytes(b"one,two")
    (made / "links.csv").write_bytes(b"three")
    return made


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one each time that the files are read."""
    counted: list[int] = []
    read = module._read

    def counting(files: list[Path]) -> str:
        counted.append(len(files))
        return read(files)

    monkeypatch.setattr(module, "_read", counting)
    return counted


def test_an_unchanged_folder_is_read_once(folder: Path, reads: list[int]) -> None:
    first = fingerprint(folder)
    assert fingerprint(folder) == first
    assert len(reads) == 1


def same_size(folder: Path) -> None:
    """Other words in the same place, and the date set back."""
    file = folder / "claims.csv"
    look = file.stat()
    file.write_bytes(b"two,one")
    os.utime(file, ns=(look.st_atime_ns, look.st_mtime_ns))


def renamed_over(folder: Path) -> None:
    """Another file of that size and date in its place."""
    look = (folder / "claims.csv").stat()
    (folder / "new").write_bytes(b"two,one")
    os.utime(folder / "new", ns=(look.st_atime_ns, look.st_mtime_ns))
    (folder / "new").replace(folder / "claims.csv")


def another(folder: Path) -> None:
    (folder / "deals.csv").write_bytes(b"")


def gone(folder: Path) -> None:
    (folder / "links.csv").unlink()


@pytest.mark.parametrize("change", [same_size, renamed_over, another, gone])
def test_every_change_is_noticed(
    folder: Path, reads: list[int], change: Callable[[Path], None]
) -> None:
    first = fingerprint(folder)
    # A change in the same tick of the clock is another test's: this one waits for the next.
    before = time.time_ns()
    (folder / "clock").touch()
    while (folder / "clock").stat().st_mtime_ns <= before:
        (folder / "clock").touch()
    change(folder)
    assert fingerprint(folder) != first
    assert len(reads) == 2


@pytest.mark.parametrize("damage", [b"", b"\xff\x00", b"nothing\n[]", b"[]"])
def test_a_damaged_note_is_no_note(folder: Path, reads: list[int], damage: bytes) -> None:
    first = fingerprint(folder)
    note_file(folder).write_bytes(damage)
    assert fingerprint(folder) == first
    assert len(reads) == 2


def test_a_note_that_was_touched_is_no_note(folder: Path, reads: list[int]) -> None:
    first = fingerprint(folder)
    note = note_file(folder)
    note.write_text(note.read_text().replace(first, "f" * len(first)))
    assert fingerprint(folder) == first
    assert len(reads) == 2


def test_files_that_were_just_written_are_not_noted(
    folder: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "YOUNG_NS", 10**12)
    assert fingerprint(folder) == fingerprint(folder)
    assert len(reads) == 2
    assert not note_file(folder).exists()


def test_small_folders_and_caches_that_cannot_be_written_do_without(
    folder: Path, reads: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    first = fingerprint(folder)
    assert fingerprint(folder) == first
    monkeypatch.setattr(module, "LARGE", 1 << 23)
    assert fingerprint(folder) == first
    assert len(reads) == 3


@pytest.mark.parametrize("large", [False, True])
def test_only_a_small_corpus_is_kept_in_small_blocks(
    large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if large:
        monkeypatch.setattr(module, "LARGE", 1)
    store = open_corpus(str(write(tmp_path / "corpus")), whole=True).store
    ((size,),) = store.rows("SELECT block_size FROM pragma_database_size()")
    # What the engine takes unless told, and the least that it can take.
    assert size == (262_144 if large else 16_384)
    # A file is known as whole by its size, whatever the blocks.
    store.close()
    (file,) = cache.cache_folder().glob("*.duckdb")
    assert cache.found(fingerprint(tmp_path / "corpus")) is not None
    with file.open("r+b") as damaged:
        damaged.truncate(file.stat().st_size - size)
    assert cache.found(fingerprint(tmp_path / "corpus")) is None
