"""Open a corpus: a folder is built into a database once and kept, a file opened as it is."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus.frame import Frame, QueryError
from tui.corpus.place import shipped
from tui.corpus.query import named
from tui.corpus.store import Store

if TYPE_CHECKING:
    from tui.context import Context
    from tui.corpus.articles import Attached
    from tui.corpus.visitor import Visitor

HERE = Path(__file__).parent
# A database made from the same files by another program is another one.
PROGRAM = ("schema.sql", "build.sql", "views.sql")
CACHE_KEPT = 4
# What the header and the pane that opens first ask for.
FIRST_QUERIES = ("legs", "ladder", "news", "conflict_count")
ABANDONED_SECONDS = 3600


class OpeningError(Exception):
    """A corpus that cannot be opened: what is wrong, where, and what to do."""


@dataclass
class Opened:
    """An open corpus: names of entities, titles of deals, known dates, originals beside it."""

    store: Store
    names: Mapping[str, str]
    titles: Mapping[str, str]
    dates: tuple[date, ...]
    attached: Attached | None = None
    notes: tuple[str, ...] = field(default=())
    ahead: dict[tuple[str, Context], Frame] = field(default_factory=dict)

    def read_ahead(self, context: Context) -> None:
        """Read what the first screen shows, while the screen itself is still being made."""
        for name in FIRST_QUERIES:
            try:
                self.ahead[name, context] = self.store.run(named(name), context)
            except QueryError:
                return  # the pane that asks for it says what is wrong


def open_corpus(
    data: str | None,
    articles: Path | None = None,
    *,
    told: Callable[[str], None] = lambda _: None,
    visitor: Visitor | None = None,
) -> Opened:
    """Open the corpus in a folder or a .duckdb file; None is the shipped one.

    `told` hears what is going on. A visitor is shown a file as the engine lets visitors see it.
    Raises OpeningError in one line or a few, with files and lines.
    """
    place = Path(data) if data is not None else shipped()
    if place.is_dir():
        store = _built(place, told)
        articles = articles or (place / "articles" if (place / "articles").is_dir() else None)
    elif place.is_file():
        store = _file(place, visitor)
    else:
        raise OpeningError(f"{place} is neither a folder with a corpus nor a .duckdb file")
    try:
        names = dict(store.rows("SELECT entity_id, name FROM entities"))
        titles = dict(store.rows("SELECT deal_id, title FROM deals"))
        dates = tuple(
            row[0] for row in store.rows("SELECT DISTINCT known_on FROM sources ORDER BY known_on")
        )
    except QueryError as error:
        raise OpeningError(f"{place} holds no corpus: {error.message.splitlines()[0]}") from error
    if articles is None:
        return Opened(store, names, titles, dates)
    attached = _attached(store, articles)
    return Opened(store, names, titles, dates, attached, tuple(attached.notes))


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of a corpus folder's files and the program's own SQL."""
    digest = hashlib.sha256()
    files = [HERE / name for name in PROGRAM]
    files += sorted([*folder.glob("*.csv"), *folder.glob("digests/*.md")])
    for path in files:
        try:
            data = path.read_bytes()
        except OSError:
            continue  # reading the corpus names it, with what is wrong
        digest.update(f"{path.name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where built corpora are kept: the user's cache folder, as the desktop standard says."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "caploop"


def kept_file(folder: Path | str) -> Path:
    """Where the database of a folder is, once it has been built and could be kept."""
    return cache_folder() / f"{fingerprint(Path(folder))[:32]}.duckdb"


def _built(folder: Path, told: Callable[[str], None]) -> Store:
    """The database of a folder: from the cache, else built; kept if the cache can be written."""
    corpus_id = fingerprint(folder)
    kept = cache_folder() / f"{corpus_id[:32]}.duckdb"
    if kept.is_file():
        try:
            store = Store.open(kept, corpus_id=corpus_id)
            store.rows("SELECT count(*) FROM versions")
            return store
        except QueryError:
            kept.unlink(missing_ok=True)  # damaged: build it again
    told("building the corpus")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".building", dir=kept.parent)
        os.close(handle)
    except OSError:
        store = Store.memory()
        _fill(store, folder)
        store.corpus_id = corpus_id
        return store
    building = Path(name)
    building.unlink()
    try:
        store = Store.create(building)
        try:
            _fill(store, folder)
        finally:
            store.close()
        # Whole or not at all: another process may be doing the same.
        building.replace(kept)
    finally:
        building.unlink(missing_ok=True)
    _forget_old(kept)
    return Store.open(kept, corpus_id=corpus_id)


def _fill(store: Store, folder: Path) -> None:
    from tui.corpus.load import CorpusError, build, read_corpus

    try:
        build(read_corpus(folder), store)
    except CorpusError as error:
        raise OpeningError(f"{folder} cannot be loaded\n{error}") from error


def _forget_old(kept: Path) -> None:
    """Keep the newest few built corpora."""
    built = sorted(
        kept.parent.glob("*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in built[CACHE_KEPT:]:
        if path != kept:
            path.unlink(missing_ok=True)
    # What a start that was ended in the middle of building left behind.
    long_ago = time.time() - ABANDONED_SECONDS
    for path in kept.parent.glob("*.building"):
        if path.stat().st_mtime < long_ago:
            path.unlink(missing_ok=True)


def _file(path: Path, visitor: Visitor | None) -> Store:
    try:
        return Store.open(path, visitor=visitor)
    except QueryError as error:
        raise OpeningError(f"{path}: {error.message.splitlines()[0]}") from error


def _attached(store: Store, articles: Path) -> Attached:
    """The originals of a folder. Raises OpeningError if a quote is not in its paragraph."""
    from tui.corpus.articles import attach, misplaced

    attached = attach(articles, dict(store.rows("SELECT source_id, sha256 FROM sources")))
    # Row n of evidence.csv stands in line n + 1, and rows are stored in the order of the file.
    quotes = store.rows(
        "SELECT e.rowid + 2, e.claim_id, c.source_id, e.n, e.quote"
        " FROM evidence AS e JOIN claims AS c ON c.claim_id = e.claim_id ORDER BY e.rowid"
    )
    if wrong := misplaced(quotes, attached):
        raise OpeningError(f"quotes that are not in their paragraph\n{wrong}")
    return attached
