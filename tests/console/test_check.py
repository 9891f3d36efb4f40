"""What is said of a query while it is typed: names and types, and nothing is worked out."""

import time

import pytest

from tests.console.given import session
from tui.corpus.frame import QueryError


@pytest.mark.parametrize(
    "sql",
    [
        "select levenshtein(repeat('a', 200000), repeat('b', 200000)) as n",
        "select 1 as one limit (select levenshtein(repeat('a', 200000), repeat('b', 200000)))",
        "summarize select levenshtein(repeat('a', 200000), repeat('b', 200000)) as n",
    ],
)
def test_a_check_works_no_constant_out(sql: str) -> None:
    own = session()
    began = time.process_time()
    assert own.check(sql, {}) is None
    # Worked out it takes a minute.
    assert time.process_time() - began < 5
    error = own.check(sql.replace("repeat", "repaet", 1), {})
    assert error is not None and error.position == sql.index("repeat")


@pytest.mark.parametrize(
    "sql", ["describe legs", "show tables", "show all tables", "select 1 as a", "from legs limit 3"]
)
def test_a_check_takes_what_is_right(sql: str) -> None:
    assert session().check(sql, {}) is None


def test_a_check_takes_parameters_and_says_what_does_not_parse() -> None:
    own = session()
    assert (
        own.check("select $n + 1 as d from legs where payer_id = $who", {"n": 1, "who": "x"})
        is None
    )
    # A value is looked at when it runs: until then nothing is worked out.
    with pytest.raises(QueryError, match="DATE"):
        own.run(
            "select $day::date as d from legs where payer_id = $who", {"day": 1, "who": "nvidia"}
        )
    error = own.check("select $n, nope from legs", {"n": 1})
    assert error is not None and error.position == 11
    for sql in ("selec 1", "select 1 +", "describe nowhere"):
        assert own.check(sql, {}) is not None


def test_a_check_finds_wrong_names_and_runs_nothing() -> None:
    own = session()
    error = own.check("select 'é', nope from legs", {})
    assert error is not None and error.position == 12
    assert own.check("select cast('x' as integer) from range(10000000000)", {}) is None
    assert own.check("create temp table nothing as select 1", {}) is None
    with pytest.raises(QueryError):
        own.run("from nothing", {})


@pytest.mark.parametrize(
    ("typed", "values"),
    [("from legs", {}), ("select $n as n from legs", {"n": 1}), ("select nope from legs", {})],
)
def test_what_is_no_query_runs_after_a_check(typed: str, values: dict[str, int]) -> None:
    own = session()
    own.check(typed, values)
    own.run("create temp table mine as from legs", {})
    own.check(typed, values)
    own.run("set variable lens = 'paid'", {})
    assert own.run("select count(*) as n from mine", {}).dials[1] == "paid"
