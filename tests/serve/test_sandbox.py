"""What a visitor types into the console: refused, or bounded; and nothing is left of it on disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.serve import statements
from tests.serve.sandboxed import SECONDS
from tests.serve.served import ROOT, as_nobody
from tests.serve.statements import lines
from tui.context import Context
from tui.corpus.frame import QueryError
from tui.corpus.query import named, names
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.serve.deadline import GRACE_SECONDS
from tui.serve.visitor import visitor

SECRET = "a-secret-of-this-machine"
# What the file is called that visitors look at.
NAME = "embargoed"
# What waits for the machine, which may have other work.
SLACK = 5.0


@dataclass
class Ground:
    """A folder that anybody may write, a database in another one, and what is in both."""

    folder: Path
    file: Path

    def run(self, text: str, *options: str) -> list[dict[str, object]]:
        """What becomes of the statements of a list in a visitor's process."""
        here = text.replace("{dir}", str(self.folder)).replace("{file}", str(self.file))
        given = lines(here)
        done = subprocess.run(
            [*as_nobody(), sys.executable, "-m", "tests.serve.sandboxed", str(self.file), *options],
            cwd=ROOT,
            env={"SECRET": SECRET, "HOME": str(self.folder), "PATH": "/usr/bin:/bin"},
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=500,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        outcomes = [json.loads(line) for line in done.stdout.splitlines()]
        assert [outcome["sql"] for outcome in outcomes] == given
        return outcomes

    def contents(self) -> dict[str, bytes]:
        """Every file and folder, and what the files hold."""
        found = [*self.folder.rglob("*"), *self.file.parent.rglob("*")]
        return {str(p): p.read_bytes() if p.is_file() else b"" for p in found}


@pytest.fixture(scope="module")
def ground(open_folder: Callable[[], Path], corpus_file: Path) -> Iterator[Ground]:
    folder, data = open_folder(), open_folder()
    folder.chmod(0o777)
    data.chmod(0o777)
    file = Path(shutil.copy(corpus_file, data / f"{NAME}.duckdb"))
    (folder / "secret.csv").write_text(f"a\n{SECRET}\n")
    (folder / "secret.json").write_text(json.dumps([{"a": SECRET}]))
    (folder / "evil.duckdb_extension").write_bytes(b"\x7fELF")
    with duckdb.connect(str(folder / "other.duckdb")) as other:
        other.execute("CREATE TABLE t AS SELECT $s AS a", {"s": SECRET})
        other.execute(f"COPY t TO '{folder}/secret.parquet' (FORMAT parquet)")
    for path in folder.iterdir():
        path.chmod(0o666)
    file.chmod(0o666)
    yield Ground(folder, file)


def told(outcomes: list[dict[str, object]]) -> str:
    return json.dumps(outcomes)


def test_there_are_enough_of_them() -> None:
    assert len(lines(statements.REFUSED)) + len(lines(statements.BOUNDED)) >= 100
    assert len(set(lines(statements.REFUSED))) == len(lines(statements.REFUSED))


def test_what_does_more_than_look_is_refused(ground: Ground) -> None:
    before = ground.contents()
    outcomes = ground.run(statements.REFUSED, "--patient")
    assert [each for each in outcomes if each["kind"] != "error"] == []
    assert [each for each in outcomes if "stopped after" in str(each["text"])] == []
    said = told([{**each, "sql": ""} for each in outcomes])
    assert SECRET not in said
    assert str(ground.file.parent) not in said
    assert ground.contents() == before


def test_without_the_guard_nothing_is_read_or_left_either(ground: Ground) -> None:
    before = ground.contents()
    outcomes = ground.run(statements.REFUSED, "--unguarded")
    assert SECRET not in told([{**each, "sql": ""} for each in outcomes])
    assert ground.contents() == before


def test_what_takes_too_much_is_stopped(ground: Ground) -> None:
    before = ground.contents()
    for each in ground.run(statements.BOUNDED):
        limit = SECONDS + GRACE_SECONDS if each["kind"] == "died" else SECONDS
        assert float(str(each["seconds"])) < limit + SLACK, each
    assert ground.contents() == before


def test_what_cannot_be_stopped_ends_with_its_process(ground: Ground) -> None:
    for each in ground.run(statements.UNINTERRUPTIBLE):
        assert (each["kind"], each["text"]) == ("died", "-14")
        assert float(str(each["seconds"])) + 0.2 >= SECONDS + GRACE_SECONDS
        assert float(str(each["seconds"])) < SECONDS + GRACE_SECONDS + SLACK


def test_what_looks_at_the_corpus_works(ground: Ground) -> None:
    outcomes = ground.run(statements.HARMLESS, "--patient")
    assert [each for each in outcomes if each["kind"] != "rows"] == []


def test_nothing_says_what_the_file_is_called(ground: Ground) -> None:
    outcomes = ground.run(statements.NAMING, "--patient")
    assert [each for each in outcomes if each["kind"] != "rows"] == [
        each for each in outcomes if each["sql"] == "from nowhere.sources"
    ]
    assert NAME not in told(outcomes)


def test_no_message_says_where_the_file_is(tmp_path: Path, corpus_file: Path) -> None:
    file = Path(shutil.copy(corpus_file, tmp_path / f"{NAME}.duckdb"))
    store = Store.open(file, visitor=visitor(600))
    session = Session(store, Context(date(2026, 3, 5)))
    os.truncate(file, 20_000)  # somebody writes over it in its place
    for ask in (lambda: session.run("from sources", {}), lambda: store.rows("from claims")):
        with pytest.raises(QueryError) as caught:
            ask()
        assert "IO Error" in caught.value.message
        assert NAME not in caught.value.message
        assert str(tmp_path) not in caught.value.message
    store.close()


@pytest.fixture
def session(corpus_file: Path) -> Iterator[Session]:
    store = Store.open(corpus_file, visitor=visitor(600))
    yield Session(store, Context(date(2026, 3, 5)))
    store.close()


def test_every_query_of_a_pane_may_be_changed_in_the_console(session: Session) -> None:
    for name in names():
        session._store.judge(named(name).sql)


@pytest.mark.parametrize("sql", lines(statements.LOGGING) + lines(statements.HIDDEN))
def test_looking_for_mistakes_runs_nothing(session: Session, sql: str, tmp_path: Path) -> None:
    error = session.check(sql.replace("{dir}", str(tmp_path)), {})
    assert isinstance(error, QueryError)
    assert os.listdir(tmp_path) == []


def test_a_mistake_is_shown_at_its_place(session: Session) -> None:
    with pytest.raises(QueryError) as caught:
        session.run("select publisher, nope from sources", {})
    assert caught.value.line_column == (1, 19)
    with pytest.raises(QueryError) as caught:
        session.run("select from where", {})
    assert caught.value.position is not None


def test_deep_and_long_statements_are_refused_or_run(session: Session) -> None:
    deep = "select " + "(" * 5000 + "1" + ")" * 5000
    long = "select 1 where 1 in (" + ",".join(map(str, range(50_000))) + ")"
    for sql in (deep, long):
        try:
            session.run(sql, {})
        except QueryError as error:
            assert error.message
