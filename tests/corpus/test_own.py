"""A file of the user's own beside the corpus: SQL may write there and nowhere else."""

import contextlib
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.opening import OpeningError, open_corpus
from tui.corpus.own import beside
from tui.corpus.session import Session
from tui.corpus.store import Store

MARCH = Context(date(2026, 3, 5))


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Session]:
    def opened(data: str | None = None, name: str = "mine.duckdb") -> Session:
        return Session(open_corpus(data, write=tmp_path / name, bare=True).store, MARCH)

    return opened


def rows(session: Session, sql: str) -> list[tuple[str | None, ...]]:
    result = session.run(sql, {})
    return list(session.kept.window(result, range(9), range(len(result.columns))).rows)


def test_a_table_is_made_in_the_file_and_the_corpus_stays(
    own: Callable[..., Session], tmp_path: Path
) -> None:
    session = own()
    ((kept,),) = rows(session, "select path from duckdb_databases() where database_name = 'corpus'")
    before = sha256(Path(str(kept)).read_bytes()).digest()
    session.run("create table who as select leg_id from legs", {})
    legs = rows(session, "select count(*) as n from legs")
    assert rows(session, "select count(*) as n from who") == legs
    assert rows(session, "select count(*) as n from mine.who") == legs
    for sql in (
        "insert into legs select * from legs",
        "create table corpus.x as select 1 as a",
        "drop view dyads",
        "update claims set low = 0",
    ):
        with pytest.raises(QueryError):
            session.run(sql, {})
    assert sha256(Path(str(kept)).read_bytes()).digest() == before


def test_the_panes_read_the_corpus_whatever_the_file_calls_its_tables(tmp_path: Path) -> None:
    opened = open_corpus(None, write=tmp_path / "mine.duckdb")
    session = Session(opened.store, MARCH)
    legs = rows(session, "select count(*) as n from legs")
    session.run("create table legs as select 1 as a", {})
    assert rows(session, "from legs") == [("1",)]
    cursor = opened.store.cursor(MARCH)
    assert cursor.execute("select count(*)::varchar from legs").fetchall() == legs
    assert rows(session, "select lens() as l, as_of() as d") == [("headline", "2026-03-05")]


def test_without_the_switch_nothing_is_written(tmp_path: Path) -> None:
    session = Session(open_corpus(None).store, MARCH)
    with pytest.raises(QueryError, match="nothing can be changed"):
        session.run("create table x as select 1 as a", {})
    file = tmp_path / "other.duckdb"
    duckdb.connect(str(file)).close()
    with pytest.raises(QueryError, match="--write"):
        session.run(f"attach '{file}' as o (read_write)", {})
    session.run(f"attach '{file}' as o", {})
    with pytest.raises(QueryError, match="nothing can be changed"):
        session.run("create table o.x as select 1 as a", {})


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{}'",
        "-- mine\nCOPY legs TO '{}' (FORMAT csv)",
        "/* from */ explain analyze copy (from legs) to '{}'",
        "explain (analyze) copy (from legs) to '{}'",
        "prepare p as copy (select 1) to '{}'",
        "export database '{}'",
        "export database '{}' (format parquet)",
    ],
)
def test_a_file_beside_is_written_only_with_the_switch(sql: str, tmp_path: Path) -> None:
    new = tmp_path / "new"
    with pytest.raises(QueryError, match="--write"):
        Session(open_corpus(None).store, MARCH).run(sql.format(new), {})
    assert not new.exists()
    own = Session(open_corpus(None, write=tmp_path / "mine.duckdb").store, MARCH)
    own.run("copy (select 'copy it to' as said) to $$" + str(new) + "$$", {})
    assert new.read_text() == "said\ncopy it to\n"


CHANGES = ["delete from legs", "create table x as select 1 as a", "drop view dyads"]


