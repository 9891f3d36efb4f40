"""Values of parameters as they are written into a query, and read from it."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.console.parameters import Missing, names, shown, value, values_of, with_values, written

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.dates(date(1000, 1, 1), date(9999, 12, 31)),
    TEXTS,
)


@given(st.one_of(SCALARS, st.lists(SCALARS)))
def test_what_is_written_is_read_back(given_value: object) -> None:
    assert value(shown(given_value)) == given_value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("openai", "openai"),
        ("007", "007"),  # an id, not a number
        ("'12'", "12"),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("2025-10-07", date(2025, 10, 7)),
        ("2025-13-07", "2025-13-07"),
        ("null", None),
        ("TRUE", True),
        ("[nvidia, 'a, b', 3]", ["nvidia", "a, b", 3]),
        ("[]", []),
        ("it's", "it's"),
    ],
)
def test_what_a_written_value_means(text: str, meant: object) -> None:
    assert value(text) == meant
    assert type(value(text)) is type(meant)


@pytest.mark.parametrize(
    "sql",
    [
        "select $a, $b, $a",
        "select '$a', $b -- $c",
        "select $$ $a $$, $x_1",
        'select "$a"',
        "select 1",
    ],
)
def test_the_parameters_are_those_that_the_engine_asks_for(sql: str) -> None:
    (statement,) = duckdb.extract_statements(sql)
    assert set(names(sql)) == statement.named_parameters


def test_values_stand_in_comments_and_a_later_one_wins() -> None:
    text = "-- title\n-- $a = openai\n--$b=2\nselect '-- $c = 3' -- $a = amd"
    assert written(text) == {"a": "amd", "b": 2}


def test_a_statement_takes_its_own_value_then_the_texts_then_the_dials() -> None:
    text = "-- $a = 1\n-- $b = 2\nselect 1;\n-- $a = 3\nselect $a, $b, $lens"
    sql = "-- $a = 3\nselect $a, $b, $lens"
    assert values_of(sql, text, {"lens": "firm"}) == {"a": 3, "b": 2, "lens": "firm"}


def test_a_parameter_without_a_value_is_named() -> None:
    with pytest.raises(Missing, match=r"\$leg"):
        values_of("select $leg", "", {})


def test_values_are_put_behind_the_title() -> None:
    sql = "-- How a leg came to this\nselect $leg"
    put = with_values(sql, {"leg": "amd-openai-1gw"})
    assert put == "-- How a leg came to this\n-- $leg = amd-openai-1gw\nselect $leg"
    assert values_of(put, put, {}) == {"leg": "amd-openai-1gw"}
    assert with_values("select 1", {}) == "select 1"
