"""The one place that runs SQL: a DuckDB database, its cursors under the dials, and what comes out of them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from tui.corpus.frame import Frame, QueryError
from tui.corpus.job import Job
from tui.corpus.query import Query

if TYPE_CHECKING:
    import polars as pl

    from tui.context import Context

HERE = Path(__file__).parent
# Either major version opens a file that is written in this format.
STORAGE = {"storage_compatibility_version": "v1.5.0"}
# polars stops the process on an interval, and needs a package it does not ship for a zoned time.
_AS_TEXT = re.compile(r"INTERVAL|WITH TIME ZONE|BIT|VARINT|BIGNUM|UNION|VARIANT|GEOMETRY|\"NULL\"")
PANE_ROWS = 1_000


class _Capsule:
    """Shows nothing of a frame or a relation but its stream of rows.

    DuckDB would ask a bare polars frame for pyarrow; polars remembers the class of a bare relation,
    which DuckDB reports as a leak when the program ends.
    """

    def __init__(self, rows: pl.DataFrame | duckdb.DuckDBPyRelation) -> None:
        self._rows = rows

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(schema)


class Store:
    """A database that holds one corpus. Cursors are made per query and carry the dials."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, corpus_id: str = "") -> None:
        self._connection = connection
        self.corpus_id = corpus_id

    @classmethod
    def memory(cls) -> Store:
        """An empty database in memory."""
        return cls(duckdb.connect(":memory:"))

    @classmethod
    def create(cls, path: Path) -> Store:
        """A new database file that either supported version of DuckDB can open."""
        return cls(duckdb.connect(str(path), config=dict(STORAGE)))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = True, corpus_id: str = "") -> Store:
        """An existing database file. Raises QueryError if it cannot be opened."""
        try:
            return cls(duckdb.connect(str(path), read_only=read_only), corpus_id)
        except duckdb.Error as error:
            raise QueryError(str(error), "") from error

    def close(self) -> None:
        """Close the database; running jobs should be cancelled first."""
        self._connection.close()

    def script(self, sql: str) -> None:
        """Run several statements, as building a corpus does. Raises QueryError."""
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise _explained(error, sql) from error

    def script_file(self, name: str) -> None:
        """Run a .sql file of this package."""
        self.script((HERE / name).read_text(encoding="utf-8"))

    def rows(
        self, sql: str, params: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of a small query, under no dials. Raises QueryError."""
        try:
            return self._connection.execute(sql, params or None).fetchall()
        except duckdb.Error as error:
            raise _explained(error, sql) from error

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """Append a polars frame to a table by column name. Raises QueryError."""
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        rows = _Capsule(frame)
        sql = f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM rows'
        self._connection.register("rows", rows)
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise _explained(error, sql) from error
        finally:
            self._connection.unregister("rows")

    def cursor(self, context: Context | None) -> duckdb.DuckDBPyConnection:
        """A cursor of its own under the dials: a cursor inherits no variables."""
        cursor = self._connection.cursor()
        if context is not None:
            cursor.execute("SET VARIABLE as_of = $d::DATE", {"d": context.as_of})
            cursor.execute("SET VARIABLE lens = $l", {"l": context.lens})
        return cursor

    def start(
        self,
        query: Query,
        context: Context,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = PANE_ROWS,
        done: Callable[[Job], None] | None = None,
    ) -> Job:
        """Run a query in a thread of its own; at most `limit` rows come back (None: all)."""
        values = {name: (params or {}).get(name) for name in query.params}
        cursor = self.cursor(context)
        return Job(cursor, lambda own: self._fetch(own, query.sql, values, limit), done)

    def run(
        self,
        query: Query,
        context: Context,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = PANE_ROWS,
    ) -> Frame:
        """Run a query and wait. Raises QueryError."""
        return self.start(query, context, params, limit=limit).result()

    def _fetch(
        self,
        cursor: duckdb.DuckDBPyConnection,
        sql: str,
        params: Mapping[str, object],
        limit: int | None,
    ) -> Frame:
        import polars as pl

        from tui.corpus.clean import clean_frame

        began = time.perf_counter()
        try:
            relation = cursor.sql(sql, params=dict(params)) if params else cursor.sql(sql)
            if relation is None:
                empty = pl.DataFrame()
                return Frame(
                    empty, (), sql, params, time.perf_counter() - began, False, self.corpus_id
                )
            types = tuple(str(kind) for kind in relation.types)
            relation = _portable(relation, types)
            if limit is not None:
                relation = relation.limit(limit + 1)
            data = pl.DataFrame(_Capsule(relation))
        except duckdb.Error as error:
            raise _explained(error, sql) from error
        more = limit is not None and data.height > limit
        data = clean_frame(data.head(limit) if limit is not None else data)
        return Frame(data, types, sql, params, time.perf_counter() - began, more, self.corpus_id)


def _portable(relation: duckdb.DuckDBPyRelation, types: Sequence[str]) -> duckdb.DuckDBPyRelation:
    """The same rows with names that differ and no type that polars cannot hold."""
    names: list[str] = []
    for name in relation.columns:
        copy, unique = 1, name
        while unique in names:
            copy += 1
            unique = f"{name}_{copy}"
        names.append(unique)
    text = [bool(_AS_TEXT.search(kind)) for kind in types]
    if names == list(relation.columns) and not any(text):
        return relation
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    return relation.project(
        ", ".join(
            f"CAST(#{i} AS VARCHAR) AS {name}" if as_text else f"#{i} AS {name}"
            for i, (name, as_text) in enumerate(zip(quoted, text, strict=True), 1)
        )
    )


def _explained(error: duckdb.Error, sql: str) -> QueryError:
    """The engine's message without its drawing of the line, and the place as a character position."""
    text = str(error)
    if text.lstrip().startswith("{"):
        fields = json.loads(text)
        position = fields.get("position")
        at = len(sql.encode()[: int(position)].decode(errors="ignore")) if position else None
        return QueryError(str(fields.get("exception_message", text)), sql, at)
    place = re.search(r"\n+LINE (\d+): (.*)\n( *)\^", text)
    if place is None:
        return QueryError(text, sql)
    line, shown, caret = int(place[1]), place[2], len(place[3]) - len(f"LINE {place[1]}: ")
    lines = sql.split("\n")
    position = None
    if 0 < line <= len(lines):
        # A long line is shown from its middle: find the piece again.
        piece = shown.strip(".") if shown.startswith("...") or shown.endswith("...") else shown
        start = max(lines[line - 1].find(piece), 0) - (3 if shown.startswith("...") else 0)
        position = sum(len(each) + 1 for each in lines[: line - 1]) + start + caret
    return QueryError(text[: place.start()].strip(), sql, position)
