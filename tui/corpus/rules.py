"""The rules of a corpus that SQL can say: one file each in checks/, over tables without keys.

A rule selects file, line and message of every row that breaks it. The tables are those of the
schema with the `line` of each row, and hold whatever the files hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl

from tui.corpus.faults import SHOWN, Faults, fault, faults, merged
from tui.corpus.place import DIGESTS
from tui.corpus.read import Corpus
from tui.corpus.store import Store
from tui.corpus.tables import enums, tables

FOLDER = Path(__file__).parent / "checks"
# What the constraints of the schema demand, and that each reference leads somewhere.
LOADABLE = ("duplicates", "references", "subjects", "amounts", "tiers", "numbers")


def names() -> tuple[str, ...]:
    """The names of the rules, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


def judge(corpus: Corpus, rules: Collection[str] | None = None) -> Faults:
    """What breaks these rules, or any rule; those that read a missing column say nothing."""
    store = _staged(corpus)
    try:
        found = [_run(store, sql, corpus.missing) for sql in _all(rules, corpus.files)]
    finally:
        store.close()
    return called_here(merged(found), corpus.files)


def judge_loaded(
    store: Store,
    files: Mapping[str, str],
    rules: Collection[str] | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Faults:
    """The same over the tables of a database into which sound files have just been read.

    `files` is what the file of each table is called; `told` hears of each rule.
    """
    found = []
    with _seen_as_files(store, files, [table.name for table in tables()]):
        for name in rules or names():
            told(f"checking {name.replace('_', ' ')}")
            found += [_run(store, sql, frozenset()) for sql in _statements(name, files)]
    return called_here(merged(found), files)


def by_tables(
    files: Mapping[str, str], rules: Collection[str]
) -> Mapping[frozenset[str], Sequence[str]]:
    """The statements of these rules by the tables that they read."""
    found: dict[frozenset[str], list[str]] = {}
    every = {table.name for table in tables()}
    for sql in _all(rules, files):
        found.setdefault(frozenset(every & set(re.findall(r"\w+", sql))), []).append(sql)
    return found


def sound(store: Store, files: Mapping[str, str], read: Collection[str], sql: list[str]) -> bool:
    """Whether no row breaks these statements, which read these tables of a database."""
    with _seen_as_files(store, files, read):
        return not any(_run(store, each, frozenset()).total for each in sql)


@contextmanager
def _seen_as_files(store: Store, files: Mapping[str, str], read: Collection[str]) -> Iterator[None]:
    """Tables have the line in which each row stands in its file."""
    ((database,),) = store.rows("SELECT current_database()")
    for name in read:
        # Row n of a CSV file stands in line n + 1.
        first = 2 if files[name].endswith(".csv") else 1
        store.script(
            f"CREATE TEMP VIEW {name} AS "
            f'SELECT rowid + {first} AS line, * FROM "{database}".main.{name}'
        )
    store.script("CREATE TEMP TABLE broken (file VARCHAR, line BIGINT)")
    try:
        yield
    finally:
        for name in read:
            store.script(f"DROP VIEW temp.main.{name}")
        store.script("DROP TABLE temp.main.broken")


def _all(rules: Collection[str] | None, files: Mapping[str, str]) -> list[str]:
    return [sql for name in rules or names() for sql in _statements(name, files)]


def _statements(name: str, files: Mapping[str, str]) -> list[str]:
    """The SQL of a rule; those about keys and references are one statement a key or reference."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").rstrip().removesuffix(";")
    digests = files.get("paragraphs", DIGESTS) == DIGESTS
    if name == "numbers" and digests:
        return []  # reading a digest tells it
    if name not in ("duplicates", "references"):
        return [text]
    # Digests have no id in every row: they are numbered and named.
    judged = [each for each in tables() if not (digests and each.name == "paragraphs")]
    if name == "duplicates":
        return [
            _fill(text, table=each.name, file=f"{each.name}.csv", key=", ".join(each.key))
            for each in judged
        ]
    return [
        _fill(text, table=t.name, file=f"{t.name}.csv", column=c.name, target=target, key=key)
        for t in judged
        for c in t.columns
        if c.references
        for target, key in [c.references]
    ]


def called_here(found: Faults, files: Mapping[str, str]) -> Faults:
    """The faults with the files as they are called here: the rules speak of CSV files."""
    if all(file == f"{name}.csv" for name, file in files.items() if name != "paragraphs"):
        return found
    called = {f"{name}.csv": file for name, file in files.items()}
    spoken = re.compile("|".join(rf"\b{re.escape(name)}" for name in called))
    shown = tuple(
        replace(
            each,
            file=called.get(each.file, each.file),
            message=spoken.sub(lambda said: called[said[0]], each.message),
        )
        for each in found.shown
    )
    return replace(found, shown=shown)


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


def _run(store: Store, sql: str, missing: Collection[tuple[str, str]]) -> Faults:
    read = set(re.findall(r"\w+", sql))
    if any(table in read and column in read for table, column in missing):
        return Faults()
    rows = store.rows(
        f"SELECT file, line, message, count(*) OVER () AS total FROM ({sql}) "
        f"WHERE (file, line) NOT IN (FROM broken) ORDER BY file, line, message LIMIT {SHOWN}"
    )
    return faults([fault(*row[:3]) for row in rows], rows[0][3] if rows else 0)
