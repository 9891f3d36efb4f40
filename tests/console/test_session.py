"""A session of the console: what statements give, in any size and type, and how they stop."""

import threading
import time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.console.given import MARCH, session
from tui.context import Context
from tui.corpus.frame import QueryCancelled, QueryError
from tui.corpus.kept import SORTED_ROWS
from tui.corpus.result import Order, Result, Window
from tui.corpus.session import FIRST_ROWS, Session
from tui.corpus.store import Store

PATIENCE = 90.0
FOREVER = "select count(*) from range(10000000000) a where hash(a.range) = 0"


def cells(own: Session, result: Result, rows: int = 10) -> list[tuple[str | None, ...]]:
    columns = range(len(result.columns))
    return list(own.kept.window(result, range(rows), columns).rows)


@pytest.mark.parametrize(
    ("sql", "kind", "text"),
    [
        ("interval '1' month + interval 2 day", "INTERVAL", "1 month 2 days"),
        ("timestamptz '2025-10-07 10:00:00+00'", "TIMESTAMP WITH TIME ZONE", None),
        ("170141183460469231731687303715884105727::hugeint", "HUGEINT", str(2**127 - 1)),
        ("340282366920938463463374607431768211455::uhugeint", "UHUGEINT", str(2**128 - 1)),
        ("1.50::decimal(18, 2)", "DECIMAL(18,2)", "1.50"),
        ("'b'::enum('a', 'b')", "ENUM('a', 'b')", "b"),
        ("[1, null, 3]", "INTEGER[]", "[1, NULL, 3]"),
        ("{'a': 1}", "STRUCT(a INTEGER)", "{'a': 1}"),
        ("map {'k': 1}", "MAP(VARCHAR, INTEGER)", "{k=1}"),
        (
            "'01234567-89ab-cdef-0123-456789abcdef'::uuid",
            "UUID",
            "01234567-89ab-cdef-0123-456789abcdef",
        ),
        (r"'\xAA\x00'::blob", "BLOB", r"\xAA\x00"),
        ("date 'infinity'", "DATE", "infinity"),
        ("date '0044-03-15 (BC)'", "DATE", "0044-03-15 (BC)"),
        ("''", "VARCHAR", ""),
        ("'nan'::double", "DOUBLE", "nan"),
        ("true", "BOOLEAN", "true"),
    ],
)
def test_a_value_of_each_type_is_shown(sql: str, kind: str, text: str | None) -> None:
    own = session()
    result = own.run(f"select {sql} as v, null as n", {})
    assert result.columns == ("v", "n")
    assert result.types[0] == kind
    ((shown, nothing),) = cells(own, result)
    assert nothing is None
    assert shown == text if text is not None else shown is not None


def test_equal_names_and_many_columns_and_no_rows() -> None:
    own = session()
    result = own.run("select 1 as a, 2 as a, 3 as A", {})
    assert cells(own, result) == [("1", "2", "3")]
    assert len(set(result.columns)) == 3
    wide = own.run(f"select {', '.join(f'{n} as c{n}' for n in range(2000))}", {})
    assert len(wide.columns) == 2000
    window = own.kept.window(wide, range(1), (0, 1999))
    assert window.row(0) == {0: "0", 1999: "1999"}
    none = own.run("select 1 as a where false", {})
    assert (none.rows, none.more, none.columns) == (0, False, ("a",))


def test_a_large_cell_is_cut_in_the_table_and_read_in_full_when_asked_for() -> None:
    own = session()
    result = own.run("select repeat('x', 10_000_000) as big", {})
    ((shown,),) = cells(own, result)
    assert shown is not None and len(shown) == 500
    full = own.kept.cell(result, 0, 0)
    assert full is not None and len(full) == 1_000_000


def test_text_that_steers_a_terminal_is_cleaned() -> None:
    own = session()
    sql = "select chr(27) || ']52;c;eA==' || chr(7) as e, 'a' || chr(155) || 'b' as c"
    result = own.run(sql, {})
    assert cells(own, result) == [("]52;c;eA==", "ab")]
    assert own.kept.cell(result, 0, 0) == "]52;c;eA=="


