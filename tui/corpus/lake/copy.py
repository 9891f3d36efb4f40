"""A snapshot of a lake, copied into a database of this machine, which is then read like any other.

So every pane is as quick on a lake as on a folder, all of its queries see one snapshot, and nothing
that is asked of the copy can reach the lake. The copy is judged by the loader's rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tui.context import Held
from tui.corpus.lake.engine import (
    LakeError,
    attach,
    detach,
    identity,
    leave,
    snapshots,
    speaking,
)
from tui.corpus.lake.uri import LakeUri, lake_uri
from tui.corpus.load_quick import definitions
from tui.corpus.program import work_out
from tui.corpus.rules import LOADABLE, judge_loaded
from tui.corpus.store import Store
from tui.corpus.tables import tables

# Gives the database kept under a name; makes it with the function where there is none.
Keep = Callable[[str, Callable[[Store], None]], Store]


@dataclass(frozen=True)
class Copy:
    """A snapshot's copy, and all snapshots that the lake had when it was looked at."""

    store: Store
    held: Held
    snapshots: tuple[Held, ...]


def open_copy(data: str, asked: int | date | None, keep: Keep) -> Copy:
    """Copy what a lake holds, or held at a snapshot's number or on a day (UTC).

    A snapshot that was copied before is not copied again. Raises LakeError.
    """
    uri = lake_uri(data)
    looking = Store.memory()
    try:
        attach(looking, uri, "READ_ONLY")
        with speaking(uri):
            every = snapshots(looking)
            held = _chosen(every, asked, uri)
            name = identity(looking, held)
    finally:
        leave(looking)
    return Copy(keep(name, lambda made: _fill(made, uri, held)), held, every)


def _chosen(every: tuple[Held, ...], asked: int | date | None, uri: LakeUri) -> Held:
    if not every:
        raise LakeError(
            f"the lake holds no corpus yet; caploop publish DIR --to URI loads one ({uri})"
        )
    first, last = every[0], every[-1]
    if asked is None:
        return last
    if isinstance(asked, date):
        before = [each for each in every if each.on <= asked]
        if not before:
            raise LakeError(
                f"on {asked} the lake held nothing: "
                f"its first snapshot, {first.snapshot}, is of {first.on}, UTC ({uri})"
            )
        return before[-1]
    for each in every:
        if each.snapshot == asked:
            return each
    raise LakeError(
        f"the lake has no snapshot {asked}: they go from {first.snapshot}, of {first.on}, "
        f"to {last.snapshot}, of {last.on} ({uri})"
    )


def _fill(made: Store, uri: LakeUri, held: Held) -> None:
    attach(made, uri, "READ_ONLY")
    for statement in definitions():
        made.script(statement)
    with speaking(uri):
        for table in tables():
            columns = ", ".join(table.names)
            made.script(
                f"INSERT INTO {table.name} ({columns}) SELECT {columns}"
                f" FROM lake.main.{table.name} AT (VERSION => {held.snapshot}) ORDER BY rowid"
            )
        detach(made)
    # Others than `publish` may have written into it.
    if wrong := judge_loaded(made, {table.name: table.name for table in tables()}, LOADABLE):
        more = f", and {wrong.total - 1:,} more" if wrong.total > 1 else ""
        raise LakeError(f"the lake holds what no corpus may: {wrong.shown[0]}{more} ({uri})")
    work_out(made)
