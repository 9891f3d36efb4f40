"""A large result of which any rows can be asked for is never fetched whole."""

from pathlib import Path

import polars as pl
import pytest

from tests.console.given import session
from tui.corpus.kept import SORTED_ROWS
from tui.corpus.plan import gathers, pageable, root
from tui.corpus.result import Order, Result
from tui.corpus.session import FIRST_ROWS, Session
from tui.corpus.store import Store
from tui.panes.tasks import seek

MANY = SORTED_ROWS + 300_000
SQL = f"select range as r, 'row ' || range as name from range({MANY})"


def paged(own: Session, sql: str = SQL, **values: object) -> Result:
    result = own.fetch(own.run(sql, values))
    assert result.paged
    return result


def test_all_rows_are_counted_and_none_is_kept() -> None:
    own = session()
    result = paged(own)
    assert (result.rows, result.more) == (MANY, False)
    kept = own.kept.cursor.execute("select count(*) from caploop_rows").fetchall()
    assert kept == [(FIRST_ROWS + 1,)]


def test_the_last_rows_and_those_in_the_middle_are_there() -> None:
    own = session()
    result = paged(own)
    for first in (0, 700_000, MANY - 2):
        window = own.kept.window(result, range(first, first + 2), (1, 0))
        assert window.rows[0] == (f"row {first}", str(first))
    assert own.kept.cell(result, MANY - 1, 1) == f"row {MANY - 1}"


def test_a_text_is_found_in_both_directions() -> None:
    own = session()
    result = paged(own)
    find, every = own.kept.find, range(MANY)
    assert find(result, "ROW 1234567", every) == 1_234_567
    assert find(result, "row 12345", range(12_346, MANY)) == 123_450
    assert find(result, "row 12345", range(12_346), backwards=True) == 12_345
    assert find(result, "row 7", every, backwards=True) == 799_999
    assert find(result, "nowhere", every) is None
    assert find(result, "row 5", range(6, 50)) is None


def test_a_long_search_says_how_far_it_is() -> None:
    own = session()
    result = paged(own)
    shares: list[float | None] = []
    first = own.kept._first
    own.kept._first = lambda sql, values: (  # type: ignore[method-assign]
        shares.append(own.progress()) or first(sql, values)
    )
    assert own.kept.find(result, "nowhere", range(MANY)) is None
    assert shares[0] == 0 and len(shares) == 3  # pieces of half a million rows
    assert shares == sorted(shares, key=float) and 60 < float(shares[-1] or 0) < 70
    assert own.progress() in (None, 100)


def test_its_parameters_are_given_each_time() -> None:
    own = session()
    result = paged(own, f"select range + $more as r from range({MANY})", more=5)
    assert own.kept.window(result, range(MANY - 1, MANY), (0,)).rows == ((str(MANY + 4),),)
    assert own.kept.find(result, str(MANY + 4), range(MANY)) == MANY - 1


def test_it_is_written_out_whole(tmp_path: Path) -> None:
    own = session()
    result = paged(own)
    own.kept.write_parquet(result, str(tmp_path / "rows.parquet"))
    written = pl.read_parquet(tmp_path / "rows.parquet")
    assert written["r"].to_list() == list(range(MANY))


def test_it_is_sorted_by_asking_again() -> None:
    own = session()
    result = paged(own)
    ordered = own.run(result.sql, result.values, Order(0, descending=True))
    assert own.kept.window(ordered, range(1), (0,)).rows == ((str(MANY - 1),),)


@pytest.mark.parametrize(
    "sql",
    [
        f"select range as r, random() as x from range({MANY})",
        f"select range as r, uuid() as x from range({MANY})",
        f"select range as r from range({MANY}) where hash(range) >= 0",
        f"select range as r from range({MANY}) order by hash(range)",
    ],
)
def test_what_may_differ_or_leaves_rows_out_is_fetched(sql: str) -> None:
    own = session()
    result = own.fetch(own.run(sql, {}))
    assert not result.paged
    assert (result.rows, result.more) == (SORTED_ROWS, True)


def test_a_parquet_file_of_the_users_is_paged(tmp_path: Path) -> None:
    file = tmp_path / "own.parquet"
    pl.DataFrame({"n": range(MANY)}).write_parquet(file)
    own = session()
    result = paged(own, f"from '{file}'")
    assert own.kept.window(result, range(MANY - 1, MANY), (0,)).rows == ((str(MANY - 1),),)


def test_the_rows_of_a_search_that_goes_round_are_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = session()
    result = paged(own)
    looked: list[range] = []
    monkeypatch.setattr(own.kept, "find", lambda result, text, rows, backwards: looked.append(rows))
    for backwards in (False, True):
        assert seek(own, result, text="x", after=700_000, backwards=backwards) is None
        assert sum(map(len, looked)) == MANY and not set(looked[0]) & set(looked[1])
        looked.clear()


def test_what_counts_first_is_asked_once() -> None:
    own = session()
    asked: list[int | None] = []
    keep = own.kept.keep
    own.kept.keep = lambda sql, values, limit, order: (  # type: ignore[method-assign]
        asked.append(limit) or keep(sql, values, limit, order)
    )
    sql = "select range % 5000 as k, count(*) as n from range(100000) group by k order by k"
    result = own.run(sql, {})
    assert (result.rows, result.more, asked) == (5000, False, [SORTED_ROWS + 1])
    own.run("select range as r from range(5000)", {})
    assert asked[-1] == FIRST_ROWS + 1


@pytest.mark.parametrize(
    ("sql", "pages", "collects"),
    [
        ("from t", True, False),
        ("from v", True, False),
        ("select b + 1 as c from v", True, False),
        ("from t where a > 5", False, False),
        ("from t order by a", False, False),
        ("from t join t as u using (a)", False, False),
        ("from t limit 3", False, False),
        ("select a, count(*) as n from t group by a", False, True),
        ("select a, count(*) as n from t group by a order by n", False, True),
        ("select distinct a from t", False, True),
        ("select count(*) as n from t where a % 3 = 1", False, True),
        ("select a, sum(a) over (order by a) as s from t", False, True),
    ],
)
def test_a_plan_tells_how_to_keep_the_rows(sql: str, pages: bool, collects: bool) -> None:
    store = Store.memory()
    store.script("create table t as select range as a from range(10)")
    store.script("create view v as select a + 1 as b from t")
    ((_, explained),) = store.rows(f"explain (format json) {sql}")
    assert (pageable(root(explained)), gathers(root(explained))) == (pages, collects)


def test_our_own_tables_are_not_listed() -> None:
    own = session()
    own.run("select 1 as a", {})
    for sql in ("show tables", "-- all\nSHOW ALL TABLES"):
        result = own.fetch(own.run(sql, {}))
        names = own.kept.window(result, range(99), range(len(result.columns))).rows
        assert not any("caploop" in (cell or "") for row in names for cell in row[:3])
        assert any("legs" in row for row in names)


def test_other_dials_wait_for_the_end_of_a_transaction_that_failed() -> None:
    from tests.console.given import MARCH
    from tui.context import Context
    from tui.corpus.frame import QueryError

    own = session()
    own.run("begin", {})
    with pytest.raises(QueryError):
        own.run("select error('no')", {})
    own.turn(Context(MARCH.as_of, "paid"))
    with pytest.raises(QueryError, match="aborted"):
        own.run("select 1 as a", {})
    own.run("rollback", {})
    assert own.run("select 1 as a", {}).dials == ("2026-03-05", "paid")
