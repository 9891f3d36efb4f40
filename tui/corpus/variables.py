"""The dials as the SQL of one cursor sees them, and what SQL may set them to."""

from __future__ import annotations

import contextlib

import duckdb

from tui.context import LENSES
from tui.corpus.explain import explaining
from tui.corpus.frame import QueryError

NONE = ("", "")
_THERE = "SELECT count(*) = 2 FROM duckdb_functions() WHERE function_name IN ('as_of', 'lens')"
_SEEN = "SELECT as_of()::VARCHAR, lens()"
# What fails ends a transaction of the reader's: this cannot.
_SET = """
SELECT getvariable('as_of')::VARCHAR, TRY_CAST(getvariable('as_of')::VARCHAR AS DATE),
    getvariable('lens')::VARCHAR
"""


class Variables:
    """as_of and lens of one cursor. Where there is no corpus they mean nothing."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._there: bool | None = None
        self._last = NONE

    def seen(self) -> tuple[str, str]:
        """as_of and lens, empty without a corpus or where nothing can be asked."""
        with contextlib.suppress(duckdb.Error):
            if self._there is None:
                self._there = bool(self._cursor.execute(_THERE).fetchall()[0][0])
            if self._there:
                ((day, lens),) = self._cursor.execute(_SEEN).fetchall()
                self._last = (str(day), str(lens))
                return self._last
        return NONE

    def judge(self, sql: str) -> None:
        """After a statement that may have set them: raises QueryError for what is no day or no
        lens, under which every number would be missing, and puts back what was there."""
        if self._last == NONE:
            return
        with explaining(sql):
            ((written, day, lens),) = self._cursor.execute(_SET).fetchall()
        if written is not None and day is None:
            self._cursor.execute("SET VARIABLE as_of = $d::DATE", {"d": self._last[0]})
            raise QueryError(f"as_of is a day such as {self._last[0]}, not {written!r}", sql)
        if lens is not None and lens not in LENSES:
            self._cursor.execute("SET VARIABLE lens = $l", {"l": self._last[1]})
            raise QueryError(f"lens is one of {', '.join(LENSES)}, not {lens!r}", sql)
