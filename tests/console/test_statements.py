"""Which statements a text holds: as many as the engine finds, and the one that is meant."""

import duckdb
import pytest

from tui.console.statements import at_cursor, error_span, split
from tui.corpus.frame import QueryError

SCRIPT = "-- first\nselect 1;\n\nselect ';' as a; -- behind\n\nselect 3"


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        "",
        "-- only words",
        ";;; select 1 ;;",
        "select $$;$$; select ';' /* ; */; values (1)",
        'select 1 as ";"; from range(3)',
        "create temp table t as select 1; insert into t values (2); from t;",
        "select E'\\';'; select 2",
    ],
)
def test_there_are_as_many_as_the_engine_finds(text: str) -> None:
    assert len(split(text)) == len(duckdb.extract_statements(text))


def test_a_statement_has_its_comments_and_not_its_semicolon() -> None:
    first, second, third = split(SCRIPT)
    assert first.sql == "-- first\nselect 1"
    assert second.sql == "select ';' as a"
    assert SCRIPT[third.start : third.end] == third.sql == "-- behind\n\nselect 3"


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("", "-- first\nselect 1"),
        ("-- first\nselect 1;", "-- first\nselect 1"),  # right behind its semicolon
        ("-- first\nselect 1;\n\nsel", "select ';' as a"),
        ("-- first\nselect 1;\n", "select ';' as a"),  # on an empty line: the next
        (SCRIPT, "-- behind\n\nselect 3"),
        (SCRIPT + "\n\n", "-- behind\n\nselect 3"),  # behind everything: the last
    ],
)
def test_the_statement_at_the_cursor(before: str, wanted: str) -> None:
    text = SCRIPT + "\n\n"
    found = at_cursor(text, len(before))
    assert found is not None
    assert found.sql == wanted


def test_nothing_to_run_is_no_statement() -> None:
    assert at_cursor("-- nothing\n;", 3) is None


@pytest.mark.parametrize(
    ("sql", "position", "marked"),
    [
        ("select nope from t", 7, "nope"),
        ("select 'é', nope", 12, "nope"),
        ("select 1 +", 10, "+"),  # the engine points behind the end
        ("select 1 + -- and", 10, "+"),
        ("select 1", None, None),
    ],
)
def test_an_error_marks_the_word_at_its_place(
    sql: str, position: int | None, marked: str | None
) -> None:
    text = f"select 0; {sql}"
    statement = split(text)[1]
    span = error_span(QueryError("wrong", sql, position), statement)
    assert (text[slice(*span)] if span else None) == marked
