"""New data while visitors are in: who is there keeps the old, who comes sees the new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.serve.guest import Guest, ask, leave, visiting
from tests.serve.served import ROOT, Server


def titled(file: Path, like: Path, publisher: str) -> Path:
    """A copy of a database in which every source has this publisher."""
    shutil.copy(like, file)
    with duckdb.connect(str(file)) as database:
        database.execute("UPDATE sources SET publisher = $p", {"p": publisher})
    file.chmod(0o644)
    return file


async def publisher(guest: Guest, wanted: str) -> None:
    """Ask the corpus, not what is on the screen already."""
    await ask(guest, "select distinct publisher || '!' as seen from sources")
    await guest.wait_for(f"{wanted}!")


async def test_a_file_that_is_replaced(
    serve: Callable[..., Server],
    key: Path,
    corpus_file: Path,
    open_folder: Callable[[], Path],
) -> None:
    folder = open_folder()
    file = titled(folder / "corpus.duckdb", corpus_file, "before")
    server = serve(data=file)
    async with visiting(server, key) as old:
        await publisher(old, "before")
        titled(folder / "corpus.new", corpus_file, "after").rename(file)
        async with visiting(server, key) as new:
            await publisher(new, "after")
            await publisher(old, "before")
            await leave(new)
        await leave(old)


async def test_a_folder_that_changes(
    serve: Callable[..., Server], key: Path, open_folder: Callable[[], Path]
) -> None:
    folder = open_folder() / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("articles"))
    sources = folder / "sources.csv"
    text = sources.read_text(encoding="utf-8")
    assert "bitget.com" in text
    server = serve(data=folder)
    async with visiting(server, key) as old:
        _replace(sources, text.replace("bitget.com", "elsewhere.example"))
        async with visiting(server, key) as new:
            await publisher(new, "elsewhere.example")
            await publisher(old, "bitget.com")
            await leave(new)
        _replace(sources, text.replace("source_id", "sauce"))
        async with visiting(server, key) as still:
            await publisher(still, "elsewhere.example")
            await leave(still)
        await leave(old)
    assert len(server.lines("new visits see what it holds now")) == 1
    assert len(server.lines("visits see what it held before")) == 1


def _replace(file: Path, text: str) -> None:
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, file)
