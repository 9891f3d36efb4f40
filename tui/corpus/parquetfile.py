"""A Parquet file as a frame of texts; its rows count from 1."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import polars as pl

from tui.corpus.clean import clean, clean_frame
from tui.corpus.csvfile import Text
from tui.corpus.faults import Fault, fault, faults
from tui.corpus.tables import Column, Table

_NUMBERS = ("INTEGER", "TINYINT", "DECIMAL(18, 2)")


def read_parquet(path: Path, table: Table) -> Text:
    """The rows of a file: each value as a CSV file would have it. What is wrong is told."""
    try:
        frame = pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        said = f"is no Parquet file that can be read: {str(error).splitlines()[0]}"
        none = pl.DataFrame(schema={"line": pl.Int64()})
        return Text(none, table.names, frozenset(), (faults([fault(table.file, 1, said)]),))
    found: list[Fault] = []
    for name in frame.columns:
        if name not in table.names:
            near = get_close_matches(name, set(table.names) - set(frame.columns), 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            found.append(fault(table.file, 1, f"unknown column '{clean(name)}'{hint}"))
    missing = [name for name in table.names if name not in frame.columns]
    found += (fault(table.file, 1, f"the column {name} is missing") for name in missing)
    texts: list[pl.Expr] = []
    for column in table.columns:
        if column.name in missing:
            continue
        kind = frame.schema[column.name]
        if kind.is_nested() or kind in (pl.Binary, pl.Object):
            missing.append(column.name)
            wrong = f"{column.name}: holds {str(kind).lower()} values, where plain ones are wanted"
            found.append(fault(table.file, 1, wrong))
        else:
            texts.append(_text(pl.col(column.name), kind, column))
    rows = pl.int_range(1, frame.height + 1, eager=True).alias("line")
    text = clean_frame(frame.select(texts)).with_columns(pl.all().replace("", None))
    return Text(text.with_columns(rows), tuple(missing), frozenset(), (faults(found),))


def _text(value: pl.Expr, kind: pl.DataType, column: Column) -> pl.Expr:
    """A column as text. Tables made elsewhere have whole numbers as floats, days as midnights."""
    if kind.is_float() and column.type in _NUMBERS:
        whole = value.is_finite() & (value == value.floor()) & (value.abs() < 10**16)
        text = pl.when(whole).then(value.cast(pl.Int64(), strict=False).cast(pl.String))
        return text.otherwise(pl.when(value.is_not_nan()).then(value).cast(pl.String)).alias(
            column.name
        )
    if kind.is_decimal() and column.type in ("INTEGER", "TINYINT"):
        return value.cast(pl.String).str.replace(r"\.0+$", "").alias(column.name)
    if isinstance(kind, pl.Datetime) and column.type == "DATE":
        midnight = value == value.dt.truncate("1d")
        return (
            pl.when(midnight).then(value.dt.date().cast(pl.String)).otherwise(value.cast(pl.String))
        )
    return value.cast(pl.String)
