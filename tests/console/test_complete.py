"""What is offered at a cursor, drawn as | in the text."""

import pytest

from tests.console.given import CATALOGUE
from tui.console.complete import Offers, complete, short_type


def offers(text: str) -> Offers:
    return complete(text.replace("|", ""), text.index("|"), CATALOGUE)


def names(text: str, kind: str = "") -> list[str]:
    return [offer.text for offer in offers(text).offers if kind in ("", offer.kind)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("select pay| from legs", "payer_id"),
        ("select l.am| from legs l", "amount"),
        ("select l.| from legs as l", "leg_id"),
        ("select legs.st| from legs", "status"),
        ("select * from le|", "legs"),
        ("select * from legs l join de|", "deals"),
        ("select * from legs, de|", "deals"),
        ("from fl|", "flows"),
        ("from di|", "diff(from_date, to_date)"),
        ("describe le|", "legs"),
        ("with q as (select payer_id as who from legs) select w| from q", "who"),
        ("with qu as (select 1 as one) from q|", "qu"),
        ("select x.| from (select amount * 2 as twice from legs) x", "twice"),
        ("select * from legs where sta|", "status"),
        ("select low| from legs", "lower("),
        ("select le| from legs", "leg_id"),
        ("sel|", "select"),
        ("|", "select"),
        ("select 1; select am| from legs; select 2", "amount"),
        ("select * from legs where amount > (select max(am|) from legs)", "amount"),
        ("select (select d.| from deals d) from legs", "deal_id"),
        ("SELECT PAY| FROM LEGS", "payer_id"),
        ("select a| from flows", '"a b"'),
        ("select l| from legs limit 1", "leg_id"),
        ("select leg_id f| legs", "from"),
        ("select * f|", "from"),
        ("select amount * a| from legs", "amount"),
        ("select lower('A') f|", "from"),
        ("from legs w|", "where"),
        ("from legs where leg_id = 'x' a|", "and"),
        ("from legs l left j|", "join"),
        ("from legs order b|", "by"),
        ("from legs o|", "or"),
        ("from legs FR|", "FROM"),
        ("set variable l|", "lens"),
        ("update legs set am| = 1", "amount"),
        ("insert into legs (st|", "status"),
        ("pivot legs on st|", "status"),
        ("select * from diff('a', 'b') where ch|", "change"),
        ("select tot| from 'my.parquet'", "total"),
        ("select m.| from 'my.parquet' as m", "total"),
        ("from legs join 'my.parquet' m on m.t|", "total"),
    ],
)
def test_the_best_offer(text: str, first: str) -> None:
    assert names(text)[0] == first


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        ("select * from legs where status = '|", ["paid", "binding", "announced"]),
        ("select * from legs where status in ('paid', 'b|", ["binding"]),
        ("select * from legs l where l.status <> 'an|'", ["announced"]),
        ("select * from legs where payer_id = 'n|", ["nvidia"]),
        ("select * from legs where payer_id in ('nvidia', '|", ["nvidia", "openai"]),
        ("set variable lens = 'p|", ["paid"]),
        ("select * from legs where leg_id = '|", []),
        ("select * from '|", []),  # no names of files
        ("copy legs to '/|", []),
        ("select 'a'|", []),
    ],
)
def test_in_quotes_stand_the_values_that_fit(text: str, all_of_them: list[str]) -> None:
    assert names(text) == all_of_them


@pytest.mark.parametrize("text", ["select 1 -- am|", "/* am|", "select 1 /* le| */ from legs"])
def test_a_comment_is_left_alone(text: str) -> None:
    assert names(text) == []


def test_columns_are_of_what_stands_in_from_and_of_nothing_else() -> None:
    assert names("select | from deals", "column") == ["deal_id", "leg_id"]
    assert names("select d.| from legs l, deals d") == ["deal_id", "leg_id"]


def test_an_inner_query_sees_the_outer_one() -> None:
    inner = "select * from legs l where exists (select 1 from deals d where d.leg_id = l.|)"
    assert names(inner) == ["leg_id", "payer_id", "status", "amount"]


def test_aliases_are_offered_and_a_union_has_its_own_sources() -> None:
    assert "l" in names("select | from legs l", "alias")
    assert names("select leg_id from legs union select | from deals", "column") == [
        "deal_id",
        "leg_id",
    ]


def test_an_offer_replaces_what_is_typed_and_says_what_it_is() -> None:
    found = offers("select am| from legs")
    assert (found.start, found.end) == (7, 9)
    assert found.offers[0].about == "bigint $: what was promised"


@pytest.mark.parametrize(
    "text", ["select status| from legs", "SELECT| ", "from legs order by|", "from legs where|"]
)
def test_what_is_typed_in_full_needs_no_offer(text: str) -> None:
    assert names(text) == []


def test_the_shortest_table_is_nearest_to_what_is_typed() -> None:
    assert names("from leg|", "table") == ["legs", "leg_numbers"]


@pytest.mark.parametrize(
    ("kind", "short"),
    [
        ("VARCHAR", "varchar"),
        (STATUS := "ENUM('a', 'b)')", "enum"),
        ("STRUCT(a INTEGER, b VARCHAR[])", "struct"),
        ("STRUCT(a INTEGER)[]", "struct[]"),
        ("MAP(VARCHAR, INTEGER)", "map"),
        ("TIMESTAMP WITH TIME ZONE", "timestamptz"),
        ("DECIMAL(18,2)", "decimal(18,2)"),
        ('"NULL"', "null"),
    ],
)
def test_types_as_a_header_prints_them(kind: str, short: str) -> None:
    assert short_type(kind) == short
