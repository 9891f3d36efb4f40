"""A file of JSON lines as a frame of texts, line by line, with what is wrong of each."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Any

import polars as pl

from tui.corpus.clean import clean, clean_frame
from tui.corpus.csvfile import Text
from tui.corpus.faults import Fault, fault, faults, not_utf8
from tui.corpus.tables import Table

_LARGEST = 10**16


def read_json_lines(data: bytes, table: Table) -> Text:
    """The rows of a file's bytes: an object a line; a key that a line lacks is null."""
    found: list[Fault] = []
    lines: list[int] = []
    broken: set[int] = set()
    columns: dict[str, list[str | None]] = {name: [] for name in table.names}
    seen: dict[str, int] = {}
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        row = _row(raw, table.file, number)
        if isinstance(row, Fault):
            found.append(row)
            continue
        lines.append(number)
        for name in row.keys() - seen.keys():
            seen[name] = number
        for name, cells in columns.items():
            cell = _text(row.get(name))
            if cell is None and row.get(name) is not None:
                wrong = f"{name}: a list or an object, where a text or a number is wanted"
                found.append(fault(table.file, number, wrong))
                broken.add(number)
            cells.append(cell)
    for name in seen.keys() - set(table.names):
        near = get_close_matches(name, set(table.names) - seen.keys(), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        found.append(fault(table.file, seen[name], f"unknown column '{clean(name)}'{hint}"))
    # A writer may leave nulls out, but not a column that every row needs.
    missing = tuple(c.name for c in table.columns if c.name not in seen and not c.nullable)
    if lines:
        found += (fault(table.file, 1, f"the column {name} is missing") for name in missing)
    schema = dict.fromkeys(table.names, pl.String())
    frame = clean_frame(pl.DataFrame(columns, schema=schema))
    kept = [name for name in table.names if name not in missing or not lines]
    frame = frame.select(kept).with_columns(
        pl.all().replace("", None), pl.Series("line", lines, dtype=pl.Int64())
    )
    return Text(frame, missing if lines else (), frozenset(broken), (faults(found),))


def _row(raw: bytes, file: str, number: int) -> dict[str, Any] | Fault:
    """The object of a line, or what is wrong with it."""
    try:
        row = json.loads(raw.decode())
    except UnicodeDecodeError as error:
        return fault(file, number, not_utf8(raw, error))
    except json.JSONDecodeError as error:
        return fault(file, number, f"is no JSON: {error.msg.lower()} at character {error.colno}")
    except RecursionError:
        return fault(file, number, "is nested too deep: write an object of plain values")
    if not isinstance(row, dict):
        return fault(file, number, 'is no JSON object: write {"column": value, …}')
    return row


def _text(value: Any) -> str | None:
    """A value as a CSV file would have it, None if it is null or none that a cell can hold."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _LARGEST:
            return str(int(value))
        case int() | float():
            return str(value)
        case str():
            return value
    return None
