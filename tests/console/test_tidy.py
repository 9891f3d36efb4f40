"""A statement laid out anew says the same."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.shipped import store
from tui.console.lex import tokens
from tui.console.tidy import tidy
from tui.corpus.query import named, names

PIECES = st.sampled_from(
    [
        *(
            "select",
            "from",
            "where",
            "and",
            "or",
            "between",
            "case",
            "end",
            "(",
            ")",
            ",",
            "a",
            "b.c",
        ),
        *("1", "-", "--x\n", "/* y */", "'t'", "::", "int", "join", "left", "=", "<", ">", "union"),
        *("distinct", "[", "]", ":", ";", "order", "by", "$p", "*", "!=", "-1", "||", "\n", " "),
    ]
)


@given(st.lists(PIECES).map(" ".join))
def test_no_token_changes(sql: str) -> None:
    assert [t.text for t in tokens(tidy(sql))] == [t.text for t in tokens(sql)]


@pytest.mark.parametrize("name", names())
def test_a_shipped_query_stays_what_it_is(name: str) -> None:
    sql = named(name).sql
    laid = tidy(sql)
    assert [t.text for t in tokens(laid)] == [t.text for t in tokens(sql)]
    assert len(duckdb.extract_statements(laid)) == 1
    assert tidy(laid) == laid


@pytest.mark.parametrize(
    "operator",
    [
        *("<<", ">>", "<=", ">=", "<>", "==", "!=", "||", "//", "**", "&", "|", "^"),
        *("~~", "!~~", "~~*", "!~~*", "~", "!~", "^@", "&&", "@>", "<@", "<->", "<=>", "->", "->>"),
    ],
)
def test_an_operator_stays_one(operator: str) -> None:
    laid = tidy(f"select a{operator}b from t")
    assert operator in laid
    assert tidy(laid) == laid


def test_clauses_stand_on_lines_of_their_own() -> None:
    sql = (
        "select a, count(*) n from t left join u on t.i=u.i and u.k>1 where a between 1 and 2 and "
        "b in (select x from y where z=1) group by all order by 1"
    )
    assert tidy(sql).split("\n") == [
        "select a, count(*) n",
        "from t",
        "left join u on t.i = u.i",
        "    and u.k > 1",
        "where a between 1 and 2",
        "    and b in (",
        "    select x",
        "    from y",
        "    where z = 1",
        ")",
        "group by all",
        "order by 1",
    ]


def test_the_same_rows() -> None:
    sql = (
        "select 1-1 as a,-1 as b,[1,2,3][2:3] as c, 5 between 1 and 9 and true as d, 'x'||'y' as e"
    )
    assert store().rows(tidy(sql)) == store().rows(sql)
