"""A CSV file as a frame of texts: quickly where it is sound, line by line where it is not."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from tui.corpus.clean import clean, clean_frame
from tui.corpus.faults import Fault, Faults, fault, faults, not_utf8
from tui.corpus.tables import Table

_BOM = b"\xef\xbb\xbf"
# Stands as one more field on every line while polars reads: on a short line it is out of place,
# where polars by itself would fill up with nulls and say nothing.
_END = b",$"


@dataclass(frozen=True)
class Text:
    """The known columns of a file, all text, empty is null, and the `line` of each row.

    `missing` are the columns that the file does not have. Of a line in `broken` only the first
    field is kept, so that what refers to its id still finds it.
    """

    frame: pl.DataFrame
    missing: tuple[str, ...]
    broken: frozenset[int]
    faults: tuple[Faults, ...]


@dataclass(frozen=True)
class _Mended:
    data: bytes
    lines: list[int]
    broken: frozenset[int]
    faults: Faults


def read_text(data: bytes, table: Table) -> Text:
    """The rows of a file's bytes. What is wrong is told, all the rest is read."""
    data = data.removeprefix(_BOM)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    end = data.find(b"\n")
    header = _fields((data if end < 0 else data[:end]).decode(errors="replace"))
    if header is None or not set(header) & set(table.names):
        said = f"has no header: its columns are {','.join(table.names)}"
        none = pl.DataFrame(schema={"line": pl.Int64()})
        return Text(none, table.names, frozenset(), (faults([fault(table.file, 1, said)]),))
    frame = _sound(data, len(header))
    if frame is not None:
        lines = pl.int_range(2, frame.height + 2, eager=True)
        broken, found = frozenset[int](), Faults()
    else:
        mended = _mend(data, len(header), table.file)
        frame = _sound(mended.data, len(header))
        assert frame is not None, "a mended file is sound"
        lines = pl.Series(mended.lines, dtype=pl.Int64())
        broken, found = mended.broken, mended.faults
    known = {name: str(i) for i, name in reversed([*enumerate(header)]) if name in table.names}
    texts = clean_frame(frame.select(pl.col(at).alias(name) for name, at in known.items()))
    texts = texts.with_columns(pl.all().replace("", None), lines.alias("line"))
    missing = tuple(name for name in table.names if name not in known)
    return Text(texts, missing, broken, (_header_faults(header, table), found))


def _header_faults(header: list[str], table: Table) -> Faults:
    found: list[Fault] = []
    for i, name in enumerate(header):
        if name in header[:i]:
            found.append(fault(table.file, 1, f"the column {name} stands twice"))
        elif name not in table.names:
            near = get_close_matches(name, set(table.names) - set(header), 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            found.append(fault(table.file, 1, f"unknown column '{name}'{hint}"))
    lost = [name for name in table.names if name not in header]
    return faults(
        [*found, *(fault(table.file, 1, f"the column {name} is missing") for name in lost)]
    )


def _fields(line: str) -> list[str] | None:
    """The fields of one line, None if its quotes do not close or stand inside a field."""
    try:
        return next(csv.reader([clean(line)], strict=True), [])
    except csv.Error:
        return None


def _sound(data: bytes, width: int) -> pl.DataFrame | None:
    """The rows of a file if each line after the first is one of `width` fields, else None."""
    whole = data if data.endswith(b"\n") else data + b"\n"
    marked = whole.replace(b"\n", _END + b"\n")
    schema = {str(i): pl.String() for i in range(width + 1)}
    try:
        frame = pl.read_csv(
            marked, has_header=False, skip_lines=1, schema=schema, raise_if_empty=False
        )
    except pl.exceptions.PolarsError:
        return None
    end = frame[str(width)]
    if frame.height != marked.count(b"\n") - 1 or end.null_count() or not (end == "$").all():
        return None
    return frame.drop(str(width))


def _mend(data: bytes, width: int, file: str) -> _Mended:
    """The lines of a file with what is wrong of them, written again so that polars reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    found: list[Fault] = []
    lines: list[int] = []
    broken: set[int] = set()
    head, *body = data.rstrip(b"\n").split(b"\n")
    for number, raw in enumerate(body, 2):
        try:
            line = raw.decode()
        except UnicodeDecodeError as error:
            found.append(fault(file, number, not_utf8(raw, error)))
            line = raw.decode(errors="replace")
        fields = _fields(line)
        if fields is None:
            wrong = "broken row: a quote is not closed, or stands inside a field"
            fields = line.split(",", 1)[:1]
        elif not fields:
            found.append(fault(file, number, "the line is empty"))
            continue
        elif len(fields) != width:
            wrong = f"broken row: {len(fields)} fields, the header has {width}"
        else:
            lines.append(number)
            writer.writerow(fields)
            continue
        found.append(fault(file, number, wrong))
        broken.add(number)
        lines.append(number)
        writer.writerow([*fields[:1], *[""] * (width - 1)])
    return _Mended(head + b"\n" + out.getvalue().encode(), lines, frozenset(broken), faults(found))
