"""What a folder would change in a lake, table by table, and the change itself.

The folder's rows stand in tables `new_…`. `gone_…` has the keys of rows that the lake must lose,
`fresh_…` the rows that it must get; a row that changed is in both.
"""

from __future__ import annotations

from tui.corpus.lake.owners import OWNERS, owned
from tui.corpus.read import Corpus
from tui.corpus.store import Store
from tui.corpus.tables import Column, Table, tables


def create(store: Store) -> None:
    """Make the tables of a lake that has none."""
    have = {
        name
        for (name,) in store.rows(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake'"
        )
    }
    if "publications" in have:
        return
    for table in tables():
        columns = ", ".join(
            f"{each.name} {_type(each)}{'' if each.nullable else ' NOT NULL'}"
            for each in table.columns
        )
        store.script(f"CREATE TABLE lake.main.{table.name} ({columns})")
    store.script("CREATE TABLE lake.main.publications (number BIGINT NOT NULL)")
    store.script("INSERT INTO lake.main.publications VALUES (0)")


def stage(store: Store, corpus: Corpus) -> None:
    """Put the rows of a folder, with their lines, beside the lake."""
    for table in tables():
        columns = ", ".join(f"{each.name} {_type(each)}" for each in table.columns)
        store.script(f"CREATE TABLE new_{table.name} (line BIGINT, {columns})")
        store.insert(f"new_{table.name}", corpus.frames[table.name])


def differences(store: Store) -> dict[str, tuple[int, int]]:
    """Find what differs; how many rows of each table are fresh and gone."""
    for table in tables():
        _differ(store, table)
    return {
        table.name: (_count(store, f"fresh_{table.name}"), _count(store, f"gone_{table.name}"))
        for table in tables()
    }


def apply(store: Store) -> None:
    """Let the lake lose what is gone and get what is fresh, in the order of the files."""
    for table in tables():
        if _count(store, f"gone_{table.name}"):
            same = _same(table.key, table.name, "g")
            store.script(
                f"DELETE FROM lake.main.{table.name} USING gone_{table.name} AS g WHERE {same}"
            )
        if _count(store, f"fresh_{table.name}"):
            columns = ", ".join(table.names)
            store.script(
                f"INSERT INTO lake.main.{table.name} ({columns})"
                f" SELECT {columns} FROM fresh_{table.name} ORDER BY line"
            )


def _differ(store: Store, table: Table) -> None:
    """Only rows that the folder has a say in are compared."""
    if table.name in OWNERS:
        mine = f"WHERE {owned(table.name)}"
    else:
        mine = f"SEMI JOIN new_{table.name} AS n ON {_same(table.key, 'o', 'n')}"
    key = ", ".join(f"o.{name}" for name in table.key)
    old = f"SELECT o.* FROM lake.main.{table.name} AS o {mine}"
    equal = " AND ".join(f"o.{name} IS NOT DISTINCT FROM n.{name}" for name in table.names)
    store.script(
        f"CREATE OR REPLACE TEMP TABLE was AS {old};"
        f"CREATE OR REPLACE TEMP TABLE gone_{table.name} AS"
        f" SELECT {key} FROM was AS o ANTI JOIN new_{table.name} AS n ON {equal};"
        f"CREATE OR REPLACE TEMP TABLE fresh_{table.name} AS"
        f" SELECT n.* FROM new_{table.name} AS n ANTI JOIN was AS o ON {equal};"
        "DROP TABLE was"
    )


def _same(key: tuple[str, ...], one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in key)


def _type(column: Column) -> str:
    """A lake knows no enums; whether a value is one of them, the loader and the copy look."""
    return "VARCHAR" if column.enum_values else column.type


def _count(store: Store, table: str) -> int:
    return int(store.rows(f"SELECT count(*) FROM {table}")[0][0])
