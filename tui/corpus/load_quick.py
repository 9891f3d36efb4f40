"""Sound files read by the engine itself: many times as quick as line by line, in little memory.

It takes what the careful reading (tui/corpus/read.py) would take without a fault, in the same way;
at the first thing that is not so it gives up, and the careful reading says what is wrong.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tui.corpus.cells import BLANK, PATTERNS
from tui.corpus.clean import CLEAN_PATTERN, unwanted
from tui.corpus.explain import lacks_room
from tui.corpus.frame import QueryError
from tui.corpus.portable import literal, quoted
from tui.corpus.progress import Steps
from tui.corpus.store import Store
from tui.corpus.table_files import TableFiles
from tui.corpus.tables import Column, Table, enums, tables
from tui.corpus.together import Piece, do_together

_CHUNK = 1 << 22
# What stands in most texts and never has to be taken out.
_PLAIN = bytes([9, 10, *range(0x20, 0x7F)])
# One in so many bytes may be another one.
_MUCH = 4
# A place that the engine would take for several files.
_GLOB = re.compile(r"[*?\[\]{}]")
_AS_THEY_ARE = {
    "DATE": ("DATE",),
    "BOOLEAN": ("BOOLEAN",),
    "INTEGER": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    "TINYINT": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    "DECIMAL(18, 2)": ("DECIMAL(18,2)", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
}


@dataclass(frozen=True)
class Seen:
    """How many lines a file has, and whether it surely holds nothing that is to be taken out."""

    lines: int
    clean: bool


class Unsound(Exception):
    """A file that is not as it should be, or that the engine would read in another way."""


def load_quickly(
    files: TableFiles, store: Store, steps: Steps, share: float, more: Sequence[Piece] = ()
) -> None:
    """Make the tables in an empty store, without keys, and fill them; digests are left out.

    `steps` hear of each file; all are this share of the whole. What `more` does is done as soon as
    the tables that it comes after are filled. Raises Unsound; the store then holds some of it.
    Raises QueryError where there is no room for it.
    """
    if files.wrong:
        raise Unsound
    for statement in definitions():
        store.script(statement)
    read = [each for each in tables() if each.name != "paragraphs" or not files.digests]
    for table in read:
        path = files.paths.get(table.name)
        if path is None or _GLOB.search(str(path)) or not path.is_file():
            raise Unsound
    shares = steps.weighed(share, files.paths)
    pieces = [
        Piece(
            table.name,
            f"reading {files.paths[table.name].name}",
            shares[table.name],
            partial(_fill, table=table, path=files.paths[table.name]),
        )
        # The largest first: the small ones fill what it leaves.
        for table in sorted(read, key=lambda each: shares[each.name], reverse=True)
    ]
    try:
        do_together(store, [*pieces, *more], steps)
    except (QueryError, OSError, UnicodeDecodeError) as error:
        if isinstance(error, QueryError) and lacks_room(error):
            raise
        raise Unsound from None


def definitions() -> list[str]:
    """The types and tables of the schema without keys and references, which rules hold instead:
    an index of each costs more than all the rest of loading.
    """
    made = [
        f"CREATE TYPE {name} AS ENUM ({', '.join(map(literal, values))})"
        for name, values in enums().items()
    ]
    for table in tables():
        checks = [check for check in (*(c.check for c in table.columns), *table.checks) if check]
        parts = [f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in table.columns]
        parts += [f"CHECK ({check})" for check in checks]
        made.append(f"CREATE TABLE {table.name} ({', '.join(parts)})")
    return made


def forget(store: Store) -> None:
    """Take away what `load_quickly` made."""
    for table in tables():
        store.script(f"DROP TABLE IF EXISTS {table.name}")
    for name in enums():
        store.script(f"DROP TYPE IF EXISTS {name}")


def _fill(store: Store, table: Table, path: Path) -> None:
    if path.suffix == ".parquet":
        source = f"read_parquet({literal(str(path))})"
        types = {name: kind for name, kind, *_ in store.rows(f"DESCRIBE SELECT * FROM {source}")}
        if types.keys() != set(table.names):
            raise Unsound
        values = [_parquet(table, column, str(types[column.name])) for column in table.columns]
        rows = None
    else:
        seen = look_through(path)
        source = _csv(path, table) if path.suffix == ".csv" else _json(store, path, table)
        # JSON can spell out what is not there in its bytes.
        clean = seen.clean and path.suffix == ".csv"
        values = [_value(table, column, quoted(column.name), clean) for column in table.columns]
        rows = seen.lines - 1 if path.suffix == ".csv" else seen.lines
    store.script(f"INSERT INTO {table.name} SELECT {', '.join(values)} FROM {source}")
    # A line feed inside a field, or an empty line, would put all that follows into another line.
    if rows is not None and store.rows(f"SELECT count(*) FROM {table.name}") != [(rows,)]:
        raise Unsound


def _csv(path: Path, table: Table) -> str:
    with path.open("rb") as file:
        head = file.readline()
    header = next(csv.reader([head.removesuffix(b"\n").decode()], strict=True), [])
    if sorted(header) != sorted(table.names):
        raise Unsound
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in header)
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, delim = ',', "
        "quote = '\"', escape = '\"', new_line = '\\n', strict_mode = true, null_padding = false, "
        f"columns = {{{columns}}})"
    )


def _json(store: Store, path: Path, table: Table) -> str:
    place = literal(str(path))
    keys = store.rows(
        "SELECT DISTINCT unnest(json_keys(json)) FROM "
        f"read_json_objects({place}, format = 'newline_delimited')"
    )
    found = {str(key) for (key,) in keys}
    if found - set(table.names) or {c.name for c in table.columns if not c.nullable} - found:
        raise Unsound
    columns = ", ".join(f"{name}: 'VARCHAR'" for name in table.names)
    return f"read_json({place}, format = 'newline_delimited', columns = {{{columns}}})"


def look_through(path: Path) -> Seen:
    """What the bytes of a file tell. Raises Unsound for bytes of which the engine makes its own,
    UnicodeDecodeError for some that are no UTF-8.
    """
    count, last, clean = 0, b"\n", True
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            special = chunk.translate(None, _PLAIN)
            if (
                b"\r" in special
                or b"\0" in special
                or (not count and chunk.startswith(b"\xef\xbb\xbf"))
            ):
                raise Unsound
            # Where most is beyond ASCII, the engine is quicker to look at it.
            clean = clean and len(special) * _MUCH < len(chunk)
            clean = clean and not unwanted(decoder.decode(special))
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return Seen(count + (last != b"\n"), clean)


def _value(table: Table, column: Column, raw: str, clean: bool = False) -> str:
    """A cell of text as the type of its column; the engine raises an error where it is none.

    A `clean` one holds nothing to take out, and is not empty but missing.
    """
    if column.type == "VARCHAR":
        blank = (table.name, column.name) in BLANK
        text = raw if clean else f"regexp_replace({raw}, {literal(CLEAN_PATTERN)}, '', 'g')"
        if blank:
            return f"coalesce({text}, '')"
        # JSON of a list or an object comes as its text.
        return text if clean else f"nullif({text}, '')"
    if column.enum_values:
        return f"nullif({raw}, '')::{column.type}"
    if column.type == "BOOLEAN":
        cast = f"lower({raw}) = 'true'"
        fits = f"lower({raw}) IN ('true', 'false')"
    else:
        cast = f"{raw}::{column.type}"
        fits = f"regexp_matches({raw}, {literal(PATTERNS[column.type])})"
    none = f"{raw} IS NULL OR {raw} = ''"
    return f"CASE WHEN {none} THEN NULL WHEN {fits} THEN {cast} ELSE error({raw}) END"


def _parquet(table: Table, column: Column, kind: str) -> str:
    name = quoted(column.name)
    if kind == "VARCHAR" or kind.startswith("ENUM("):
        return _value(table, column, f"{name}::VARCHAR")
    if kind in _AS_THEY_ARE.get(column.type, ()):
        return f"{name}::{column.type}"
    raise Unsound
