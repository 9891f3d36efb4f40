"""A corpus folder as typed frames, with everything about its files that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path

import polars as pl

from tui.corpus.cells import empty_frame, typed
from tui.corpus.csvfile import Text, read_text
from tui.corpus.digests import Paragraph, read_digest
from tui.corpus.faults import Fault, Faults, fault, faults, merged
from tui.corpus.jsonlines import read_json_lines
from tui.corpus.parquetfile import read_parquet
from tui.corpus.table_files import TableFiles, table_files
from tui.corpus.tables import Table, table, tables

_FILE_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Corpus:
    """The tables of a folder as polars frames, each with the `line` of every row in its file.

    A line of Parquet is a row, counted from 1. `missing` holds (table, column) that no file gave,
    and `broken` the (file, line) of which only the first field could be read: no rule can judge
    these. `files` is what the file of each table is called.
    """

    frames: Mapping[str, pl.DataFrame]
    faults: Faults
    missing: frozenset[tuple[str, str]]
    broken: frozenset[tuple[str, int]]
    files: Mapping[str, str] = field(default_factory=dict)


def read_corpus(folder: Path, began: Callable[[str], None] = lambda _: None) -> Corpus:
    """The corpus in a folder. Raises CorpusError only where there is no such folder.

    `began` hears of each table before it is read.
    """
    files = table_files(folder)
    frames: dict[str, pl.DataFrame] = {}
    found: list[Faults] = []
    missing: set[tuple[str, str]] = set()
    broken: set[tuple[str, int]] = set()
    for each in tables():
        if each.name == "paragraphs" and files.digests:
            continue
        began(f"reading {each.name}")
        here = files.table(each.name)
        text = _text(files, here)
        if isinstance(text, Fault):
            frames[each.name] = empty_frame(each)
            found.append(faults([text]))
            missing |= {(each.name, name) for name in each.names}
            continue
        frames[each.name], wrong = typed(text.frame, here, text.broken)
        found += [*text.faults, *wrong]
        missing |= {(each.name, name) for name in text.missing}
        broken |= {(here.file, line) for line in text.broken}
    if files.digests:
        began("reading digests")
        frames["paragraphs"], of_digests = paragraphs(folder, frames["sources"])
        found.append(of_digests)
        if ("sources", "source_id") in missing:
            missing.add(("paragraphs", "source_id"))
    return Corpus(frames, merged(found), frozenset(missing), frozenset(broken), files.names)


def _text(files: TableFiles, here: Table) -> Text | Fault:
    if here.name in files.wrong:
        return files.wrong[here.name]
    path = files.folder / here.file
    if path.suffix == ".parquet" and path.is_file():
        return read_parquet(path, here)
    data = _bytes(files.folder, here.file)
    if isinstance(data, Fault):
        return data
    return read_text(data, here) if path.suffix == ".csv" else read_json_lines(data, here)


def paragraphs(folder: Path, sources: pl.DataFrame) -> tuple[pl.DataFrame, Faults]:
    """The paragraphs in the digests of these sources."""
    rows: list[Paragraph] = []
    found: list[Fault] = []
    files: dict[str, str] = {}
    for line, source_id in sources.select("line", "source_id").drop_nulls().rows():
        if _FILE_NAME.fullmatch(source_id):
            files[f"digests/{source_id}.md"] = source_id
        else:
            wrong = f"source_id: '{source_id}' names a file: letters, digits, - and _ only"
            found.append(fault("sources.csv", line, wrong))
    for file, source_id in sorted(files.items()):
        data = _bytes(folder, file)
        if isinstance(data, Fault):
            found.append(data)
            continue
        read, wrong_lines = read_digest(data, source_id, file)
        rows += read
        found += wrong_lines
    if files:
        digests = {f"digests/{path.name}" for path in (folder / "digests").glob("*.md")}
        strays = digests - files.keys()
        found += (fault(file, 1, "sources.csv has no source of this id") for file in strays)
    schema = empty_frame(table("paragraphs")).schema
    frame = pl.DataFrame([astuple(row) for row in rows], schema=schema, orient="row")
    return frame, faults(found)


def _bytes(folder: Path, file: str) -> bytes | Fault:
    try:
        return (folder / file).read_bytes()
    except FileNotFoundError:
        return fault(file, 1, "the file is missing")
    except OSError as error:
        return fault(file, 1, f"the file cannot be read: {error.strerror}")
