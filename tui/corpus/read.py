"""A corpus folder as typed frames, with everything about its files that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

import polars as pl

from tui.corpus.cells import empty_frame, typed
from tui.corpus.csvfile import read_text
from tui.corpus.digests import Paragraph, read_digest
from tui.corpus.faults import CorpusError, Fault, Faults, fault, faults, merged
from tui.corpus.tables import Table, table, tables

HERE = Path(__file__).parent
# A database made from the same files by other statements is another one.
_PROGRAM = ("schema.sql", "build.sql", "views.sql")


@dataclass(frozen=True)
class Corpus:
    """The tables of a folder as polars frames, each with the `line` of every row in its file.

    `corpus_id` is a SHA-256 over the files' names and contents and the program's schema.
    `missing` holds (table, column) that no file gave, and `broken` the (file, line) of which only
    the first field could be read: no rule can judge these.
    """

    frames: Mapping[str, pl.DataFrame]
    faults: Faults
    corpus_id: str
    missing: frozenset[tuple[str, str]]
    broken: frozenset[tuple[str, int]]


def read_corpus(folder: Path) -> Corpus:
    """The corpus in a folder. Raises CorpusError only where there is no such folder."""
    if not folder.is_dir():
        raise CorpusError(faults([fault(str(folder), 1, "is not a folder")]))
    digest = hashlib.sha256()
    for name in _PROGRAM:
        digest.update((HERE / name).read_bytes())
    frames: dict[str, pl.DataFrame] = {}
    found: list[Faults] = []
    missing: set[tuple[str, str]] = set()
    broken: set[tuple[str, int]] = set()
    for each in tables():
        if each.name == "paragraphs":
            continue
        data = _bytes(folder, each.file)
        if isinstance(data, Fault):
            frames[each.name] = empty_frame(each)
            found.append(faults([data]))
            missing |= {(each.name, name) for name in each.names}
            continue
        _count(digest, each.file, data)
        text = read_text(data, each)
        frames[each.name], wrong = typed(text.frame, each, text.broken)
        found += [*text.faults, *wrong]
        missing |= {(each.name, name) for name in text.missing}
        broken |= {(each.file, line) for line in text.broken}
    frames["paragraphs"], wrong = _paragraphs(folder, frames["sources"], digest)
    if ("sources", "source_id") in missing:
        missing.add(("paragraphs", "source_id"))
    found += wrong
    return Corpus(frames, merged(found), digest.hexdigest(), frozenset(missing), frozenset(broken))


def _paragraphs(
    folder: Path, sources: pl.DataFrame, digest: hashlib._Hash
) -> tuple[pl.DataFrame, list[Faults]]:
    rows: list[Paragraph] = []
    found: list[Fault] = []
    known = [name for name in sources["source_id"].unique(maintain_order=True) if name is not None]
    files = {f"digests/{name}.md": name for name in known}
    others = {f"digests/{path.name}" for path in (folder / "digests").glob("*.md")} - files.keys()
    if known:
        found += [fault(name, 1, "no source of sources.csv has this id") for name in sorted(others)]
    for file, source_id in sorted(files.items()):
        data = _bytes(folder, file)
        if isinstance(data, Fault):
            found.append(data)
            continue
        _count(digest, file, data)
        read, wrong = read_digest(data, source_id, file)
        rows += read
        found += wrong
    schema = empty_frame(table("paragraphs")).schema
    frame = pl.DataFrame([astuple(row) for row in rows], schema=schema, orient="row")
    return frame, [faults(found)]


def _bytes(folder: Path, file: str) -> bytes | Fault:
    try:
        return (folder / file).read_bytes()
    except FileNotFoundError:
        return fault(file, 1, "the file is missing")
    except OSError as error:
        return fault(file, 1, f"the file cannot be read: {error.strerror}")


def _count(digest: hashlib._Hash, file: str, data: bytes) -> None:
    digest.update(f"{file}\n{len(data)}\n".encode())
    digest.update(data)
