"""Any bytes in a file of the corpus are rows, or faults with their file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.small import edit, raised, read_faults, swap
from tui.corpus.clean import clean
from tui.corpus.csvfile import read_text
from tui.corpus.digests import read_digest
from tui.corpus.faults import merged
from tui.corpus.tables import table

BREACHES: list[tuple[Callable[[Path], object], str]] = [
    (
        lambda f: edit(f, "claims", 4, valid_from="2025-13-01"),
        "claims.csv:4: valid_from: '2025-13-01' is not a date (YYYY-MM-DD)",
    ),
    (
        lambda f: edit(f, "claims", 4, valid_from="2025-1-01"),
        "claims.csv:4: valid_from: '2025-1-01' is not a date (YYYY-MM-DD)",
    ),
    (
        lambda f: edit(f, "claims", 4, low="1e3"),
        "claims.csv:4: low: '1e3' is not a number (digits, at most two decimals)",
    ),
    (
        lambda f: edit(f, "claims", 4, low="1.555"),
        "claims.csv:4: low: '1.555' is not a number (digits, at most two decimals)",
    ),
    (
        lambda f: edit(f, "claims", 4, derived="perhaps"),
        "claims.csv:4: derived: 'perhaps' is not true or false",
    ),
    (
        lambda f: edit(f, "claims", 4, tier="many"),
        "claims.csv:4: tier: 'many' is not a small whole number",
    ),
    (
        lambda f: edit(f, "claims", 4, tier="300"),
        "claims.csv:4: tier: '300' is not a small whole number",
    ),
    (
        lambda f: edit(f, "evidence", 3, n="2.0"),
        "evidence.csv:3: n: '2.0' is not a whole number",
    ),
    (
        lambda f: edit(f, "sources", 3, known_basis="guessed"),
        "sources.csv:3: known_basis: 'guessed' is not one of stated, inferred",
    ),
    (
        lambda f: edit(f, "claims", 5, statement=""),
        "claims.csv:5: statement: is empty, and every row needs one",
    ),
    (
        lambda f: edit(f, "entities", 2, entity_id=""),
        "entities.csv:2: entity_id: is empty, and every row needs one",
    ),
    (lambda f: (f / "links.csv").unlink(), "links.csv:1: the file is missing"),
    (lambda f: (f / "digests" / "200.md").unlink(), "digests/200.md:1: the file is missing"),
    (
        lambda f: (f / "digests" / "300.md").write_text("## 1 body\nx\n", encoding="utf-8"),
        "digests/300.md:1: sources.csv has no source of this id",
    ),
    (
        lambda f: (f / "links.csv").write_bytes(b""),
        "links.csv:1: has no header: its columns are claim_a,relation,claim_b,note",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"alias,language,", b"alias;language;"),
        "aliases.csv:1: has no header: its columns are alias,language,entity_id",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"Acme,fr,acme", b"Acme,fr"),
        "aliases.csv:2: broken row: 2 fields, the header has 3",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"Acme,fr,acme", b"Acme,fr,acme,?"),
        "aliases.csv:2: broken row: 4 fields, the header has 3",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"Acme,fr", b'"Acme,fr'),
        "aliases.csv:2: broken row: a quote is not closed, or stands inside a field",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"Acme,fr", b'"Ac"me,fr'),
        "aliases.csv:2: broken row: a quote is not closed, or stands inside a field",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"Acme,fr", b"\nAcme,fr"),
        "aliases.csv:2: the line is empty",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"the chip", b"the ch\xeep"),
        "aliases.csv:3: byte 0xEE at position 7 is not UTF-8",
    ),
    (
        lambda f: swap(f / "aliases.csv", b"alias,language,", b"alias,language,alias,"),
        "aliases.csv:1: the column alias stands twice",
    ),
    (
        lambda f: edit(f, "sources", 2, source_id="../100"),
        "sources.csv:2: source_id: '../100' names a file: letters, digits, - and _ only",
    ),
    (
        lambda f: swap(f / "digests" / "100.md", b"## 2 body", b"## 7 body"),
        "digests/100.md:3: paragraph 7 stands where 2 is due",
    ),
    (
        lambda f: swap(f / "digests" / "100.md", b"## 2 body", b"## 2 prose"),
        "digests/100.md:3: role: 'prose' is not one of "
        "title, heading, body, list, table, quote, comment, link, skipped",
    ),
    (
        lambda f: swap(f / "digests" / "100.md", b"## 2 body", b"## two"),
        "digests/100.md:3: no paragraph header: write ## n role · voice · date",
    ),
    (
        lambda f: swap(f / "digests" / "200.md", b"2025-06-02", b"2 June"),
        "digests/200.md:7: voice_on: '2 June' is not a date (YYYY-MM-DD)",
    ),
    (
        lambda f: swap(f / "digests" / "200.md", b"Expects a bad end.", b""),
        "digests/200.md:7: paragraph 4 has no text",
    ),
    (
        lambda f: swap(f / "digests" / "100.md", b"site navigation\n", b""),
        "digests/100.md:5: paragraph 3 is skipped without a reason",
    ),
    (
        lambda f: swap(f / "digests" / "100.md", b"## 1 title", b"\nHello\n## 1 title"),
        "digests/100.md:2: text before the first paragraph header (## n role · voice · date)",
    ),
    (
        lambda f: (f / "digests" / "200.md").write_bytes(b""),
        "digests/200.md:1: has no paragraph header (## n role · voice · date)",
    ),
    (
        lambda f: swap(f / "digests" / "100.md", b"a customer", b"a cust\xf4mer"),
        "digests/100.md:4: byte 0xF4 at position 13 is not UTF-8",
    ),
]


@pytest.mark.parametrize(("break_it", "expected"), BREACHES, ids=[case[1] for case in BREACHES])
def test_what_is_wrong_with_a_file_is_named(
    folder: Path, break_it: Callable[[Path], object], expected: str
) -> None:
    break_it(folder)
    assert expected in read_faults(folder)
    assert expected in raised(folder)


FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=8)
ALIASES = table("aliases")


@given(st.lists(st.tuples(FIELD, FIELD, FIELD), max_size=8), st.booleans())
def test_what_the_csv_module_writes_is_read_back(
    rows: list[tuple[str, str, str]], quote_all: bool
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, "unix" if quote_all else "excel", lineterminator="\n")
    writer.writerows([ALIASES.names, *rows])
    read = read_text(file.getvalue().encode(), ALIASES)
    wanted = [tuple(clean(field) or None for field in row) for row in rows]
    assert read.frame.select(ALIASES.names).rows() == wanted
    assert not merged(read.faults)


PIECES = st.sampled_from(
    [
        b",",
        b'"',
        b'""',
        b"\n",
        b"\r\n",
        b"\r",
        b"a",
        b"\xe9",
        b"\xc3\xa9",
        b"\x00",
        b"$",
        b" ",
        b"'",
    ]
)


@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_any_bytes_give_rows_or_faults(body: bytes) -> None:
    """Every line that is not empty is a row with its number, or a fault names the line."""
    read = read_text(b"alias,language,entity_id\n" + body, ALIASES)
    numbers = read.frame["line"].to_list()
    named = {each.line for each in merged(read.faults).shown}
    lines = body.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n") if body else []
    assert numbers == sorted(set(numbers))
    for number, line in enumerate(lines, 2):
        assert number in numbers or number in named or not line
    assert all(number in named for number in read.broken)
    assert set(numbers) <= set(range(2, len(lines) + 2))


@given(st.binary())
def test_any_bytes_at_all_do_not_raise(data: bytes) -> None:
    read_text(data, ALIASES)
    read_digest(data, "100", "digests/100.md")
