"""The session of somebody on a served corpus: its configuration is locked."""

from pathlib import Path

import pytest

from tests.console.given import MARCH
from tui.corpus.frame import QueryError
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.corpus.visitor import Visitor
from tui.serve.deadline import Deadline
from tui.serve.guard import refusal
from tui.serve.visitor import SETTINGS

MANY = 1_300_000


@pytest.fixture
def visiting(tmp_path: Path) -> Session:
    path = tmp_path / "served.duckdb"
    made = Store.create(path)
    made.script(f"create table many as select range as r, 'row ' || range as t from range({MANY})")
    made.close()
    return Session(Store.open(path, visitor=Visitor(SETTINGS, refusal, Deadline(60))), MARCH)


def test_a_large_table_is_paged_searched_and_sorted(visiting: Session) -> None:
    result = visiting.fetch(visiting.run("from many", {}))
    assert (result.paged, result.rows, result.more) == (True, MANY, False)
    window = visiting.kept.window(result, range(MANY - 1, MANY), (0, 1))
    assert window.rows == ((str(MANY - 1), f"row {MANY - 1}"),)
    assert visiting.kept.find(result, f"ROW {MANY - 1}", range(MANY)) == MANY - 1


def test_a_check_names_the_place_and_works_no_constant_out(visiting: Session) -> None:
    error = visiting.check("select 'é', nope from many", {})
    assert error is not None and error.position == 12
    assert (
        visiting.check("select levenshtein(repeat('a', 200000), repeat('b', 200000))", {}) is None
    )


def test_what_is_not_for_a_visitor_is_refused_while_it_is_typed(visiting: Session) -> None:
    assert visiting.check("from '/etc/passwd'", {}) is not None
    with pytest.raises(QueryError):
        visiting.run("from read_text('/etc/passwd')", {})
