"""The result of one query: what every table, drawing, export and `caploop show` takes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Values:
    """Rows as the engine hands them out: for a screenful, where polars need not be there yet."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Frame:
    """Rows with their column types and the exact SQL and parameters that made them. A frame equals
    itself alone: what is made of it can be told by it.

    `truncated` is true when the query has more rows than were fetched. `elapsed` is in seconds.
    """

    source: pl.DataFrame | Values
    types: tuple[str, ...]
    sql: str
    params: Mapping[str, object] = field(default_factory=dict)
    elapsed: float = 0.0
    truncated: bool = False
    corpus_id: str = ""

    def __len__(self) -> int:
        return len(self.source.rows) if isinstance(self.source, Values) else self.source.height

    @cached_property
    def data(self) -> pl.DataFrame:
        """The rows as polars data."""
        if not isinstance(self.source, Values):
            return self.source
        from tui.corpus.values import polars_frame

        return polars_frame(self.source.columns, self.source.rows, self.types)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        if isinstance(self.source, Values):
            return self.source.columns
        return tuple(self.source.columns)

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries: for panes, which hold at most about a thousand."""
        return self._dicts

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What somebody makes of the rows, made once; whoever asks with this key makes the same."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _dicts(self) -> list[dict[str, Any]]:
        if not isinstance(self.source, Values):
            return self.source.to_dicts()
        names = self.source.columns
        return [dict(zip(names, row, strict=True)) for row in self.source.rows]


class QueryError(Exception):
    """A query that failed: the engine's message, where in the text, and what it suggests.

    `position` counts characters from 0 in `sql`, or is None where the engine names no place.
    """

    def __init__(self, message: str, sql: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.sql = sql
        self.position = position

    @property
    def line_column(self) -> tuple[int, int] | None:
        """The place as line and column, both counted from 1."""
        if self.position is None:
            return None
        before = self.sql[: self.position]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class QueryCancelled(Exception):
    """A query that its owner cancelled."""
