"""Publish a corpus folder into a lake: its articles whole, in one transaction, or not at all.

What belongs to an article of the folder (its paragraphs, claims, evidence, links) becomes what the
folder says; entities, aliases, deals, legs and mechanisms are added or changed, none is taken away;
articles that are not in the folder stay as they are. Only rows that differ are written.

A lake has no keys and no constraints: the folder is judged by the loader's rules before, and the
references between folder and lake inside the transaction. Every publication changes the one row of
`publications`, so of two at once the engine lets one commit; the other begins again on what the
first one left.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.corpus.faults import CorpusError
from tui.corpus.frame import QueryError
from tui.corpus.lake.difference import apply, create, differences, stage
from tui.corpus.lake.engine import LakeError, NoLake, attach, leave, snapshots, speaking
from tui.corpus.lake.judging import judge_folder, judge_lake
from tui.corpus.lake.uri import LakeUri
from tui.corpus.portable import literal
from tui.corpus.progress import Steps
from tui.corpus.read import read_corpus
from tui.corpus.store import Store
from tui.corpus.tables import tables

TRIES = 12
FIRST_WAIT, LONGEST_WAIT = 0.05, 3.0
# Words of the engine for a commit that lost against another writer's.
_LOST = ("Transaction conflict", "maximum retry count", "already exists", "duplicate key")


@dataclass(frozen=True)
class Published:
    """What a publication wrote: rows that are new and gone (a changed one is both) by table.

    `snapshot` is the lake's newest; without rows it was there before.
    """

    snapshot: int
    rows: Mapping[str, tuple[int, int]]


def publish(
    folder: Path,
    uri: LakeUri,
    files: Path | None,
    told: Callable[[str], None],
    bar: Callable[[str], None] = lambda _: None,
) -> Published:
    """Load or update the articles of a folder. `files` is where a new lake keeps its data.

    `told` hears what happened, `bar` how far it is. Raises CorpusError with each fault's file and
    line, LakeError if the lake cannot be used.
    """
    steps = Steps(bar)
    corpus = read_corpus(folder, steps.within(0.3, len(tables())))
    steps.begin("checking", 0.2)
    judge_folder(corpus)
    store = Store.memory()
    try:
        _reach(store, uri, files, told)
        steps.begin("sending", 0.2)
        stage(store, corpus)
        steps.begin("writing what differs", 0.3)
        return _until_first(store, uri, corpus.files, told)
    finally:
        leave(store)


def _reach(store: Store, uri: LakeUri, files: Path | None, told: Callable[[str], None]) -> None:
    """Attach the lake, made if it is not there and its place is given."""
    options = [] if files is None else [f"DATA_PATH {literal(str(files.resolve()))}"]
    try:
        attach(store, uri, *options, "CREATE_IF_NOT_EXISTS false")
        return
    except NoLake:
        if files is None:
            raise
    try:
        files.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LakeError(f"{files}: {error.strerror}") from None
    told(f"making a lake; its files are kept in {files.resolve()}")
    try:
        attach(store, uri, *options)
    except LakeError:
        # Two make it at once: one of them comes too late, and finds it there.
        attach(store, uri, *options, "CREATE_IF_NOT_EXISTS false")


def _until_first(
    store: Store, uri: LakeUri, names: Mapping[str, str], told: Callable[[str], None]
) -> Published:
    wait = FIRST_WAIT
    for once in range(1, TRIES + 1):
        try:
            return _once(store, names)
        except QueryError as error:
            if not any(words in error.message for words in _LOST):
                with speaking(uri):
                    raise
        finally:
            _roll_back(store)
        if once < TRIES:
            told(f"another writer was first: again on what it left ({once} of {TRIES - 1})")
            # Two that met once should not meet again at each turn.
            time.sleep(random.uniform(0.5, 1.0) * wait)
            wait = min(2 * wait, LONGEST_WAIT)
    raise LakeError(
        f"other writers were first {TRIES} times; nothing was published: try again ({uri})"
    )


def _once(store: Store, names: Mapping[str, str]) -> Published:
    store.script("BEGIN TRANSACTION")
    create(store)
    rows = differences(store)
    if not any(new or gone for new, gone in rows.values()):
        return Published(_newest(store), {})
    if faults := judge_lake(store, names):
        raise CorpusError(faults)
    apply(store)
    store.script("UPDATE lake.main.publications SET number = number + 1")
    store.script("COMMIT")
    return Published(_newest(store), {name: found for name, found in rows.items() if any(found)})


def _newest(store: Store) -> int:
    return snapshots(store)[-1].snapshot


def _roll_back(store: Store) -> None:
    """End a transaction that is still open; a commit, done or failed, has ended its own."""
    with contextlib.suppress(QueryError):
        store.script("ROLLBACK")
