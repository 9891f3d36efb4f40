"""The last result, in a temporary table of the engine's own types, read from there by pages.

So a result of any size scrolls, sorts and is searched in SQL, and no value has to fit into Python.
The engine may put such a table on disk, so memory stays bounded. A paged result is in no table: any
rows of it are quickly asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import duckdb

from tui.corpus.clean import clean, clean_frame
from tui.corpus.fetch import explaining, frame_of
from tui.corpus.frame import QueryError
from tui.corpus.portable import is_number, literal, quoted, searching, text_projection, unique
from tui.corpus.result import Order, Result, Window

if TYPE_CHECKING:
    import polars as pl

Values = Mapping[str, object]

# A cell longer than this is read in full only when it is peeked at, and then up to so much.
CELL_CHARACTERS = 500
PEEK_CHARACTERS = 1_000_000
BATCH_ROWS = 50_000
SEARCHED_ROWS = 500_000
# What the engine may hold of a result while it is fetched; the rest of it goes to disk.
FETCH_MEMORY = "128MB"
# More than these are sorted by asking again: from a table on disk rows are picked slowly.
SORTED_ROWS = 1_000_000
# Without a limit the engine may drop the order of what it selects from.
NO_LIMIT = 2**62
ROWS, ORDER, VIEW = "caploop_rows", "caploop_order", "caploop_view"
# What lists tables lists ours too.
_LISTING = re.compile(
    r"(\s|--[^\n]*\n|/\*.*?\*/)*show\s+(all\s+)?tables\b", re.IGNORECASE | re.DOTALL
)
_AROUND = f"CREATE OR REPLACE TEMP TABLE {ROWS} AS SELECT * FROM (\n"


class Kept:
    """The table of the last result on a cursor. Every method waits for the engine, and reads to
    its end what it asks for: an unread result would be in the way of the next."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self._memory: str | None = None
        # Per cent done of what asks the engine more than once.
        self.share: float | None = None

    # -- keeping

    def keep(self, sql: str, values: Values, limit: int | None, order: Order | None) -> int:
        """Put at most `limit` rows of a query into the table; how many there are."""
        self._give_memory()
        return self._keep(sql, values, limit, order)

    def keep_many(self, sql: str, values: Values, limit: int | None, order: Order | None) -> int:
        """The same with little memory, as long as the query can do with it.

        A table that is large then stays on disk until something else is kept.
        """
        self._take_memory()
        try:
            rows = self._keep(sql, values, limit, order)
        except QueryError as error:
            self._give_memory()
            if not isinstance(error.__cause__, duckdb.OutOfMemoryException):
                raise
            return self._keep(sql, values, limit, order)
        if rows <= SORTED_ROWS:
            self._give_memory()
        return rows

    def _keep(self, sql: str, values: Values, limit: int | None, order: Order | None) -> int:
        tail = ""
        if order is not None:
            way = "DESC" if order.descending else "ASC"
            tail = f" ORDER BY {order.column + 1} {way} NULLS LAST"
        tail += f" LIMIT {NO_LIMIT if limit is None else limit}"
        if _LISTING.match(sql):
            tail = f" WHERE name NOT LIKE 'caploop\\_%' ESCAPE '\\'{tail}"
        with explaining(sql, _AROUND):
            self.cursor.execute(f"{_AROUND}{sql}\n){tail}", dict(values) or None)
        return self._count()

    def count(self, sql: str, values: Values) -> int:
        """How many rows a query has."""
        counting = f"SELECT count(*) FROM (\n{sql}\n)"
        return int(self.cursor.execute(counting, dict(values) or None).fetchall()[0][0])

    def take(self, relation: duckdb.DuckDBPyRelation) -> int:
        """Put the rows that a statement gave into the table; how many there are."""
        relation.query(VIEW, f"CREATE OR REPLACE TEMP TABLE {ROWS} AS FROM {VIEW}")
        self.cursor.execute(f"DROP VIEW IF EXISTS {VIEW}")
        return self._count()

    def _count(self) -> int:
        return int(self.cursor.execute(f"SELECT count(*) FROM {ROWS}").fetchall()[0][0])

    def _take_memory(self) -> None:
        if self._memory is None:
            self._memory = self._limit_memory(FETCH_MEMORY)

    def _give_memory(self) -> None:
        if self._memory is not None:
            self._limit_memory(self._memory)
            self._memory = None

    def _limit_memory(self, limit: str) -> str | None:
        """Set the engine's memory limit; the one before, None where it cannot be set."""
        # A cancel may still be interrupting when the limit is put back.
        for _ in range(20):
            try:
                rows = self.cursor.execute("SELECT current_setting('memory_limit')").fetchall()
                self.cursor.execute("SET memory_limit = $limit", {"limit": limit})
            except duckdb.InterruptException:
                continue
            except duckdb.Error:
                return None
            return str(rows[0][0])
        return None

    def shape(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names and types of the columns."""
        nothing = self.cursor.execute(f"SELECT * FROM {ROWS} LIMIT 0")
        described = nothing.description or []
        nothing.fetchall()
        return tuple(clean(str(d[0])) for d in described), tuple(str(d[1]) for d in described)

    # -- reading

    def window(
        self,
        result: Result,
        rows: range,
        columns: Sequence[int],
        characters: int = CELL_CHARACTERS,
    ) -> Window:
        """Some rows and columns as text, longer cells cut. Raises QueryError."""
        listed = ", ".join(
            f"left(CAST(#{column + 1} AS VARCHAR), {characters})" for column in columns
        )
        found = self._read(result, listed or "NULL", rows)
        return Window(rows.start, tuple(columns), tuple(tuple(map(_cleaned, row)) for row in found))

    def cell(self, result: Result, row: int, column: int) -> str | None:
        """One cell in full, up to a million characters; None is null. Raises QueryError."""
        listed = f"left(CAST(#{column + 1} AS VARCHAR), {PEEK_CHARACTERS})"
        found = self._read(result, listed, range(row, row + 1))
        return _cleaned(found[0][0]) if found else None

    def _select(self, result: Result, listed: str, rows: range) -> str:
        """SQL for some columns of some rows, in the order shown. `#n` is the nth column."""
        if result.paged:
            count = rows.stop - rows.start
            around = f"SELECT * FROM (\n{result.sql}\n) LIMIT {count} OFFSET {rows.start}"
            return f"SELECT {listed} FROM ({around})"
        first = self._first_row(ORDER if result.order_kept else ROWS)
        between = f"BETWEEN {first + rows.start} AND {first + rows.stop - 1}"
        if result.order_kept:
            return (
                f"SELECT {listed} FROM {ROWS} AS r JOIN "
                f"(SELECT row_at, rowid AS n FROM {ORDER} WHERE rowid {between}) AS o "
                "ON o.row_at = r.rowid ORDER BY o.n"
            )
        return f"SELECT {listed} FROM {ROWS} AS r WHERE r.rowid {between} ORDER BY r.rowid"

    def _first_row(self, table: str) -> int:
        """The engine's number of a table's first row: not 0 in the transaction that made it."""
        sql = f"SELECT rowid FROM {table} LIMIT 1"
        with explaining(sql):
            found = self.cursor.execute(sql).fetchall()
        return int(found[0][0]) if found else 0

    def _read(self, result: Result, listed: str, rows: range) -> list[tuple[str | None, ...]]:
        sql = self._select(result, listed, rows)
        with explaining(sql):
            return self.cursor.execute(sql, self._values(result)).fetchall()

    def _values(self, result: Result) -> dict[str, object] | None:
        """What a SELECT of a result's rows needs."""
        return dict(result.values) or None if result.paged else None

    def sort(self, result: Result, order: Order | None) -> Result:
        """The kept rows in another order, None: as they came. Raises QueryError."""
        if order is not None:
            way = "DESC" if order.descending else "ASC"
            sql = (
                f"CREATE OR REPLACE TEMP TABLE {ORDER} AS SELECT row_at FROM "
                f"(SELECT rowid AS row_at, #{order.column + 1} AS by_value FROM {ROWS}) "
                f"ORDER BY by_value {way} NULLS LAST, row_at"
            )
            with explaining(sql):
                self.cursor.execute(sql)
        return result.ordered(order)

    def find(
        self, result: Result, text: str, rows: range, *, backwards: bool = False
    ) -> int | None:
        """The first of these rows, counted as shown, that has the text in a cell, in any case;
        backwards the last. None if there is no such row. Raises QueryError.
        """
        test = searching(result.types, text)
        if test is None or not rows:
            return None
        values = {"caploop_text": text.lower(), **(self._values(result) or {})}
        best = "max" if backwards else "min"
        if result.paged:
            return self._find_paged(result.sql, test, rows, values, best)
        source, row, table = f"{ROWS} AS r", "r.rowid", ROWS
        if result.order_kept:
            table, row = ORDER, "o.rowid"
            source = f"{ROWS} AS r JOIN {ORDER} AS o ON o.row_at = r.rowid"
        first = self._first_row(table)
        between = f"{row} BETWEEN {first + rows.start} AND {first + rows.stop - 1}"
        found = self._first(
            f"SELECT {best}({row}) FROM {source} WHERE {between} AND ({test})", values
        )
        return None if found is None else found - first

    def _find_paged(
        self, sql: str, test: str, rows: range, values: Values, best: str
    ) -> int | None:
        """Piece by piece: a near row is found soon, and it is known how far the search is."""
        firsts = range(rows.start, rows.stop, SEARCHED_ROWS)
        try:
            for done, first in enumerate(reversed(firsts) if best == "max" else firsts):
                self.share = 100 * done / len(firsts)
                count = min(SEARCHED_ROWS, rows.stop - first)
                found = self._first(
                    f"SELECT {best}(n) FROM (SELECT {first - 1} + row_number() OVER () AS n, "
                    f"({test}) AS hit FROM (SELECT * FROM (\n{sql}\n) LIMIT {count} OFFSET {first})"
                    ") WHERE hit",
                    values,
                )
                if found is not None:
                    return found
        finally:
            self.share = None
        return None

    def _first(self, sql: str, values: Values) -> int | None:
        with explaining(sql):
            found = self.cursor.execute(sql, dict(values)).fetchall()
        return None if found[0][0] is None else int(found[0][0])

    def points(self, result: Result, columns: Sequence[int], most: int) -> list[tuple[object, ...]]:
        """The first rows of some columns in Python's types: dates as text, numbers as floats."""
        numeric = [is_number(result.types[column]) for column in columns]
        listed = ", ".join(
            f"CAST(#{column + 1} AS {'DOUBLE' if number else 'VARCHAR'})"
            for column, number in zip(columns, numeric, strict=True)
        )
        found: list[tuple[object, ...]] = [*self._read(result, listed, range(0, most))]
        return [tuple(clean(v) if isinstance(v, str) else v for v in row) for row in found]

    def batches(self, result: Result) -> Iterator[pl.DataFrame]:
        """All kept rows as cleaned frames in order, a few ten thousand at a time.

        Times and other values that have a range of their own come as text. Raises QueryError.
        """
        listed = text_projection(result.columns, result.types)
        for first in range(0, max(result.rows, 1), BATCH_ROWS):
            rows = range(first, min(first + BATCH_ROWS, result.rows))
            sql = self._select(result, listed, rows)
            with explaining(sql):
                frame = frame_of(self.cursor.sql(sql, params=self._values(result)))
            yield clean_frame(frame)

    def write_parquet(self, result: Result, path: str) -> None:
        """All kept rows into a Parquet file, in the engine's own types. Raises QueryError."""
        listed = ", ".join(
            f"CAST(#{i} AS DECIMAL(38, 0)) AS {quoted(name)}"
            if kind == "HUGEINT"
            else f"#{i} AS {quoted(name)}"
            for i, (name, kind) in enumerate(
                zip(unique(result.columns), result.types, strict=True), 1
            )
        )
        rows = self._select(result, listed, range(0, max(result.rows, 1)))
        sql = f"COPY ({rows}) TO {literal(path)} (FORMAT parquet)"
        with explaining(sql):
            self.cursor.execute(sql, self._values(result))


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean(text)
