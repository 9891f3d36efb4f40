"""Tokens of SQL: nothing is lost, and what only looks like an end is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.console.lex import Token, tokens

PIECES = st.sampled_from(
    [
        *("select", "'it''s'", '"a""b"', "-- x\n", "/* y /* z */ */", "$v", "$$q;$$", "1.5e3", " "),
        *(";", ",", "(", ")", "::", "é", "漢", "'", '"', "/*", "$t$", "E'\\'", "a.b", "\t", "\n"),
    ]
)


def kinds(sql: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(sql)]


@given(st.lists(PIECES).map("".join))
def test_tokens_and_the_white_space_between_them_are_the_text(sql: str) -> None:
    at = 0
    for token in tokens(sql):
        assert sql[at : token.start].isspace() or at == token.start
        assert sql[token.start : token.end] == token.text
        assert token.end > token.start
        at = token.end
    assert not sql[at:].strip()


@given(st.lists(PIECES).map("".join))
def test_only_the_last_token_can_be_cut_off(sql: str) -> None:
    assert not any(token.open for token in tokens(sql)[:-1])


@pytest.mark.parametrize(
    "piece",
    ["'it''s; --'", '"a "" ; b"', "/* ; /* ; */ ; */", "$$ ; ' $$", "$tag$ $$ ; $tag$", "E'\\'; '"],
)
def test_a_semicolon_inside_of_something_is_part_of_it(piece: str) -> None:
    assert [text for _, text in kinds(f"{piece} ;")] == [piece, ";"]


def test_a_comment_ends_with_its_line() -> None:
    assert kinds("1 -- '\n2") == [("number", "1"), ("comment", "-- '"), ("number", "2")]


@pytest.mark.parametrize("text", ["'abc", '"abc', "/* abc /* */", "$$ abc", "$x$ abc $$", "E'a\\'"])
def test_what_does_not_end_is_open(text: str) -> None:
    assert tokens(text)[-1].open


def test_parameters_are_told_from_quotes_with_dollars() -> None:
    assert kinds("$leg = $1") == [("parameter", "$leg"), ("sign", "="), ("parameter", "$1")]
    assert kinds("$leg$x$leg$") == [("text", "$leg$x$leg$")]


def test_names_are_compared_without_case_and_quoted_ones_as_spelt() -> None:
    word, name = tokens('Select "My ""x"""')
    assert (word.lower, name.lower) == ("select", 'My "x"')
    assert Token("number", "1", 0, 1).lower == ""