@pytest.mark.parametrize("begin", [[], ["begin"], ["start transaction"], ["begin", "commit"]])
def test_a_corpus_in_memory_is_changed_by_nothing(begin: list[str]) -> None:
    """Where no file can be kept, the engine itself would let SQL write."""
    store = Store.memory()
    store.script("create table legs as select 1 as a; create view dyads as from legs")
    session = Session(store, MARCH)
    for change in CHANGES:
        for sql in begin:
            session.run(sql, {})
        with pytest.raises(QueryError, match="nothing can be changed"):
            session.run(change, {})
        with contextlib.suppress(QueryError):
            session.run("rollback", {})
    assert store.rows("select count(*) from dyads") == [(1,)]
    session.run("create temp table mine as select 2 as b", {})
    session.run("insert into mine values (3)", {})
    session.run("set variable lens = 'paid'", {})
    assert rows(session, "select b::varchar as b, getvariable('lens') as l from mine") == [
        ("2", "paid"),
        ("3", "paid"),
    ]
    session.run("begin", {})
    session.run("insert into mine values (4)", {})
    session.run("rollback", {})
    assert rows(session, "select count(*)::varchar as n from mine") == [("2",)]


def test_a_file_is_copied_from_without_the_switch(tmp_path: Path) -> None:
    file = tmp_path / "to copy to.csv"
    file.write_text("said\ncopy to\n")
    session = Session(open_corpus(None).store, MARCH)
    session.run("create temp table mine (said varchar)", {})
    session.run(f"copy mine from '{file}' -- to", {})
    assert rows(session, "from mine") == [("copy to",)]
    session.run("explain select 1 as copy where 'to' similar to 'copy'", {})


def test_a_file_without_a_corpus_is_opened_for_sql_alone(tmp_path: Path) -> None:
    file = tmp_path / "bare.duckdb"
    made = duckdb.connect(str(file))
    made.execute("create table t as select 42 as a")
    made.close()
    opened = open_corpus(str(file), bare=True)
    assert not opened.corpus
    assert rows(Session(opened.store, MARCH), "from t") == [("42",)]
    opened.store.close()
    with pytest.raises(OpeningError, match="holds no corpus"):
        open_corpus(str(file))


def test_a_file_that_is_the_data_itself_is_written(tmp_path: Path) -> None:
    file = tmp_path / "bare.duckdb"
    made = duckdb.connect(str(file))
    made.execute("create table t as select 42 as a")
    made.close()
    session = Session(open_corpus(str(file), write=file, bare=True).store, MARCH)
    session.run("insert into t values (43)", {})
    assert rows(session, "from t") == [("42",), ("43",)]
    for sql in ("begin", "insert into t values (44)", "commit", "begin", "delete from t"):
        session.run(sql, {})
        # What somebody types before the next one is no reason to lose what was done.
        assert (session.check("select nope from t", {}) is None) == (sql != "commit")
    assert rows(session, "select count(*)::varchar as n from t") == [("0",)]
    session.run("rollback", {})
    assert rows(session, "from t") == [("42",), ("43",), ("44",)]


def test_a_corpus_in_memory_has_a_file_beside_it(tmp_path: Path) -> None:
    store = Store.memory()
    store.script("create table legs as select 1 as a")
    session = Session(beside(store, tmp_path / "temp.duckdb"), MARCH)
    session.run("create table own_temp.main.x as select a from legs", {})
    assert rows(session, "from x") == [("1",)]


@pytest.mark.parametrize("name", ["order.duckdb", "a b-c.duckdb", "corpus.db", "9.duckdb"])
def test_any_name_of_a_file_will_do(own: Callable[..., Session], name: str) -> None:
    session = own(name=name)
    session.run("create table x as select 7 as a", {})
    assert rows(session, "from x") == [("7",)]


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "no.duckdb"
    file.write_text("this is text and no database at all, and long enough to be read")
    with pytest.raises(OpeningError, match=r"no\.duckdb"):
        open_corpus(None, write=file)
