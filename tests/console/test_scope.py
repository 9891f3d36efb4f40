"""What the text of a statement tells of its columns: the names that the engine gives them."""

import pytest

from tests.console.given import session
from tui.console.about import origins, units
from tui.console.lex import tokens
from tui.console.read import read_catalogue
from tui.console.scope import grouped, output

QUERIES = [
    "select leg_id, payer_id as who, payee_id whom from legs",
    "from legs",
    "select * from legs",
    "select l.* from legs l join deals d on d.deal_id = l.deal_id",
    "select l.leg_id, d.title from legs as l, deals as d",
    "with q as (select leg_id as a, what b from legs) select * from q",
    "with recursive q(n) as (select 1 union all select n + 1 from q where n < 3) select n from q",
    "select a from (select kind as a from legs) as x",
    "select x.* from (select kind as a, what from legs) x",
    "select distinct payer_id from flows where kind = 'equity'",
    "from dyads select vendor_id, funded_high as h",
    "select leg_id from legs union all select deal_id from deals",
    "select e.name, (select count(*) from legs) as n from entities e where e.entity_id in ('a')",
    "values (1, 2)",
]


@pytest.mark.parametrize("sql", QUERIES)
def test_the_names_are_those_of_the_engine(sql: str) -> None:
    own = session()
    catalogue = read_catalogue(own)
    told = [given.name for given in output(grouped(tokens(sql)), catalogue)]
    result = own.run(sql, {})
    if told:
        assert told == list(result.columns)
    for given, name, kind in zip(
        origins(result, catalogue), result.columns, result.types, strict=True
    ):
        assert given.name == name
        if given.origin is not None and given.origin.type:
            assert given.origin.type == kind


def test_a_column_under_another_name_keeps_its_unit() -> None:
    own = session()
    catalogue = read_catalogue(own)
    result = own.run("select vendor_id, funded_high as most, 1 as one from dyads", {})
    given = origins(result, catalogue)
    assert [each.origin.name if each.origin else None for each in given] == [
        "vendor_id",
        "funded_high",
        None,
    ]
    assert units(given) == ["", "$", ""]
    assert given[1].table == "dyads"
