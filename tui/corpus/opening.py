"""Open a corpus: a folder is built into a database once and kept, a file opened as it is."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus.frame import Frame, QueryError
from tui.corpus.lake.uri import is_uri
from tui.corpus.later import Later
from tui.corpus.place import shipped
from tui.corpus.query import named, query
from tui.corpus.store import PANE_ROWS, Store

if TYPE_CHECKING:
    from tui.context import Context, Held
    from tui.corpus.articles import Attached
    from tui.corpus.lake.copy import Copy
    from tui.corpus.progress import Steps
    from tui.corpus.visitor import Visitor

# What the header asks for, and before it the pane that opens first, if it is this one.
HEADING = ("ladder", "news", "conflict_count")
FIRST_LIST = {"loop": "legs"}
_TITLE = query("SELECT title FROM deals WHERE deal_id = $deal", "title")


class OpeningError(Exception):
    """A corpus that cannot be opened: what is wrong, where, and what to do."""


@dataclass
class Opened:
    """An open corpus: names of entities, known dates, originals beside it."""

    store: Store
    names: dict[str, str]
    dates: tuple[date, ...]
    attached: Attached | None = None
    notes: tuple[str, ...] = field(default=())
    ahead: dict[tuple[str, Context], Frame] = field(default_factory=dict)
    # As the reader named it; a visitor is not told.
    data: str | None = None
    # Of a lake: what it held when asked for that, all its snapshots, and how to open another.
    held: Held | None = None
    snapshots: tuple[Held, ...] = ()
    again: Callable[[int | None], Opened] | None = None
    # False for a database without a corpus in it: there is only SQL to ask it.
    corpus: bool = True

    def placed(self, context: Context) -> Context:
        """The context with what its claim is about, where only the claim is picked.

        A claim that is not there is no pick. What a lake held is part of it. Raises QueryError.
        """
        context = replace(context, held=self.held)
        if not self.corpus or context.claim is None or context.deal or context.entity:
            return context
        found = self.store.rows(
            "SELECT c.entity_id, coalesce(c.deal_id, g.deal_id) FROM claims AS c"
            " LEFT JOIN legs AS g ON g.leg_id = c.leg_id WHERE c.claim_id = $claim",
            {"claim": context.claim},
        )
        if not found:
            return context.picking()
        return context.picking(entity=found[0][0], deal=found[0][1], claim=context.claim)

    def title(self, deal_id: str, context: Context) -> str | None:
        """The title of a deal, None if there is none. Raises QueryError."""
        found = self.store.run(_TITLE, context, {"deal": deal_id}).rows()
        return str(found[0]["title"]) if found else None

    def naming(self, context: Context) -> Mapping[str, str]:
        """Names of entities by id, with the title of the deal that is picked. Raises QueryError."""
        if context.deal is None or (title := self.title(context.deal, context)) is None:
            return self.names
        return ChainMap({context.deal: title}, self.names)

    def read_ahead(self, context: Context, pane: str) -> None:
        """Read what the first screen shows, while the screen itself is still being made."""
        own = (FIRST_LIST[pane],) if pane in FIRST_LIST else ()
        for name in (*own, *HEADING):
            # The network of so many companies is read whole: it has more legs than a screen takes.
            whole = name in own and len(self.names) > PANE_ROWS
            limit = None if whole else PANE_ROWS
            try:
                self.ahead[name, context] = self.store.run(named(name), context, limit=limit)
            except QueryError:
                return  # the pane that asks for it says what is wrong


def open_corpus(
    data: str | None,
    articles: Path | None = None,
    *,
    told: Callable[[str], None] = lambda _: None,
    visitor: Visitor | None = None,
    held: int | date | None = None,
    write: Path | None = None,
    bare: bool = False,
    whole: bool = False,
) -> Opened:
    """Open the corpus in a folder, a .duckdb file or a lake; None is the shipped one.

    The texts of a folder that is built are worked out when they are asked for, or the store's
    `later` begun; a `whole` corpus has them.
    `write` is a .duckdb file beside it that can be written. With `bare` a file that holds no corpus
    is opened too.
    `held` is the number of a lake's snapshot, or a day of which the last one is wanted.
    `told` hears what is going on. A visitor is shown a file as the engine lets visitors see it.
    Raises OpeningError in one line or a few, with files and lines.
    """
    place = Path(data) if data is not None else shipped()
    copy = _copied(data, held, told) if data is not None and is_uri(data) else None
    if copy is not None:
        store = copy.store
    elif place.is_dir():
        store = _built(place, told, whole=whole or write is not None)
        articles = articles or (place / "articles" if (place / "articles").is_dir() else None)
    elif place.is_file():
        store = _file(place, visitor)
    else:
        raise OpeningError(f"{place} is neither a folder with a corpus nor a .duckdb file")
    if write is not None:
        store = _beside(store, write, lake=copy is not None)
    try:
        names = dict(store.rows("SELECT entity_id, name FROM entities"))
        dates = tuple(
            row[0] for row in store.rows("SELECT DISTINCT known_on FROM sources ORDER BY known_on")
        )
    except QueryError as error:
        if bare and place.is_file():
            return Opened(store, {}, (), corpus=False)
        raise OpeningError(f"{place} holds no corpus: {error.message.splitlines()[0]}") from error
    if place.is_file():
        _same_program(store, place)
    opened = Opened(store, names, dates, data=data if visitor is None else None)
    if copy is not None:
        opened.held = copy.held if held is not None else None
        opened.snapshots = copy.snapshots
        opened.again = lambda other: open_corpus(data, articles, held=other)
    if articles is not None:
        opened.attached = _attached(store, articles)
        opened.notes = tuple(opened.attached.notes)
    return opened


def _built(folder: Path, told: Callable[[str], None], *, whole: bool) -> Store:
    """The database of a folder."""
    from tui.corpus import cache
    from tui.corpus.fingerprint import is_small

    corpus_id = cache.fingerprint(folder)
    if (there := cache.found(corpus_id)) is not None:
        return there

    def fill(store: Store, whole: bool) -> None:
        from tui.corpus.load import CorpusError, load

        told("building the corpus")
        try:
            load(folder, store, told, whole=whole)
        except CorpusError as error:
            raise OpeningError(f"{folder} cannot be loaded\n{error}") from error
        finally:
            told("")

    def finish(steps: Steps) -> None:
        from tui.corpus.program import work_out_later

        def rest(part: Store) -> None:
            work_out_later(part, steps, 1.0)

        store.turn(cache.finished(corpus_id, store, rest, partial(fill, whole=True)))

    store = cache.kept_part(corpus_id, partial(fill, whole=False), small=is_small(folder))
    store.later = Later(finish, told)
    if whole:
        store.later.wait()
    return store


def _copied(data: str, held: int | date | None, told: Callable[[str], None]) -> Copy:
    """What a lake holds, or held, copied into a database of this machine."""
    import hashlib

    from tui.corpus import cache
    from tui.corpus.lake.copy import open_copy
    from tui.corpus.lake.engine import LakeError

    def keep(name: str, fill: Callable[[Store], None]) -> Store:
        def filled(store: Store) -> None:
            told("copying the lake")
            try:
                fill(store)
            finally:
                told("")

        return cache.kept(hashlib.sha256(name.encode() + cache.program()).hexdigest(), filled)

    try:
        return open_copy(data, held, keep)
    except LakeError as error:
        raise OpeningError(str(error)) from None


def _file(path: Path, visitor: Visitor | None) -> Store:
    try:
        return Store.open(path, visitor=visitor)
    except QueryError as error:
        raise OpeningError(f"{path}: {error.message.splitlines()[0]}") from error


def _same_program(store: Store, path: Path) -> None:
    """Raises OpeningError for a file in which another version of the program left its tables."""
    from tui.corpus.program import lacking

    if not (missing := lacking(store)):
        return
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    store.close()
    raise OpeningError(
        f"{path} was made by another version of caploop: it lacks {missing[0]}{more};"
        " open its folder with --data, or make the file again"
    )


def _beside(store: Store, write: Path, *, lake: bool) -> Store:
    from tui.corpus.own import beside

    if lake:
        raise OpeningError("--write goes with a folder or a file, not with a lake")
    try:
        return beside(store, write)
    except QueryError as error:
        raise OpeningError(f"{write}: {error.message.splitlines()[0]}") from error


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
