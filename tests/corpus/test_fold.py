"""Folding a text for a search: the macro in SQL and the function in Python say the same."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.fold import TERMS, fold, hits, terms
from tui.corpus.store import HERE, Store

# Code points that a Unicode version older than DuckDB's does not know are neither's fault.
assigned = st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\x00")


@pytest.fixture(scope="module")
def store() -> Store:
    """A database with the macro of the build and nothing else."""
    build = (HERE / "build" / "70_fold.sql").read_text(encoding="utf-8")
    store = Store.memory()
    macro = re.search(r"^CREATE MACRO fold\(.*$", build, re.MULTILINE)
    assert macro is not None
    store.script(macro[0])
    return store


@given(text=st.text(alphabet=assigned, max_size=30))
def test_both_fold_alike(store: Store, text: str) -> None:
    assert store.rows("SELECT fold(?)", [text]) == [(fold(text),)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Créances d’ÉTAT", "creances d'etat"),
        ("10\u202fGW\u00a0!", "10 gw !"),
        ("e\u0301t\u00e9", "ete"),
        ("ŒUVRE", "œuvre"),
        ("한글", "한글"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("concepteur ChatGPT", ["concepteur", "chatgpt"]),
        ('"concepteur de ChatGPT" 2026', ["concepteur de chatgpt", "2026"]),
        ("«À la carte» “b c”", ["a la carte", "b c"]),
        ('"still typing', ["still typing"]),
        ('  ""  ', []),
    ],
)
def test_words_and_phrases(typed: str, wanted: list[str]) -> None:
    assert terms(typed) == wanted


def test_there_are_only_so_many_words() -> None:
    assert len(terms("a b c d e f g h")) == TERMS


@given(
    text=st.text(alphabet="aàbéE\u0301 x日", max_size=30),
    word=st.text("aebx ", min_size=1, max_size=4),
)
def test_what_is_found_folds_to_the_word(text: str, word: str) -> None:
    spans = hits(text, [word])
    assert (word in fold(text)) == bool(spans)
    for start, end in spans:
        assert fold(text[start:end]).startswith(word)
        # No mark is taken from its letter.
        assert end == len(text) or not unicodedata.combining(text[end])
    assert all(a[1] < b[0] for a, b in pairwise(spans))
