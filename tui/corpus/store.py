"""The one place that runs SQL: a database, its cursors under the dials, what comes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from tui.corpus.explain import explained
from tui.corpus.frame import Frame, QueryError, Values
from tui.corpus.job import Job
from tui.corpus.portable import projection
from tui.corpus.query import Query
from tui.corpus.values import clean_rows

if TYPE_CHECKING:
    import polars as pl

    from tui.context import Context
    from tui.corpus.visitor import Visitor

HERE = Path(__file__).parent
# Either major version opens a file that is written in this format.
STORAGE = {"storage_compatibility_version": "v1.5.0"}
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

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        corpus_id: str = "",
        visitor: Visitor | None = None,
    ) -> None:
        self._connection = connection
        self.corpus_id = corpus_id
        self.visitor = visitor
        self._own_macros: frozenset[str] | None = None

    @classmethod
    def memory(cls) -> Store:
        """An empty database in memory."""
        return cls(duckdb.connect(":memory:"))

    @classmethod
    def create(cls, path: Path) -> Store:
        """A new database file that either supported version of DuckDB can open."""
        return cls(duckdb.connect(str(path), config=dict(STORAGE)))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = True,
        corpus_id: str = "",
        visitor: Visitor | None = None,
    ) -> Store:
        """An existing database file, as a visitor may see it if there is one.

        Raises QueryError if it cannot be opened.
        """
        try:
            connection = duckdb.connect(str(path), read_only=read_only)
            for name, value in visitor.settings.items() if visitor is not None else ():
                connection.execute(f"SET GLOBAL {name} = '{value}'")
        except duckdb.Error as error:
            raise QueryError(str(error), "") from error
        return cls(connection, corpus_id, visitor)

    def close(self) -> None:
        """Close the database; running jobs should be cancelled first."""
        self._connection.close()

    def script(self, sql: str) -> None:
        """Run several statements, as building a corpus does. Raises QueryError."""
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise explained(error, sql) from error

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
            raise explained(error, sql) from error

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """Append a polars frame to a table by column name. Raises QueryError."""
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        rows = _Capsule(frame)
        sql = f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM rows'
        self._connection.register("rows", rows)
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise explained(error, sql) from error
        finally:
            self._connection.unregister("rows")

    def cursor(self, context: Context | None) -> duckdb.DuckDBPyConnection:
        """A cursor of its own under the dials: a cursor inherits no variables."""
        cursor = self._connection.cursor()
        if context is not None:
            set_dials(cursor, context)
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
        # A shipped query's screenful comes without polars, whose import would delay the first one.
        fetch = self._fetch_rows if query.name and limit == PANE_ROWS else self._fetch
        watch = self.visitor.watch if self.visitor is not None else None
        return Job(cursor, lambda own: fetch(own, query.sql, values, limit), done, watch=watch)

    def judge(self, sql: str) -> None:
        """Raises QueryError if this is not what a visitor may run; others may run anything."""
        if self.visitor is None:
            return

        with self._connection.cursor() as cursor:

            def parse(text: str) -> str:
                cursor.execute("SELECT json_serialize_sql($sql)", {"sql": text})
                return str(cursor.fetchall()[0][0])

            if self._own_macros is None:
                cursor.execute("SELECT function_name FROM duckdb_functions() WHERE NOT internal")
                self._own_macros = frozenset(str(row[0]) for row in cursor.fetchall())
            refusal = self.visitor.refusal(sql, parse, self._own_macros)
        if refusal is not None:
            raise QueryError(refusal, sql)

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

    def _fetch_rows(
        self,
        cursor: duckdb.DuckDBPyConnection,
        sql: str,
        params: Mapping[str, object],
        limit: int | None,
    ) -> Frame:
        began = time.perf_counter()
        try:
            cursor.execute(sql, dict(params) or None)
            head = cursor.description or []
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise explained(error, sql) from error
        more = limit is not None and len(rows) > limit
        values = Values(tuple(str(column[0]) for column in head), clean_rows(rows[:limit]))
        types = tuple(str(column[1]) for column in head)
        return Frame(values, types, sql, params, time.perf_counter() - began, more, self.corpus_id)

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
            data = frame_of(relation)
        except duckdb.Error as error:
            raise explained(error, sql) from error
        more = limit is not None and data.height > limit
        data = clean_frame(data.head(limit) if limit is not None else data)
        return Frame(data, types, sql, params, time.perf_counter() - began, more, self.corpus_id)


def set_dials(cursor: duckdb.DuckDBPyConnection, context: Context) -> None:
    """Give a cursor the dials of a context."""
    cursor.execute("SET VARIABLE as_of = $d::DATE", {"d": context.as_of})
    cursor.execute("SET VARIABLE lens = $l", {"l": context.lens})


def frame_of(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """All rows of a relation whose types polars can hold."""
    import polars as pl

    return pl.DataFrame(_Capsule(relation))


def _portable(relation: duckdb.DuckDBPyRelation, types: Sequence[str]) -> duckdb.DuckDBPyRelation:
    columns = projection(relation.columns, types)
    return relation if columns is None else relation.project(columns)


def close_default() -> None:
    """Close the connection that the engine keeps itself: its thread would not survive a fork."""
    duckdb.default_connection().close()
