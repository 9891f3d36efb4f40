"""Originals are known by their bytes, and quotes are found in them as printed."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.small_rows import ORIGINALS
from tui.corpus.articles import Attached, attach, find_quote, misplaced, split

SOURCES = {each: hashlib.sha256(text.encode()).hexdigest() for each, text in ORIGINALS.items()}


def test_files_are_matched_by_their_bytes_not_their_names(articles: Path) -> None:
    (articles / "100.txt").rename(articles / "whatever")
    attached = attach(articles, SOURCES)
    assert set(attached.originals) == {"100", "200"}
    assert attached.notes == []
    assert len(attached.originals["100"]) == 5
    assert attached.originals["100"][2] == "Partager cette page"


def test_a_file_of_no_source_is_named_in_one_line(articles: Path) -> None:
    (articles / "shopping.txt").write_text("milk", encoding="utf-8")
    (articles / ".hidden").write_text("x", encoding="utf-8")
    (articles / "folder").mkdir()
    attached = attach(articles, SOURCES)
    assert attached.notes == ["shopping.txt: matches no source, ignored"]
    assert len(attached.originals) == 2


def test_one_changed_byte_is_told_and_not_used(articles: Path) -> None:
    path = articles / "100.txt"
    path.write_bytes(path.read_bytes().replace(b"gros", b"Gros"))
    attached = attach(articles, SOURCES)
    assert attached.notes == ["100.txt: named like source 100, but not the same bytes, ignored"]
    assert set(attached.originals) == {"200"}


def test_another_encoding_is_told_and_not_used(articles: Path) -> None:
    (articles / "200.txt").write_bytes("signé".encode("latin-1"))
    note = "200.txt: not UTF-8 (byte 0xE9 at 5), so not the file that was read, ignored"
    assert attach(articles, SOURCES).notes == [note]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    attached = attach(tmp_path / "gone", SOURCES)
    assert attached.originals == {}
    assert attached.notes == [f"{tmp_path / 'gone'}: No such file or directory"]


def test_names_of_files_do_not_reach_the_terminal_as_they_are(articles: Path) -> None:
    (articles / "a\x1b[2J").write_text("x", encoding="utf-8")
    assert attach(articles, SOURCES).notes == ["a[2J: matches no source, ignored"]


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    assert split("a\n\n \t\u00a0\nb\x1b[2J\r\n\nc") == ["a", "b[2J", "c"]


PARAGRAPH = "L’été, 1\u202f400\u00a0milliards d'e\u0301te\u0301 ; puis 100 et 10 — ﬁn."


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("L'été", "L’été"),
        ("1 400 milliards", "1\u202f400\u00a0milliards"),
        ("1\u00a0400", "1\u202f400"),
        ("d’été", "d'e\u0301te\u0301"),
        ("d'e\u0301te\u0301", "d'e\u0301te\u0301"),
        ("fin", "ﬁn"),
        ("ﬁn", "ﬁn"),
        ("10", "10"),
        (" puis  100 ", "puis 100"),
        ("et 10 — fin", "et 10 — ﬁn"),
    ],
)
def test_a_quote_is_found_where_it_is_printed(quote: str, printed: str) -> None:
    place = find_quote(PARAGRAPH, quote)
    assert place is not None
    assert PARAGRAPH[slice(*place)] == printed


def test_ten_is_not_the_start_of_a_hundred() -> None:
    place = find_quote(PARAGRAPH, "10")
    assert place == (PARAGRAPH.index(" 10 ") + 1, PARAGRAPH.index(" 10 ") + 3)
    assert find_quote("100 milliards", "10") is None
    assert find_quote("100 milliards", "00 milliards") is None


def test_a_whole_word_goes_before_a_part_of_one() -> None:
    assert find_quote("milliards, un milliard", "milliard") == (14, 22)
    assert find_quote("milliards", "milliard") == (0, 8)


@pytest.mark.parametrize("quote", ["", " ", "ete", "l’été", "\u0301", "1400", "10 —  ﬁn !"])
def test_what_is_not_printed_is_not_found(quote: str) -> None:
    assert find_quote(PARAGRAPH.replace("milliards", "").replace("; puis", ""), quote) is None


def test_marks_in_another_order_are_the_same_letter() -> None:
    assert find_quote("a q\u0307\u0323 b", "q\u0323\u0307") == (2, 5)


WORDS = st.text(st.sampled_from("aeégd’'19\u0301\u0323ç"), min_size=1, max_size=5)
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\t"])


@given(st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=8), st.data())
def test_any_whole_words_of_a_paragraph_are_found_however_they_are_typed(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    words = ["x" + word for word, _ in parts]
    paragraph = "".join(word + space for word, (_, space) in zip(words, parts, strict=True))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    compose = data.draw(st.booleans())
    quote = unicodedata.normalize(
        "NFKC" if compose else "NFKD", data.draw(SPACES).join(words[first : last + 1])
    )
    place = find_quote(paragraph, quote.replace("'", "’"))
    assert place is not None
    found = paragraph[slice(*place)]
    assert same(found) == same(quote)


def same(text: str) -> str:
    """The comparison in its own words: NFKC, one apostrophe, one space."""
    return " ".join(unicodedata.normalize("NFKC", text.replace("’", "'")).split())


@given(st.text(), st.text())
def test_hostile_texts_are_found_or_not_and_never_raise(paragraph: str, quote: str) -> None:
    place = find_quote(paragraph, quote)
    if place is not None:
        assert 0 <= place[0] < place[1] <= len(paragraph)


def test_misplaced_quotes_name_claim_and_paragraph() -> None:
    attached = Attached({"100": ["One", "Two words"]}, [])
    quotes = [
        (2, "100-001", "100", 2, "Two words"),
        (3, "100-002", "100", 1, "Two"),
        (4, "100-003", "100", 3, "Three"),
        (5, "200-001", "200", 1, "of a source without original"),
    ]
    assert [str(fault) for fault in misplaced(quotes, attached).shown] == [
        "evidence.csv:3: claim 100-002: 'Two' is not in paragraph 1 of source 100",
        "evidence.csv:4: claim 100-003: source 100 has no paragraph 3",
    ]
