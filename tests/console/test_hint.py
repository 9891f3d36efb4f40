"""What an error suggests: the name that somebody meant, of whichever kind it is."""

from functools import cache

import pytest

from tests.console.given import session
from tui.console.catalogue import Catalogue
from tui.console.hint import advised, warning
from tui.console.read import read_catalogue
from tui.corpus.frame import QueryError

# A statement, and what its hint begins with. The names are those of schema.sql and of the views.
MISTAKES = [
    ("select payr_id from legs", "did you mean payer_id"),
    ("select l.pyer_id from legs l join claims c using (leg_id)", "did you mean payer_id"),
    ("select funded_hgih from dyads", "did you mean funded_high"),
    ("from leg", "did you mean legs"),
    ("select * from nosuch.legs", "did you mean legs?"),
    ("with totals as (select 1 as a) from total", "did you mean totals?"),
    ("from belief_diff", "did you mean belief_diff(from_date, to_date)?"),
    ("from belief_dif(current_date, current_date)", "did you mean belief_diff(from_date, to_date)"),
    ("from dyads()", "dyads is a view: without parentheses"),
    ("select lowr('A')", "did you mean lower(string varchar) → varchar"),
    ("select x.leg_id from legs l", "in FROM there is l"),
    ("select lg.leg_id from legs l1 join legs leg on true", "did you mean leg?"),
    ("from legs where payer_id = openai", "a text stands in single quotes: 'openai'"),
    ('select payer_id from legs where payer_id = "openai"', "a text stands in single quotes"),
    ("select status from legs", "status is a column of "),
    ("selec 1", "did you mean select?"),
    ("select 1 frm legs", "did you mean from?"),
    ("select leg_id from legs wher leg_id = 'x'", "did you mean where?"),
    ("select leg_id from legs order bye leg_id", "did you mean by?"),
    ("select sum(payer_id from legs", "a parenthesis is not closed"),
    ("select 1 +", "something is missing at the end"),
    ("select 'é' as é, payr_id from legs -- (", "did you mean payer_id"),
]


@cache
def catalogue() -> Catalogue:
    return read_catalogue(session())


def failure(sql: str) -> QueryError:
    with pytest.raises(QueryError) as failed:
        session().run(sql, {})
    return failed.value


@pytest.mark.parametrize(("sql", "said"), MISTAKES)
def test_an_error_suggests_what_was_meant(sql: str, said: str) -> None:
    error = failure(sql)
    better = advised(error, catalogue())
    first, second, *_ = better.message.split("\n")
    assert first == error.message.split("\n")[0]
    assert second.startswith(said)
    assert (better.sql, better.position) == (error.sql, error.position)
    assert warning(error, catalogue()) == second


@pytest.mark.parametrize(("sql", "said"), MISTAKES)
def test_what_is_suggested_is_there_once(sql: str, said: str) -> None:
    message = advised(failure(sql), catalogue()).message.lower()
    assert message.count("did you mean") + message.count("candidate") <= 1


def test_every_name_suggested_is_one_of_the_catalogue() -> None:
    for name in catalogue().tables:
        wrong = f"{name[:-1]}q{name[-1]}"
        said = warning(failure(f"from {wrong}"), catalogue())
        assert name in said.lower(), (wrong, said)


@pytest.mark.parametrize(
    "sql",
    [
        "select zzzzz from legs",
        "select cast('x' as int)",
        "select payer_id, count(*) from legs",
        "select 1,, 2",
        "from xyzxyzxyz",
        "select leg_id from legs a join legs b on true",
    ],
)
def test_where_nothing_is_near_the_engine_has_its_say(sql: str) -> None:
    error = failure(sql)
    assert advised(error, catalogue()) is error
    assert warning(error, catalogue()) == error.message.split("\n")[0]