@pytest.mark.parametrize(
    ("sql", "columns", "reads"),
    [
        ("describe select 1 as a", 6, True),
        ("summarize legs", 12, True),
        ("show tables", 1, True),
        ("from legs limit 1", 7, True),
        ("values (1, 2)", 2, True),
        ("pivot (select 1 as a, 2 as b) on a using sum(b)", 1, True),
        ("with q as (select 1) from q", 1, True),
        ("-- words\n/* more */ select 1", 1, True),
        ("explain select 1", 2, False),
        ("pragma version", 3, False),
        ("set variable x = 1", 0, False),
        ("create temp table k as select 1 as a", 0, False),
    ],
)
def test_kinds_of_statements(sql: str, columns: int, reads: bool) -> None:
    result = session().run(sql, {})
    assert (len(result.columns), result.reads) == (columns, reads)


def test_a_session_keeps_its_variables_and_tables() -> None:
    own = session()
    own.run("set variable x = 5", {})
    own.run("create temp table k as select getvariable('x') as v", {})
    own.run("insert into k values (6)", {})
    assert cells(own, own.run("from k order by v desc", {})) == [("6",), ("5",)]


def test_a_corpus_that_is_open_for_reading_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "c.duckdb"
    made = Store.create(path)
    made.script("create table legs (leg_id varchar)")
    made.close()
    own = Session(Store.open(path), MARCH)
    with pytest.raises(QueryError, match="nothing can be changed here"):
        own.run("insert into legs values ('x')", {})
    own.run("create temp table mine as select 1 as a", {})


# -- errors


@pytest.mark.parametrize(
    ("sql", "wrong"),
    [
        ("selec 1", "selec"),
        ("select nope from legs", "nope"),
        ("select 'é漢', nope from legs", "nope"),
        ("select\n  'é' as a,\n  nope\nfrom legs", "nope"),
        ("select 1\nfrom nowhere", "nowhere"),
        ("select no_function(1)", "no_function"),
        ("-- é\nselect cast('x' as integer)", "cast"),
        (f"select {' + '.join(['1'] * 60)} + nope from legs", "nope"),
        ("from legs order by nope", "nope"),
    ],
)
def test_an_error_has_its_place_in_characters(sql: str, wrong: str) -> None:
    with pytest.raises(QueryError) as failed:
        session().run(sql, {})
    assert failed.value.position == sql.index(wrong)
    assert failed.value.sql == sql


@pytest.mark.parametrize("name", ["sql", "self", "order", "session", "duckdb", "values_of"])
def test_a_name_is_no_variable_of_this_program(name: str) -> None:
    with pytest.raises(QueryError, match=r"Table with name \w+ does not exist"):
        session().run(f'from "{name}"', {})


def test_an_error_at_the_end_has_a_place_there() -> None:
    with pytest.raises(QueryError) as failed:
        session().run("select 1 +", {})
    assert failed.value.position in (9, 10)  # the two engines point at the sign or behind it


def test_an_error_says_what_could_be_meant() -> None:
    with pytest.raises(QueryError, match='Did you mean "legs"'):
        session().run("from legz", {})
    with pytest.raises(QueryError, match=r'Candidate bindings: .*"payer_id"'):
        session().run("select payer from legs", {})


# -- dials


def test_the_dials_are_variables_and_sql_changes_only_this_session() -> None:
    own, other = session(), session()
    assert own.run("select 1", {}).dials == ("2026-03-05", "headline")
    changed = own.run("set variable lens = 'paid'", {})
    assert changed.dials == ("2026-03-05", "paid")
    assert other.run("select 1", {}).dials == ("2026-03-05", "headline")
    own.turn(Context(MARCH.as_of, "firm"))
    assert own.run("select 1", {}).dials == ("2026-03-05", "firm")


