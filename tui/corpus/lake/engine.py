"""Attach a lake to a store: the engine's extensions, what goes wrong, the snapshots that it has."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.context import Held
from tui.corpus.clean import clean
from tui.corpus.frame import QueryError
from tui.corpus.lake.uri import LakeUri
from tui.corpus.portable import literal
from tui.corpus.store import Store

# The name that an extension has inside the engine goes before the name of its package.
EXTENSIONS = {"ducklake": "ducklake", "postgres_scanner": "postgres"}
# Without a word of their own the client library waits for minutes, and the server knows no name.
CONNECTION = {"connect_timeout": "10", "application_name": "caploop"}
_REACHED = re.compile(r"Unable to connect to Postgres at .*?\": (.*)", re.S)
NO_LAKE = "creating a new DuckLake is explicitly disabled"


class LakeError(Exception):
    """A lake that cannot be used: what is wrong and what to do, in one line, without passwords."""


class NoLake(LakeError):
    """The database is there, and has no lake in it."""


def attach(store: Store, uri: LakeUri, *options: str) -> None:
    """Attach a lake as `lake`. Raises LakeError, NoLake where the database has none."""
    _load(store)
    place = literal(f"ducklake:postgres:{uri.connection(**CONNECTION)}")
    given = ", ".join(options)
    with speaking(uri):
        store.script(f"ATTACH {place} AS lake ({given})")


def detach(store: Store) -> None:
    """Let go of the lake and its connections."""
    store.script("DETACH lake")


def leave(store: Store) -> None:
    """Close a store, and with it its connections to the lake, which a commit that was refused would
    else keep open."""
    with suppress(QueryError):  # there may be none attached
        detach(store)
    store.close()


@contextmanager
def speaking(uri: LakeUri) -> Iterator[None]:
    """What the engine says of a lake, as a LakeError in one line.

    The statement is left out of it, and no error of the engine's is kept behind it.
    """
    try:
        yield
    except QueryError as error:
        raise _said(uri, error.message) from None


def snapshots(store: Store) -> tuple[Held, ...]:
    """The snapshots of an attached lake in which there is a corpus, the oldest first."""
    rows = store.rows(
        "SELECT s.snapshot_id, (s.snapshot_time AT TIME ZONE 'UTC')::DATE"
        " FROM lake.snapshots() AS s"
        " WHERE s.snapshot_id >= (SELECT min(begin_snapshot)"
        "  FROM __ducklake_metadata_lake.ducklake_table WHERE table_name = 'claims')"
        " ORDER BY s.snapshot_id"
    )
    return tuple(Held(*row) for row in rows)


def identity(store: Store, held: Held) -> str:
    """What tells a snapshot of an attached lake from any other snapshot of any lake."""
    rows = store.rows(
        "SELECT t.table_uuid::VARCHAR, s.snapshot_time::VARCHAR"
        " FROM __ducklake_metadata_lake.ducklake_table AS t, lake.snapshots() AS s"
        " WHERE t.table_name = 'claims' AND s.snapshot_id = ?"
        " ORDER BY t.begin_snapshot LIMIT 1",
        [held.snapshot],
    )
    return f"{rows[0][0]} {held.snapshot} {rows[0][1]}"


def _load(store: Store) -> None:
    """Load the extensions from their packages. Raises LakeError if one is not there or unfit."""
    version = importlib.metadata.version("duckdb")
    for name, package in EXTENSIONS.items():
        found = importlib.util.find_spec(f"duckdb_extension_{package}")
        if found is None or not found.submodule_search_locations:
            raise LakeError(
                f"a lake needs the engine's extension {package}: pip install 'caploop[lake]'"
            )
        folder = Path(found.submodule_search_locations[0]) / "extensions"
        file = folder / f"v{version}" / f"{package}.duckdb_extension"
        if not file.is_file():
            made_for = ", ".join(sorted(each.name.removeprefix("v") for each in folder.glob("v*")))
            raise LakeError(
                f"a lake needs duckdb {made_for}, and here is duckdb {version}: "
                "pip install 'caploop[lake]' brings the one that fits"
            )
        # The engine goes by the file's name, which is not always the package's. Nothing is written
        # into the home folder, as an INSTALL would.
        with tempfile.TemporaryDirectory() as folder_of_link:
            link = Path(folder_of_link) / f"{name}.duckdb_extension"
            link.symlink_to(file)
            try:
                store.script(f"LOAD {literal(str(link))}")
            except QueryError as error:
                first = error.message.splitlines()[0]
                raise LakeError(f"the extension {package} cannot be loaded: {first}") from None


def _said(uri: LakeUri, message: str) -> LakeError:
    """The engine's words for a person: where, what, and what to do."""
    reached = _REACHED.search(message)
    # A server's words are as little trusted as any other text.
    words = " ".join(clean(reached[1] if reached else message).split())
    if reached is None:
        if NO_LAKE in message:
            return NoLake(
                "there is no lake in this database yet; "
                f"caploop publish DIR --to URI --files DIR makes one ({uri})"
            )
        if "ERROR:" in words:
            return LakeError(f"the PostgreSQL server refuses: {_last(words, 'ERROR:')} ({uri})")
        return LakeError(f"{words} ({uri})")
    if "FATAL:" not in words and "password" not in words:
        return LakeError(f"no PostgreSQL server answers: {words} ({uri})")
    todo = "; give the password in PGPASSWORD or ~/.pgpass" if "password" in words else ""
    refusal = _last(words, "FATAL:")
    return LakeError(f"the PostgreSQL server refuses: {refusal}{todo} ({uri})")


def _last(words: str, after: str) -> str:
    return words.rpartition(after)[2].strip()
