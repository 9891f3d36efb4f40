"""A tiny valid corpus of an invented chip maker and an invented laboratory, to break in tests."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.corpus.small_rows import DIGESTS, ORIGINALS, ROWS
from tui.corpus.check import check
from tui.corpus.load import CorpusError, build, read_corpus
from tui.corpus.store import Store
from tui.corpus.tables import table


def write(folder: Path) -> Path:
    """Write the corpus into a folder; the folder comes back."""
    (folder / "digests").mkdir(parents=True)
    for name, rows in ROWS.items():
        _write_rows(folder / f"{name}.csv", [dict(row) for row in rows], table(name).names)
    for source_id, text in DIGESTS.items():
        (folder / "digests" / f"{source_id}.md").write_text(text, encoding="utf-8")
    return folder


def write_articles(folder: Path) -> Path:
    """Write the two originals into a folder; the folder comes back."""
    folder.mkdir()
    for source_id, text in ORIGINALS.items():
        (folder / f"{source_id}.txt").write_bytes(text.encode())
    return folder


def edit(folder: Path, name: str, line: int, /, **cells: str) -> None:
    """Change cells of the row in that line of a table's file."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[line - 2] |= cells
    _write_rows(path, rows, table(name).names)


def append(folder: Path, name: str, /, **cells: str) -> None:
    """Add a row at the end of a table's file."""
    path = folder / f"{name}.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, table(name).names, lineterminator="\n").writerow(cells)


def swap(path: Path, old: bytes, new: bytes) -> None:
    """Replace the one place where these bytes stand in a file."""
    data = path.read_bytes()
    assert data.count(old) == 1, f"{path.name} has {old!r} {data.count(old)} times"
    path.write_bytes(data.replace(old, new))


def drop(folder: Path, name: str, line: int) -> None:
    """Take a line out of a table's file."""
    path = folder / f"{name}.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[line - 1]
    path.write_bytes(b"".join(lines))


def claim_line(claim_id: str) -> int:
    """The line of a claim in claims.csv."""
    return [row["claim_id"] for row in ROWS["claims"]].index(claim_id) + 2


def at(claim_id: str, message: str) -> str:
    """A fault at the line of a claim, as it prints."""
    return f"claims.csv:{claim_line(claim_id)}: {message}"


def said(folder: Path, articles: Path | None = None) -> list[str]:
    """What `check` says of a folder, as it prints."""
    return [str(fault) for fault in check(folder, articles).faults]


def read_faults(folder: Path) -> list[str]:
    """What reading a folder finds wrong, as it prints."""
    return [str(fault) for fault in read_corpus(folder).faults.shown]


def raised(folder: Path) -> list[str]:
    """The lines of the error that building a folder ends in."""
    with pytest.raises(CorpusError) as error:
        build(read_corpus(folder), Store.memory())
    return str(error.value).splitlines()


def tabulate(folder: Path) -> None:
    """Put the paragraphs into a table's file instead of digests."""
    frame = read_corpus(folder).frames["paragraphs"].drop("line")
    frame.write_csv(folder / "paragraphs.csv")
    shutil.rmtree(folder / "digests")


def _write_rows(path: Path, rows: list[dict[str, str]], columns: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
