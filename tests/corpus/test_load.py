"""Files become typed tables or faults with file and line: no traceback, no silent loss."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.corpus.small import append, claim_line, edit, raised, read_faults, swap, write
from tests.corpus.small_rows import ROWS
from tui.corpus.clean import clean
from tui.corpus.faults import Faults, fault, faults, merged
from tui.corpus.load import CorpusError, build, read_corpus
from tui.corpus.store import Store
from tui.corpus.tables import table, tables


def test_a_sound_folder_is_read_without_a_fault(folder: Path) -> None:
    corpus = read_corpus(folder)
    assert corpus.faults == Faults()
    assert set(corpus.frames) == {each.name for each in tables()}
    for name, rows in ROWS.items():
        frame = corpus.frames[name]
        assert frame.columns == ["line", *table(name).names]
        assert frame["line"].to_list() == list(range(2, len(rows) + 2))


def test_cells_have_the_types_of_the_schema(folder: Path) -> None:
    row = read_corpus(folder).frames["claims"].row(claim_line("100-003") - 2, named=True)
    assert row["low"] == Decimal(1000)
    assert row["valid_from"] == date(2026, 1, 1)
    assert row["derived"] is False
    assert (row["tier"], row["unit"], row["term"]) == (3, "mw", "first-gw")
    assert row["deal_id"] is None


def test_an_empty_term_is_the_empty_text(folder: Path) -> None:
    """design.md: '' if there is only one."""
    claims = read_corpus(folder).frames["claims"]
    assert claims["term"].to_list().count("") == 9
    assert claims["term"].null_count() == 0


def test_digests_become_paragraphs(folder: Path) -> None:
    rows = read_corpus(folder).frames["paragraphs"].rows()
    assert rows[2] == (5, "100", 3, "skipped", None, None, "", "site navigation")
    reason = "2 only counts the houses"
    both = "Beta and Acme each sell about 5 billion a year. The 2 are told apart above."
    assert rows[4] == (9, "100", 5, "body", None, None, both, reason)
    assert rows[8][2:7] == (4, "comment", "Zoe", date(2025, 6, 2), "Expects a bad end.")


def test_a_corpus_is_built_into_tables(folder: Path) -> None:
    store = Store.memory()
    build(read_corpus(folder), store)
    for name, rows in ROWS.items():
        assert store.rows(f"SELECT count(*) FROM {name}") == [(len(rows),)]
    assert store.rows("SELECT count(*) FROM paragraphs") == [(9,)]
    assert store.rows("SELECT high FROM claims WHERE claim_id = '100-001'") == [(Decimal(10**11),)]
    assert store.rows("SELECT count(*) FROM versions")[0][0] > 0


def test_a_renamed_column_is_unknown_and_missing(folder: Path) -> None:
    swap(folder / "claims.csv", b",known_on,", b",known,")
    assert read_faults(folder) == [
        "claims.csv:1: the column known_on is missing",
        "claims.csv:1: unknown column 'known'; did you mean known_on?",
    ]


def test_one_bad_line_costs_no_other(folder: Path) -> None:
    """Line numbers stay those of the file, and the id of a broken row is still known."""
    swap(folder / "entities.csv", b"acme,Acme,company,,,", b"acme,Acme,company")
    swap(folder / "entities.csv", b"\nbeta,Beta", b'\n\nbeta,"Beta, ""B"""')
    corpus = read_corpus(folder)
    assert len(corpus.faults.shown) == 2
    rows = corpus.frames["entities"].select("line", "entity_id", "name").rows()
    assert rows == [(2, "acme", None), (4, "beta", 'Beta, "B"'), (5, "beta-cloud", "Beta Cloud")]


def test_files_of_a_spreadsheet_are_read(folder: Path) -> None:
    """A byte order mark, CRLF, booleans in capitals, columns in another order, all quoted."""
    path = folder / "aliases.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    edit(folder, "claims", 2, derived="FALSE")
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "links.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*reversed(table("links").names)], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    corpus = read_corpus(folder)
    assert corpus.faults == Faults()
    assert corpus.frames["aliases"]["alias"].to_list() == ["Acme", "the chip maker"]
    assert corpus.frames["links"]["note"].to_list() == [None, None]
    assert corpus.frames["links"]["claim_a"].to_list() == ["200-001", "200-003"]


