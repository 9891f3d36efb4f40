"""The session of somebody on a served corpus: its configuration is locked."""

from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from tests.console.corpora import fill
from tests.console.given import MARCH
from tui.console.ids import HELD, Wanted
from tui.console.read import read_catalogue
from tui.corpus.frame import QueryError
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.corpus.visitor import Visitor
from tui.panes.ids import Ids
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


def test_a_visitor_is_offered_ids_that_are_not_held(tmp_path: Path) -> None:
    path = tmp_path / "served.duckdb"
    fill(Store.create(path), HELD + 1).close()
    store = Store.open(path, visitor=Visitor(SETTINGS, refusal, Deadline(60)))
    catalogue = read_catalogue(Session(store, MARCH))
    assert catalogue.ids == {} and catalogue.unheld["payer_id"] == "entity_id"
    heard: SimpleQueue[Any] = SimpleQueue()
    Ids(store, MARCH, heard.put).want(Wanted("entity_id", "r-4321"))
    assert heard.get(timeout=90).found.ids == {"payer-4321": "Payer 4321"}
    store.close()
