"""The texts of a corpus are worked out after it is open; whatever reads them waits for them."""

from __future__ import annotations

import re
import threading
from datetime import date
from pathlib import Path

import pytest

from tests.corpus.small import write
from tui.context import Context
from tui.corpus import cache
from tui.corpus.frame import QueryCancelled, QueryError
from tui.corpus.later import Later, reads_later
from tui.corpus.load import load
from tui.corpus.opening import open_corpus
from tui.corpus.program import later_files, work_out_later
from tui.corpus.progress import Steps
from tui.corpus.query import named
from tui.corpus.session import Session
from tui.corpus.store import Store

CONTEXT = Context(date(2026, 1, 1))
WORDS = {f"w{n}": "" for n in range(2, 7)} | {"w1": "acme", "count": 50, "skip": 0}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache.cache_folder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus")


def built(kept: Path) -> list[str]:
    """What is kept: `part` or `whole`."""
    return ["part" if "-part" in file.name else "whole" for file in kept.glob("*.duckdb")]


def tables(store: Store) -> set[str]:
    return {name for (name,) in store.rows("SELECT table_name FROM duckdb_tables()")}


def test_a_search_waits_for_the_texts_and_all_else_does_not(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store
    assert built(kept) == ["part"]
    assert store.run(named("legs"), CONTEXT).rows()
    assert "ordered_texts" not in tables(store)
    found = store.run(named("search"), CONTEXT, WORDS).rows()
    assert any(row["entity_id"] == "acme" for row in found)
    assert built(kept) == ["whole"]
    assert "ordered_texts" in tables(store)
    store.close()
    again = open_corpus(str(folder)).store
    assert again.later is None
    assert again.run(named("search"), CONTEXT, WORDS).rows() == found
    again.close()


def test_a_whole_corpus_has_them_and_one_in_memory_gets_them(
    folder: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_corpus(str(folder), whole=True).store
    assert built(kept) == ["whole"]
    found = whole.run(named("search"), CONTEXT, WORDS).rows()
    whole.close()
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    unkept = open_corpus(str(folder)).store
    assert unkept.run(named("search"), CONTEXT, WORDS).rows() == found
    unkept.close()


def test_sql_waits_too_and_other_results_stay(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store
    session = Session(store, CONTEXT)
    assert session.check("SELECT count(*) FROM texts", {}) is None
    claims = session.run("SELECT count(*) FROM claims", {})
    assert claims.rows == 1
    # Entities and deals that are spoken of, claims, and paragraphs that are not skipped.
    ((kinds,),) = store.rows("SELECT count(*) FROM claims")
    texts = session.run("SELECT count(*) AS n FROM texts WHERE kind = 'claim'", {})
    ((shown,),) = session.kept.window(texts, range(1), (0,)).rows
    assert shown == str(kinds)
    assert session.check("SELECT nothing FROM texts", {}) is not None
    store.close()


def test_a_search_that_nobody_wants_any_more_does_not_wait(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store
    begun = []

    def never(steps: Steps) -> None:
        begun.append(steps)
        while True:
            steps.start("waiting", 0)
            steps.move("waiting", 0)

    store.later = Later(never, lambda _: None)
    job = store.start(named("search"), CONTEXT, WORDS)
    job.cancel()
    with pytest.raises(QueryCancelled):
        job.result()
    store.close()
    assert store.later.ended


def test_the_last_thing_is_said_before_anybody_goes_on() -> None:
    said: list[tuple[str, bool]] = []
    later = Later(lambda steps: steps.begin("a", 0), lambda line: said.append((line, later.ended)))
    later.wait()
    assert later.ended
    assert [ended for _, ended in said] == [False, False]
    assert said[-1][0] == ""


def test_what_goes_wrong_is_told_to_who_waits(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store
    for file in kept.glob("*-part.duckdb"):
        file.unlink()
    with pytest.raises(QueryError, match="No such file"):
        store.run(named("search"), CONTEXT, WORDS)
    assert store.run(named("legs"), CONTEXT).rows()
    store.close()


def test_whatever_is_worked_out_later_is_waited_for() -> None:
    made = {
        name
        for file in later_files()
        for name in re.findall(r"^CREATE (?:TABLE|VIEW) (\w+)", file.read_text(), re.MULTILINE)
    }
    assert "texts" in made
    assert all(reads_later(f"SELECT * FROM {name}") for name in made)


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("FROM texts", True),
        ("select * from a\n  JOIN  Texts AS t ON true", True),
        ('select * from claims, "texts"', True),
        ("from main.texts", True),
        ("describe texts", True),
        ("from query_table('texts')", True),
        ("show tables", True),
        ("select table_name from information_schema.tables", True),
        ("from duckdb_tables()", True),
        ("from texts_of_mine", False),
        ("from source_texts", False),
        ("select show_me from claims", False),
    ],
)
def test_which_queries_wait(sql: str, reads: bool) -> None:
    assert reads_later(sql) == reads


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT count(*) // 11 AS n FROM claims AS c, "texts" AS t WHERE t.claim_id = c.claim_id',
        "SELECT count(*) // 11 AS n FROM (SELECT * FROM main.texts WHERE kind = 'claim')",
        "SELECT count(*) // 11 AS n FROM query_table('texts') WHERE kind = 'claim'",
        "SELECT count(*) AS n FROM (SHOW TABLES) WHERE name = 'texts'",
        "SELECT count(*) AS n FROM duckdb_views() WHERE view_name = 'texts'",
        "SELECT count(*) AS n FROM (DESCRIBE leg_lanes) WHERE column_name = 'label_no'",
    ],
)
def test_sql_that_reads_them_in_any_way_finds_them(folder: Path, kept: Path, sql: str) -> None:
    store = open_corpus(str(folder)).store
    session = Session(store, CONTEXT)
    found = session.run(sql, {})
    # The small corpus has eleven claims.
    assert session.kept.window(found, range(2), (0,)).rows == (("1",),)
    store.close()


def test_what_sql_makes_while_they_are_worked_out_is_there_afterwards(
    folder: Path, kept: Path
) -> None:
    store = open_corpus(str(folder)).store
    session = Session(store, CONTEXT)
    session.run("SELECT 1", {})
    session.run("CREATE TEMP TABLE mine AS SELECT claim_id FROM claims", {})
    session.run("SET VARIABLE wanted = 'claim'", {})
    both = session.run(
        "SELECT count(*) FROM texts JOIN mine USING (claim_id) WHERE kind = getvariable('wanted')",
        {},
    )
    assert session.kept.window(both, range(1), (0,)).rows == (("11",),)
    store.close()


def test_what_is_listed_before_they_are_there_is_listed_again(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store
    session = Session(store, CONTEXT)
    shown = session.run("SELECT claim_id FROM claims", {})
    assert "texts" not in {row[0] for row in session.listed("columns")}
    assert not session.outdated()
    assert store.later is not None
    store.later.wait()
    assert session.outdated()
    assert {"texts", "leg_lanes"} <= {row[0] for row in session.listed("columns")}
    assert not session.outdated()
    # What is on the screen meanwhile can still be read.
    assert len(session.kept.window(shown, range(20), (0,)).rows) == 11
    store.close()


def test_sql_that_waits_for_them_can_be_stopped(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store
    begun = threading.Event()

    def never(steps: Steps) -> None:
        begun.set()
        while True:
            steps.begin("waiting", 0)
            steps.move("waiting", 0)

    store.later = Later(never, lambda _: None)
    session = Session(store, CONTEXT)
    task = session.start(lambda: session.run("FROM texts", {}))
    assert begun.wait(90)
    task.cancel()
    with pytest.raises(QueryCancelled):
        task.result()
    store.close()


def test_where_they_cannot_be_made_all_else_goes_on(folder: Path, kept: Path) -> None:
    store = open_corpus(str(folder)).store

    def fail(_: Steps) -> None:
        raise QueryError("no room", "")

    store.later = Later(fail, lambda _: None)
    session = Session(store, CONTEXT)
    session.run("CREATE TEMP TABLE mine AS SELECT claim_id FROM claims", {})
    assert session.run("FROM mine", {}).rows == 11
    with pytest.raises(QueryError, match="no room"):
        session.run("FROM texts", {})
    store.close()


def test_the_texts_are_made_in_little_memory(folder: Path, tmp_path: Path) -> None:
    store = cache.create(tmp_path / "many.duckdb")
    load(folder, store, whole=False)
    # A million quotes of half as many claims are 60 MB by themselves.
    store.script(
        "INSERT INTO evidence SELECT 'made-' || i // 2, i % 2, 'un mot et ' || i"
        " FROM range(1_000_000) AS r(i); SET memory_limit = '90MB'; SET threads = 2"
    )
    work_out_later(store)
    found = store.rows("SELECT text FROM texts WHERE claim_id IS NOT NULL")
    assert len(found) == store.rows("SELECT count(*) FROM claims")[0][0]
    store.close()