def test_hostile_text_is_clean_when_loaded(folder: Path) -> None:
    edit(folder, "entities", 2, name="Ac\x1b]52;c;aGk=\x07me\u202e", note="[/b] \x9b")
    edit(folder, "claims", 4, valid_from="2026-01-01\u200b")
    swap(folder / "digests" / "200.md", "· Zoe ·".encode(), "· Z\x1boe ·".encode())
    corpus = read_corpus(folder)
    assert corpus.faults == Faults()
    assert corpus.frames["entities"].row(0)[2] == "Ac]52;c;aGk=me"
    assert corpus.frames["entities"]["note"][0] == "[/b] "
    assert corpus.frames["paragraphs"]["voice"][8] == "Zoe"


def test_a_fault_is_one_printable_line_whatever_it_quotes(folder: Path) -> None:
    append(folder, "aliases", alias="x", language="\x1b[2J" + "y" * 999, entity_id="a\tb\x07")
    edit(folder, "claims", 4, valid_from="\x1b[2J" + "9" * 999)
    for line in read_faults(folder):
        assert line == clean(line)
        assert "\t" not in line
        assert len(line) < 400


def test_only_the_first_hundred_are_shown_and_all_are_counted(folder: Path) -> None:
    for n in range(250):
        append(folder, "aliases", alias=f"a{n}", language="", entity_id="acme")
    append(folder, "links", claim_a="100-001", relation="likes", claim_b="100-002")
    found = read_corpus(folder).faults
    assert len(found.shown) == 100
    assert found.total == 251
    assert [each.file for each in found.shown].count("links.csv") == 1
    with pytest.raises(CorpusError, match="and 151 more"):
        build(read_corpus(folder), Store.memory())


def test_merged_faults_count_one_that_two_rules_name_once() -> None:
    one, two = fault("a.csv", 2, "wrong"), fault("a.csv", 3, "wrong")
    assert merged([faults([one]), faults([one, two]), Faults()]) == Faults((one, two), 2)


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (
            lambda f: append(f, "entities", entity_id="beta", name="B", kind="unit"),
            "entities.csv:5: entity_id: 'beta' is in line 3 already",
        ),
        (
            lambda f: edit(f, "legs", 2, payer_id="acne"),
            "legs.csv:2: payer_id: 'acne' is not in entities.csv; did you mean 'acme'?",
        ),
        (
            lambda f: edit(f, "claims", claim_line("100-003"), leg_id="no-leg"),
            "claims.csv:4: leg_id: 'no-leg' is not in legs.csv",
        ),
        (
            lambda f: edit(f, "claims", claim_line("100-001"), high="-1"),
            "claims.csv:2: high: -1.00 is below zero",
        ),
        (
            lambda f: edit(f, "claims", claim_line("100-004"), deal_id="acme-beta"),
            "claims.csv:5: exactly one of leg_id, deal_id and entity_id must be set, here 2 are",
        ),
        (
            lambda f: edit(f, "sources", 2, tier="6"),
            "sources.csv:2: tier: 6 is not between 1 and 5",
        ),
    ],
)
def test_what_the_schema_forbids_is_not_loaded(
    folder: Path, break_it: Callable[[Path], None], expected: str
) -> None:
    break_it(folder)
    assert raised(folder) == [expected]


def test_what_only_check_asks_for_is_loaded(folder: Path) -> None:
    edit(folder, "claims", claim_line("200-004"), rank_reason="")
    build(read_corpus(folder), Store.memory())


def test_no_folder_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is not a folder"):
        read_corpus(tmp_path / "nowhere")


def test_a_folder_where_a_file_should_be_is_a_fault(folder: Path) -> None:
    (folder / "links.csv").unlink()
    (folder / "links.csv").mkdir()
    assert read_faults(folder) == ["links.csv:1: the file cannot be read: Is a directory"]


def test_the_helper_writes_what_the_tests_say_it_writes(tmp_path: Path) -> None:
    assert read_faults(write(tmp_path / "again")) == []
