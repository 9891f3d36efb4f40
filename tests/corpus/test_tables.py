"""The schema as data says what the database itself says after running schema.sql."""

from __future__ import annotations

import pytest

from tui.corpus.store import Store
from tui.corpus.tables import enums, table, tables


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.memory()
    store.script_file("schema.sql")
    return store


def test_tables_in_an_order_in_which_they_load(store: Store) -> None:
    listed = store.rows("SELECT table_name FROM duckdb_tables()")
    assert {each.name for each in tables()} == {name for (name,) in listed}
    seen: set[str] = set()
    for each in tables():
        foreign = store.rows(
            "SELECT referenced_table FROM duckdb_constraints() "
            "WHERE constraint_type = 'FOREIGN KEY' AND table_name = $t",
            {"t": each.name},
        )
        assert {name for (name,) in foreign} <= seen
        seen.add(each.name)


def test_columns_types_and_what_may_be_null(store: Store) -> None:
    rows = store.rows(
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY table_oid, column_index"
    )
    said = []
    for each in tables():
        for column in each.columns:
            listed = ", ".join(f"'{value}'" for value in column.enum_values)
            kind = f"ENUM({listed})" if listed else column.type.replace(" ", "")
            said.append((each.name, column.name, kind, column.nullable))
    assert said == [(t, c, kind.replace("(18, 2)", "(18,2)"), null) for t, c, kind, null in rows]


def test_keys_references_and_checks(store: Store) -> None:
    rows = store.rows(
        "SELECT table_name, constraint_type, constraint_column_names, referenced_table, "
        "referenced_column_names FROM duckdb_constraints() ORDER BY ALL"
    )
    keys = {t: tuple(names) for t, kind, names, *_ in rows if kind == "PRIMARY KEY"}
    assert {each.name: each.key for each in tables()} == keys
    foreign = {(t, n[0], r, c[0]) for t, kind, n, r, c in rows if kind == "FOREIGN KEY"}
    said = {
        (each.name, column.name, *column.references)
        for each in tables()
        for column in each.columns
        if column.references
    }
    assert foreign <= said
    for name, column, target, key in said:
        assert column in table(name).names
        assert table(target).key == (key,)
    checks = sum(kind == "CHECK" for _, kind, *_ in rows)
    assert checks == sum(
        len(each.checks) + sum(bool(column.check) for column in each.columns) for each in tables()
    )


def test_values_of_enums_in_their_order(store: Store) -> None:
    for name, values in enums().items():
        assert store.rows(f"SELECT enum_range(NULL::{name})") == [(list(values),)]


def test_the_words_of_a_column_stand_above_it() -> None:
    assert table("claims").doc == "One assertion of one source about a leg, a deal or an entity."
    assert table("claims").column("term").doc == "which of several, '' if there is only one"
    assert table("claims").column("source_id").doc == ""
    assert table("claims").column("low").check == "low >= 0"
    assert table("paragraphs").file == "digests/*.md"
    assert table("legs").file == "legs.csv"


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        table("facts")
    with pytest.raises(KeyError):
        table("claims").column("score")
