"""Rows as files: CSV, CSV for spreadsheets, JSON, Markdown, Parquet. All of it is cleaned text.

CSV is exact: what a program reads back is what the query gave. The one for spreadsheets is for
people: a text that would be taken for a formula begins with an apostrophe, numbers stay numbers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import IO, Any

import polars as pl
from polars import selectors

from tui.corpus.frame import Frame, QueryError

FORMATS = ("csv", "excel", "json", "markdown", "parquet")
# With these at its beginning a spreadsheet reads a cell as a formula.
_FORMULA = r"^\s*[=+\-@\t]"
_NUMBER = r"^\s*[+-]?\d+([.,]\d+)?\s*$"
_BOM = "\ufeff"


def write_frame(frame: Frame, format: str, out: IO[bytes]) -> None:
    """Write a frame's rows in one of FORMATS. Raises ValueError for another."""
    if format == "parquet":
        frame.data.write_parquet(out)
    else:
        write_batches([frame.data], format, out)


def write_batches(batches: Iterable[pl.DataFrame], format: str, out: IO[bytes]) -> None:
    """Write frames of one shape one after the other, in one of FORMATS but parquet.

    Raises QueryError for a value that cannot be written.
    """
    writers = {"csv": _csv, "excel": _excel, "json": _json, "markdown": _markdown}
    if format not in writers:
        raise ValueError(f"format: {format!r} is none of {', '.join(writers)}")
    try:
        for piece in writers[format](iter(batches)):
            out.write(piece.encode())
    # polars raises BaseException on values that it cannot hold.
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise QueryError(f"{error}: a cast to varchar can be written", "") from error


def _csv(batches: Iterator[pl.DataFrame]) -> Iterator[str]:
    for at, batch in enumerate(batches):
        yield _flat(batch).write_csv(include_header=at == 0)


def _excel(batches: Iterator[pl.DataFrame]) -> Iterator[str]:
    yield _BOM
    for at, batch in enumerate(batches):
        safe = _flat(batch).with_columns(_unformulated(selectors.string()))
        names = pl.Series(safe.columns)
        safe.columns = names.to_frame("n").select(_unformulated(pl.col("n")))["n"].to_list()
        yield safe.write_csv(include_header=at == 0, line_terminator="\r\n")


def _unformulated(texts: Any) -> pl.Expr:
    risky = texts.str.contains(_FORMULA) & ~texts.str.contains(_NUMBER)
    return pl.when(risky).then("'" + texts).otherwise(texts).name.keep()


def _flat(batch: pl.DataFrame) -> pl.DataFrame:
    """Lists and structs as JSON, bytes as hexadecimal: CSV has neither."""
    return batch.with_columns(
        pl.Series(name, [_text(value) for value in batch[name]], pl.String)
        for name, kind in batch.schema.items()
        if kind.is_nested() or kind == pl.Binary
    )


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return str(_plain(value))
    plain = _plain(value.to_list() if isinstance(value, pl.Series) else value)
    return json.dumps(plain, ensure_ascii=False)


def _json(batches: Iterator[pl.DataFrame]) -> Iterator[str]:
    before = "[\n"
    for batch in batches:
        for row in batch.iter_rows(named=True):
            yield f"{before}{json.dumps(_plain(row), ensure_ascii=False, allow_nan=False)}"
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _plain(value: Any) -> Any:
    """A value as JSON has it. What is no number, such as infinity, is null."""
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case float():
            return value if math.isfinite(value) else None
        case bytes():
            return "".join(f"\\x{byte:02X}" for byte in value)
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return value


def _markdown(batches: Iterator[pl.DataFrame]) -> Iterator[str]:
    first = next(batches)
    yield _row(_marked(name) for name in first.columns)
    yield _row("---:" if kind.is_numeric() else "---" for kind in first.dtypes)
    for batch in chain([first], batches):
        for row in _flat(batch).iter_rows():
            yield _row("" if value is None else _marked(str(value)) for value in row)


def _marked(text: str) -> str:
    """A text as a cell of Markdown: on one line, with nothing that would be markup."""
    text = " ".join(text.split())
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("`", "\\`"), ("[", "\\[")):
        text = text.replace(sign, written)
    return text


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
