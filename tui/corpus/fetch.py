"""What comes out of a query: rows as they are, or a polars frame."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

# As in store.py.
import _duckdb as duckdb

from tui.corpus.explain import explained
from tui.corpus.frame import Frame, Values
from tui.corpus.portable import projection
from tui.corpus.values import clean_rows

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyRelation


@contextlib.contextmanager
def explaining(sql: str, before: str = "") -> Iterator[None]:
    """Whatever the engine raises inside becomes a QueryError about `sql`."""
    try:
        yield
    except duckdb.Error as error:
        raise explained(error, sql, before=len(before.encode())) from error


class Capsule:
    """Shows nothing of a frame or a relation but its stream of rows.

    DuckDB would ask a bare polars frame for pyarrow; polars remembers the class of a bare relation,
    which DuckDB reports as a leak when the program ends.
    """

    def __init__(self, rows: pl.DataFrame | DuckDBPyRelation) -> None:
        self._rows = rows

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(schema)


def fetch_rows(
    cursor: duckdb.DuckDBPyConnection,
    sql: str,
    params: Mapping[str, object],
    limit: int | None,
    corpus_id: str,
) -> Frame:
    """At most so many rows of a shipped query (None: all), without polars. Raises QueryError."""
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
    return Frame(values, types, sql, params, time.perf_counter() - began, more, corpus_id)


def fetch_frame(
    cursor: duckdb.DuckDBPyConnection,
    sql: str,
    params: Mapping[str, object],
    limit: int | None,
    corpus_id: str,
) -> Frame:
    """The same of any query, whatever its types, in polars. Raises QueryError."""
    import duckdb  # 2.0 gives a cursor its `sql` only with the package
    import polars as pl

    from tui.corpus.clean import clean_frame

    began = time.perf_counter()
    try:
        relation = cursor.sql(sql, params=dict(params)) if params else cursor.sql(sql)
        if relation is None:
            empty = pl.DataFrame()
            return Frame(empty, (), sql, params, time.perf_counter() - began, False, corpus_id)
        types = tuple(str(kind) for kind in relation.types)
        relation = _portable(relation, types)
        if limit is not None:
            relation = relation.limit(limit + 1)
        data = frame_of(relation)
    except duckdb.Error as error:
        raise explained(error, sql) from error
    more = limit is not None and data.height > limit
    data = clean_frame(data.head(limit) if limit is not None else data)
    return Frame(data, types, sql, params, time.perf_counter() - began, more, corpus_id)


def frame_of(relation: DuckDBPyRelation) -> pl.DataFrame:
    """All rows of a relation whose types polars can hold."""
    import polars as pl

    return pl.DataFrame(Capsule(relation))


def _portable(relation: DuckDBPyRelation, types: Sequence[str]) -> DuckDBPyRelation:
    columns = projection(relation.columns, types)
    return relation if columns is None else relation.project(columns)