# -- size


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("lens", "'frim'", "lens is one of headline, announced, firm, paid, not 'frim'"),
        ("lens", "'PAID'", "lens is one of"),
        ("lens", "3", "lens is one of"),
        ("as_of", "'yesterday'", "as_of is a day such as 2026-03-05, not 'yesterday'"),
        ("as_of", "'2025-13-01'", "as_of is a day"),
        ("as_of", "7", "as_of is a day"),
    ],
)
def test_a_dial_cannot_be_set_to_what_it_has_not(variable: str, value: str, said: str) -> None:
    own = session()
    own.run("set variable lens = 'firm'", {})
    with pytest.raises(QueryError, match=said):
        own.run(f"set variable {variable} = {value}", {})
    assert own.dials() == ("2026-03-05", "firm")
    own.run("set variable as_of = '2025-10-07'", {})
    assert own.dials() == ("2025-10-07", "firm")
    own.run("reset variable lens", {})
    assert own.dials() == ("2025-10-07", "headline")
    own.run("begin", {})
    with pytest.raises(QueryError, match="is "):
        own.run(f"set variable {variable} = {value}", {})
    assert cells(own, own.run("select 1 as one", {})) == [("1",)]


def test_a_large_result_is_fetched_up_to_a_stated_number_and_then_whole() -> None:
    own = session()
    count = SORTED_ROWS + 5
    sql = f"select range as r, hash(range) as h from range({count}) where hash(range) >= 0"
    first = own.run(sql, {})
    assert (first.rows, first.more) == (FIRST_ROWS, True)
    part = own.fetch(first)
    assert (part.rows, part.more) == (SORTED_ROWS, True)
    whole = own.fetch(part, None)
    assert (whole.rows, whole.more) == (count, False)
    last = own.kept.window(whole, range(count - 2, count), (0,))
    assert last.rows == ((str(count - 2),), (str(count - 1),))


def test_a_result_of_exactly_the_first_rows_is_complete() -> None:
    result = session().run(f"from range({FIRST_ROWS})", {})
    assert (result.rows, result.more) == (FIRST_ROWS, False)


def test_rows_are_seen_within_a_transaction_and_after_it() -> None:
    own = session()
    own.run("begin", {})
    result = own.run("select range as r from range(2_000)", {})
    window = own.kept.window(result, range(998, 1_000), (0,))
    assert window.rows == (("998",), ("999",))
    result = own.fetch(result)
    assert cells(own, result, 2) == [("0",), ("1",)]
    assert own.kept.find(result, "1999", range(result.rows)) == 1_999
    ordered = own.kept.sort(result, Order(0, descending=True))
    assert cells(own, ordered, 2) == [("1999",), ("1998",)]
    assert own.kept.find(ordered, "1999", range(result.rows)) == 0
    assert next(iter(own.kept.batches(result)))["r"].to_list() == list(range(2_000))
    own.run("commit", {})
    assert cells(own, result, 2) == [("0",), ("1",)]


def test_order_of_a_statement_is_kept() -> None:
    own = session()
    result = own.fetch(
        own.run("select range as r from range(5000) order by (range * 7) % 5000", {})
    )
    wanted = sorted(range(5000), key=lambda n: n * 7 % 5000)
    window = own.kept.window(result, range(5000), (0,))
    assert [int(row[0] or -1) for row in window.rows] == wanted


def test_kept_rows_are_sorted_both_ways_with_nulls_last() -> None:
    own = session()
    values = [3, 1, None, 2, 1]
    rows = ", ".join(f"({'null' if v is None else v}, {n})" for n, v in enumerate(values))
    result = own.run(f"from (values {rows}) as t(v, n)", {})
    known = [(v, n) for n, v in enumerate(values) if v is not None]
    up = [n for _, n in sorted(known)] + [2]
    down = [n for _, n in sorted(known, key=lambda each: (-each[0], each[1]))] + [2]
    for order, wanted in [(Order(0), up), (Order(0, descending=True), down), (None, range(5))]:
        window = own.kept.window(own.kept.sort(result, order), range(5), (1,))
        assert [row[0] for row in window.rows] == [str(n) for n in wanted]


