"""What a statement of the console gave: the shape of it. Its rows stay in the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Order:
    """Rows by one column, counted from 0; nulls last either way."""

    column: int
    descending: bool = False


@dataclass(frozen=True)
class Result:
    """A statement that ran. `rows` are kept; `more` is true while the statement has rows beyond
    them. A statement that gives no rows has no columns. `elapsed` is in seconds, `dials` as_of and
    lens as SQL sees them afterwards; `reads` is true for a query, which can be asked again. Of a
    `paged` one no rows are kept: those that are wanted are asked for, wherever they stand."""

    sql: str
    values: Mapping[str, object] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    rows: int = 0
    more: bool = False
    elapsed: float = 0.0
    reads: bool = False
    dials: tuple[str, str] = ("", "")
    order: Order | None = None
    # Whether the order was made of kept rows, or by the statement itself.
    order_kept: bool = False
    paged: bool = False

    @property
    def complete(self) -> bool:
        """Whether every row of the statement is kept."""
        return not self.more

    def fetched(self, rows: int, more: bool, elapsed: float) -> Result:
        """The same with more rows kept."""
        return replace(self, rows=rows, more=more, elapsed=elapsed)

    def in_pages(self, rows: int, elapsed: float) -> Result:
        """The same, with all of its rows to be asked for."""
        return replace(self, rows=rows, more=False, elapsed=elapsed, paged=True)

    def ordered(self, order: Order | None) -> Result:
        """The same with its kept rows in another order."""
        return replace(self, order=order, order_kept=order is not None)


@dataclass(frozen=True)
class Window:
    """Some rows of a result, from number `first` on, and some of its columns, as cleaned text.
    None is null. Cells may be cut."""

    first: int
    columns: tuple[int, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def holds(self, rows: range, columns: Sequence[int], count: int) -> bool:
        """Whether these rows and columns are here, as far as the result has them."""
        last = min(rows.stop, count)
        there = self.first <= rows.start and self.first + len(self.rows) >= last
        return there and set(columns) <= set(self.columns)

    def row(self, number: int) -> dict[int, str | None]:
        """The cells of a row of the result by column, empty if it is not here."""
        at = number - self.first
        if not 0 <= at < len(self.rows):
            return {}
        return dict(zip(self.columns, self.rows[at], strict=True))

    def values(self, column: int) -> list[str | None]:
        """What is here of a column."""
        if column not in self.columns:
            return []
        at = self.columns.index(column)
        return [row[at] for row in self.rows]
