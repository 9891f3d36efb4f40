"""The text of a CSV column as its type in the schema, with a fault for each cell that is none."""

from __future__ import annotations

import polars as pl

from tui.corpus.faults import SHOWN, Faults, fault, faults
from tui.corpus.tables import Column, Table

# An empty field is the text '' here, not a missing value.
BLANK = {("claims", "term"), ("paragraphs", "digest")}

_POLARS: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "DATE": pl.Date(),
    "INTEGER": pl.Int32(),
    "TINYINT": pl.Int8(),
    "BOOLEAN": pl.Boolean(),
    "DECIMAL(18, 2)": pl.Decimal(18, 2),
}
_NUMBER = r"^-?\d{1,16}(\.\d{1,2})?$"
_WHOLE = r"^-?\d{1,9}$"
_DAY = r"^[1-9]\d{3}-\d{2}-\d{2}$"
# What the text of a value looks like, in the syntax that DuckDB and polars share.
PATTERNS = {"DATE": _DAY, "INTEGER": _WHOLE, "TINYINT": _WHOLE, "DECIMAL(18, 2)": _NUMBER}
_WANTED = {
    "DATE": "a date (YYYY-MM-DD)",
    "INTEGER": "a whole number",
    "TINYINT": "a small whole number",
    "BOOLEAN": "true or false",
    "DECIMAL(18, 2)": "a number (digits, at most two decimals)",
}


def polars_type(column: Column) -> pl.DataType:
    """The polars type that holds a column."""
    return pl.Enum(column.enum_values) if column.enum_values else _POLARS[column.type]


def empty_frame(table: Table) -> pl.DataFrame:
    """No rows, with the line numbers that every read frame has."""
    return pl.DataFrame(
        schema={"line": pl.Int64(), **{c.name: polars_type(c) for c in table.columns}}
    )


def typed(
    text: pl.DataFrame, table: Table, broken: frozenset[int]
) -> tuple[pl.DataFrame, list[Faults]]:
    """A frame of texts and their `line` as typed columns in the table's order.

    A cell that is not of its type becomes null and a fault; an empty one that must not be is a
    fault too. A column that is not in `text` is null throughout; `broken` lines have no faults.
    """
    frame = text.select(
        "line", *(_value(table, column, text).alias(column.name) for column in table.columns)
    )
    found = []
    for column in table.columns:
        if column.name not in text.columns:
            continue
        raw, value = text[column.name], frame[column.name]
        if value.null_count() > raw.null_count():
            wrong = text.filter(value.is_null() & raw.is_not_null() & ~text["line"].is_in(broken))
            found.append(_faults(table.file, wrong, column, _unfit(column)))
        if not column.nullable and value.null_count() and raw.null_count():
            empty = text.filter(raw.is_null() & ~text["line"].is_in(broken))
            found.append(_faults(table.file, empty, column, "is empty, and every row needs one"))
    return frame, found


def _value(table: Table, column: Column, text: pl.DataFrame) -> pl.Expr:
    if column.name not in text.columns:
        return pl.lit(None, polars_type(column))
    raw = pl.col(column.name)
    match column.type:
        case "VARCHAR":
            return raw.fill_null("") if (table.name, column.name) in BLANK else raw
        case "DATE":
            return pl.when(raw.str.contains(_DAY)).then(raw).str.to_date("%Y-%m-%d", strict=False)
        case "BOOLEAN":
            # Spreadsheets write booleans in capitals.
            lower = raw.str.to_lowercase()
            return pl.when(lower.is_in(["true", "false"])).then(lower == "true")
        case "INTEGER" | "TINYINT":
            whole = pl.when(raw.str.contains(_WHOLE)).then(raw)
            return whole.cast(polars_type(column), strict=False)
        case "DECIMAL(18, 2)":
            number = pl.when(raw.str.contains(_NUMBER)).then(raw)
            return number.cast(polars_type(column), strict=False)
    return raw.cast(polars_type(column), strict=False)


def _unfit(column: Column) -> str:
    if column.enum_values:
        return f"is not one of {', '.join(column.enum_values)}"
    return f"is not {_WANTED[column.type]}"


def _faults(file: str, rows: pl.DataFrame, column: Column, what: str) -> Faults:
    first = rows.select("line", column.name).head(SHOWN).rows()
    found = [
        fault(
            file,
            line,
            f"{column.name}: {what}" if value is None else f"{column.name}: '{value}' {what}",
        )
        for line, value in first
    ]
    return faults(found, rows.height)