def test_a_statement_is_asked_again_in_another_order() -> None:
    own = session()
    sql = "select range as r, -range as m from range(2000000)"
    result = own.run(sql, {}, Order(1))
    assert cells(own, result, 1) == [("1999999", "-1999999")]
    assert result.order == Order(1)


def test_a_text_is_found_downwards_and_upwards_whatever_its_case() -> None:
    own = session()
    result = own.run(
        "from (values ('Nvidia', 1), ('x', null), (null, 2), ('an nv', 3)) t(a, b)", {}
    )
    find = own.kept.find
    every = range(4)
    assert find(result, "NV", every) == 0
    assert find(result, "nv", range(1, 4)) == 3
    assert find(result, "nv", range(4, 4)) is None
    assert find(result, "nv", range(3), backwards=True) == 0
    assert find(result, "nv", every, backwards=True) == 3
    assert find(result, "2", every) == 2
    ordered = own.kept.sort(result, Order(1, descending=True))
    assert find(ordered, "nvidia", every) == 2


def test_a_number_is_found_as_it_is_shown_and_a_name_in_no_number() -> None:
    own = session()
    result = own.run("from (values (1234567, 1.5), (7, 'nan'::double)) t(a, b)", {})
    find = own.kept.find
    assert find(result, "1,234,567", range(2)) == 0
    assert find(result, "234567", range(2)) == 0
    assert find(result, "NaN", range(2)) == 1
    assert find(result, "nvidia", range(2)) is None


def test_batches_are_all_rows_in_order() -> None:
    own = session()
    result = own.fetch(
        own.run("select range as r, range::decimal(9, 2) as d from range(120000)", {})
    )
    batches = list(own.kept.batches(result))
    assert sum(batch.height for batch in batches) == 120_000
    assert [batch["r"][0] for batch in batches] == [0, 50_000, 100_000]
    assert batches[0]["d"][1] == Decimal("1.00")


# -- stopping


def test_twenty_queries_stop_when_cancelled_in_their_first_milliseconds() -> None:
    own = session()
    for attempt in range(20):
        task = own.start(lambda: own.run(FOREVER, {}))
        threading.Event().wait(attempt * 0.00015)  # up to 3 ms into the query
        began = time.monotonic()
        own.stop()
        assert time.monotonic() - began < 1, "whoever stops does not wait for the query"
        assert task.wait(PATIENCE), f"cancelled after {attempt * 0.15:.2f} ms, and ran on"
        with pytest.raises(QueryCancelled):
            task.result()
    assert cells(own, own.run("select 42 as a", {})) == [("42",)]


def test_a_new_wish_stops_the_one_before() -> None:
    own = session()
    forever = own.start(lambda: own.run(FOREVER, {}))
    done = own.start(lambda: own.run("select 7 as a", {}))
    assert done.result().rows == 1
    with pytest.raises(QueryCancelled):
        forever.result()


def test_work_that_was_given_up_touches_nothing_of_what_follows() -> None:
    console, goes_on, ended = session(), threading.Event(), threading.Event()

    def slow() -> object:
        goes_on.wait(60)  # as in the engine, where nothing stops it
        return console.listed("keywords")

    given_up = console.start(slow, lambda _: ended.set())
    assert not console.stop()
    temporary = console.start(lambda: console.run("from range(3)", {}))
    assert temporary.result().rows == 3
    kept, used = console.kept.cursor, []
    console.kept.cursor = SimpleNamespace(execute=lambda *_: used.append("used"), interrupt=int)
    goes_on.set()
    assert ended.wait(60)
    assert used == []
    with pytest.raises(QueryCancelled):
        given_up.result()
    console.kept.cursor = kept


def test_a_window_knows_what_it_holds() -> None:
    window = Window(10, (0, 2), (("a", "b"), ("c", None)))
    assert window.holds(range(10, 12), (2,), 100)
    assert window.holds(range(10, 40), (0, 2), 12)
    assert not window.holds(range(9, 11), (0,), 100)
    assert not window.holds(range(10, 12), (1,), 100)
    assert window.row(11) == {0: "c", 2: None}
    assert window.row(12) == {}
    assert window.values(2) == ["b", None]
