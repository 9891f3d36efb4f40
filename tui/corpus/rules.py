"""The rules of a corpus that SQL can say: one file each in checks/, over tables without keys.

A rule selects file, line and message of every row that breaks it. The tables are those of the
schema with the `line` of each row, and hold whatever the files hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import polars as pl

from tui.corpus.faults import SHOWN, Faults, fault, faults, merged
from tui.corpus.read import Corpus
from tui.corpus.store import Store
from tui.corpus.tables import enums, tables

FOLDER = Path(__file__).parent / "checks"
# What the constraints of the schema demand, and that each reference leads somewhere.
LOADABLE = ("duplicates", "references", "subjects", "amounts", "tiers")


def names() -> tuple[str, ...]:
    """The names of the rules, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


def judge(corpus: Corpus, rules: Collection[str] | None = None) -> Faults:
    """What breaks these rules, or any rule; those that read a missing column say nothing."""
    store = _staged(corpus)
    try:
        found = [_run(store, sql, corpus) for name in rules or names() for sql in _statements(name)]
    finally:
        store.close()
    return merged(found)


def _statements(name: str) -> list[str]:
    """The SQL of a rule; those about keys and references are one statement a key or reference."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").rstrip().removesuffix(";")
    if name not in ("duplicates", "references"):
        return [text]
    # Paragraphs have no file with an id in every row: the digests are numbered and named.
    files = [table for table in tables() if table.file.endswith(".csv")]
    if name == "duplicates":
        return [
            _fill(text, table=each.name, file=each.file, key=", ".join(each.key)) for each in files
        ]
    return [
        _fill(text, table=each.name, file=each.file, column=column.name, target=target, key=key)
        for each in files
        for column in each.columns
        if column.references
        for target, key in [column.references]
    ]


def _fill(text: str, **identifiers: str) -> str:
    """The statement with these words of the schema, never of the data, in its places."""
    return re.sub(r"\{(\w+)\}", lambda place: identifiers[place[1]], text)


def _staged(corpus: Corpus) -> Store:
    store = Store.memory()
    kinds = ("'" + "', '".join(values) + "'" for values in enums().values())
    store.script(
        "".join(f"CREATE TYPE {n} AS ENUM ({v});" for n, v in zip(enums(), kinds, strict=True))
    )
    for table in tables():
        columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
        store.script(f"CREATE TABLE {table.name} (line BIGINT, {columns})")
        store.insert(table.name, corpus.frames[table.name])
    store.script("CREATE TABLE broken (file VARCHAR, line BIGINT)")
    if corpus.broken:
        rows = sorted(corpus.broken)
        store.insert("broken", pl.DataFrame(rows, schema=["file", "line"], orient="row"))
    return store


def _run(store: Store, sql: str, corpus: Corpus) -> Faults:
    read = set(re.findall(r"\w+", sql))
    if any(table in read and column in read for table, column in corpus.missing):
        return Faults()
    rows = store.rows(
        f"SELECT file, line, message, count(*) OVER () AS total FROM ({sql}) "
        f"WHERE (file, line) NOT IN (FROM broken) ORDER BY file, line, message LIMIT {SHOWN}"
    )
    return faults([fault(*row[:3]) for row in rows], rows[0][3] if rows else 0)
