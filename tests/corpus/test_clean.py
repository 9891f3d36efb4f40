"""Text from anywhere cannot steer the terminal, and otherwise stays as it is."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.clean import CLEAN_PATTERN, clean, clean_frame
from tui.corpus.store import Store

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2064\ufe0f\ufeff\U000e0041"
)
KEPT = "Où ? « 1\u202f400 milliards » d’e\u0301té\t美投\n[/b] ≤ 😀 \u00a0|"

ANY = st.text() | st.text(st.characters(max_codepoint=0xFF)) | st.text(ZERO_WIDTH + "\u202eab")


def is_unwanted(char: str) -> bool:
    """By the Unicode database: controls but tab and line feed, bidi, separators, surrogates."""
    category = unicodedata.category(char)
    control = category in ("Cc", "Cs", "Zl", "Zp") and char not in "\t\n"
    return control or unicodedata.bidirectional(char) in BIDI or char in ZERO_WIDTH


@given(ANY)
def test_cleaning_takes_out_all_that_is_unwanted(text: str) -> None:
    assert not [char for char in clean(text) if is_unwanted(char)]


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs", "Mc", "Me"])))
def test_letters_figures_and_signs_stay(text: str) -> None:
    wanted = "".join(char for char in text if char not in ZERO_WIDTH)
    assert clean(wanted) == wanted


def test_every_character_of_one_byte_encodings() -> None:
    every = "".join(map(chr, range(0x100)))
    wanted = "\t\n" + "".join(
        map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100)))
    )
    assert clean(every) == wanted


def test_accents_tabs_lines_and_markup_stay() -> None:
    assert clean(KEPT) == KEPT


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b]52;c;aGk=\x07b", "a]52;c;aGk=b"),
        ("a\x9b2Jb", "a2Jb"),
        ("one\r\ntwo\rthree", "one\ntwothree"),
        ("pay \u202e000,1\u202c now", "pay 000,1 now"),
        ("nvi\u200bdia\ufeff", "nvidia"),
        ("\ud800", ""),
    ],
)
def test_terminal_sequences_lose_what_starts_them(text: str, left: str) -> None:
    assert clean(text) == left


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.text(ZERO_WIDTH + "\x1bé")))
def test_a_column_and_the_database_clean_as_the_function_does(texts: list[str]) -> None:
    frame = clean_frame(pl.DataFrame({"t": texts}, schema={"t": pl.String}))
    assert frame["t"].to_list() == [clean(text) for text in texts]


def test_the_pattern_is_one_that_duckdb_reads() -> None:
    store = Store.memory()
    text = "a\x1b[2J\x00\x9b\u202e\ufe0fé\U000e0041\t\n"
    rows = store.rows("SELECT regexp_replace($t, $p, '', 'g')", {"t": text, "p": CLEAN_PATTERN})
    assert rows == [("a[2Jé\t\n",)]


HOSTILE = "x\x1b[2J"
CLEANED = "x[2J"


@pytest.mark.parametrize(
    ("dtype", "value", "left"),
    [
        (pl.String(), HOSTILE, CLEANED),
        (pl.Categorical(), HOSTILE, CLEANED),
        (pl.Enum([HOSTILE]), HOSTILE, CLEANED),
        (pl.List(pl.String()), [HOSTILE, None], [CLEANED, None]),
        (pl.List(pl.List(pl.String())), [[HOSTILE]], [[CLEANED]]),
        (pl.Array(pl.String(), 2), [HOSTILE, "y"], [CLEANED, "y"]),
        (
            pl.Struct({"k": pl.String(), "n": pl.Int8()}),
            {"k": HOSTILE, "n": 1},
            {"k": CLEANED, "n": 1},
        ),
        (pl.Struct({"k\x07": pl.List(pl.String())}), {"k\x07": [HOSTILE]}, {"k": [CLEANED]}),
    ],
)
def test_texts_at_any_depth_are_cleaned(dtype: pl.DataType, value: object, left: object) -> None:
    frame = clean_frame(pl.DataFrame({"v": pl.Series([value, None], dtype=dtype)}))
    assert frame["v"].to_list() == [left, None]


def test_a_map_out_of_the_database_is_cleaned() -> None:
    store = Store.memory()
    store.script("CREATE TABLE t AS SELECT MAP {'a' || chr(27): chr(7) || 'b'} AS m")
    relation = store.cursor(None).sql("FROM t")
    assert clean_frame(pl.DataFrame(relation))["m"].to_list() == [[{"key": "a", "value": "b"}]]


def test_column_names_are_cleaned_and_stay_apart() -> None:
    frame = pl.DataFrame({"a": [1], "a\x1b": [2], "a_2": [3], "\u202e": ["x\x00"]})
    cleaned = clean_frame(frame)
    assert cleaned.columns == ["a", "a_2", "a_2_2", ""]
    assert cleaned.row(0) == (1, 2, 3, "x")


def test_a_clean_frame_comes_back_untouched() -> None:
    frame = pl.DataFrame(
        {"t": ["é", None], "c": pl.Series(["u", "v"], dtype=pl.Categorical()), "n": [1.5, None]}
    )
    cleaned = clean_frame(frame)
    assert cleaned.equals(frame)
    assert cleaned.schema == frame.schema
    assert clean_frame(pl.DataFrame()).equals(pl.DataFrame())
