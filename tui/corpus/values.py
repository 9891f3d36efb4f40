"""A screenful of rows without polars: cleaned as they come, and polars data when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.corpus.clean import clean

if TYPE_CHECKING:
    import polars as pl


def clean_value(value: Any) -> Any:
    """A value with every text in it cleaned, lists and structs too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [clean_value(each) for each in value]
    if isinstance(value, dict):
        return {clean_value(key): clean_value(each) for key, each in value.items()}
    return value


def clean_rows(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows as the engine hands them out, cleaned."""
    return [tuple(clean_value(value) for value in row) for row in rows]


def polars_frame(
    columns: Sequence[str], rows: Sequence[tuple[Any, ...]], types: Sequence[str]
) -> pl.DataFrame:
    """Rows as polars data with the engine's types, also where a column holds nothing."""
    import polars as pl

    schema = {name: _dtype(kind) for name, kind in zip(columns, types, strict=True)}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _fields(inside: str) -> list[tuple[str, str]]:
    """The names and types of a struct's fields; a type may have commas in brackets of its own."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(inside):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(inside[start:at])
            start = at + 1
    named = (part.strip().partition(" ") for part in [*parts, inside[start:]])
    return [(name.strip('"'), kind) for name, _, kind in named]


def _dtype(kind: str) -> Any:
    """The polars type of a DuckDB type; text for what shipped queries do not return."""
    import polars as pl

    if kind.endswith("[]"):
        return pl.List(_dtype(kind[:-2]))
    if kind.startswith("STRUCT("):
        return pl.Struct({name: _dtype(of) for name, of in _fields(kind[7:-1])})
    if decimal := re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind):
        return pl.Decimal(int(decimal[1]), int(decimal[2]))
    known = {
        "BOOLEAN": pl.Boolean,
        "TINYINT": pl.Int8,
        "SMALLINT": pl.Int16,
        "INTEGER": pl.Int32,
        "BIGINT": pl.Int64,
        "HUGEINT": pl.Int128,
        "FLOAT": pl.Float32,
        "DOUBLE": pl.Float64,
        "DATE": pl.Date,
        "TIMESTAMP": pl.Datetime("us"),
    }
    return known.get(kind, pl.String)
