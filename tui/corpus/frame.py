"""The result of one query: what every table, drawing, export and `caploop show` takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Frame:
    """Rows with their column types and the exact SQL and parameters that made them.

    `truncated` is true when the query has more rows than were fetched. `elapsed` is in seconds.
    """

    data: pl.DataFrame
    types: tuple[str, ...]
    sql: str
    params: Mapping[str, object] = field(default_factory=dict)
    elapsed: float = 0.0
    truncated: bool = False
    corpus_id: str = ""

    def __len__(self) -> int:
        return self.data.height

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self.data.columns)

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries: for panes, which hold at most about a thousand."""
        return self.data.to_dicts()


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
