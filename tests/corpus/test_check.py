"""What `caploop check` says beyond the rules in SQL: originals, figures, counts, many faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.small import append, at, claim_line, edit, said, swap
from tests.corpus.small_rows import DIGESTS, ORIGINALS, ROWS
from tui.corpus.check import SourceCount, check


def test_the_small_corpus_is_clean(folder: Path, articles: Path) -> None:
    report = check(folder, articles)
    assert (report.faults, report.total, report.notes) == ((), 0, ())


def test_quotes_stand_in_their_paragraph(folder: Path, articles: Path) -> None:
    edit(folder, "evidence", 10, quote="signe")
    wrong = "evidence.csv:10: claim 200-003: 'signe' is not in paragraph 2 of source 200"
    assert said(folder, articles) == [wrong]
    assert said(folder) == []


def test_a_digest_has_as_many_paragraphs_as_the_original(folder: Path, articles: Path) -> None:
    with (folder / "digests" / "200.md").open("a", encoding="utf-8") as file:
        file.write("## 5 body\nMore.\n")
    assert said(folder, articles) == ["digests/200.md:1: 5 paragraphs, the original has 4"]


def test_a_figure_of_the_original_has_evidence_or_a_reason(folder: Path, articles: Path) -> None:
    swap(folder / "digests" / "100.md", b"no claim: 2 only", b"no claim: they only")
    wrong = "paragraph 5: the figure 'deux' has no evidence and no reason"
    assert said(folder, articles) == [f"digests/100.md:9: {wrong}"]


def test_a_digest_keeps_the_values_of_its_paragraph(folder: Path, articles: Path) -> None:
    swap(folder / "digests" / "200.md", b"worth 20 billion", b"worth 20 million")
    wrong = "paragraph 3: the figure '20 milliards' is not in the digest"
    assert said(folder, articles) == [f"digests/200.md:5: {wrong}"]


def test_counts_of_each_source(folder: Path, articles: Path) -> None:
    """By hand: 100 billion; first, first, 2026; two, 5 billion - and 100 and 20 billion."""
    of_100 = SourceCount("100", 5, 6, 6, 5, ("paragraph 5: 'deux': 2 only counts the houses",))
    of_200 = SourceCount("200", 4, 5, 2, 2)
    assert check(folder, articles).counts == (of_100, of_200)
    assert str(of_100) == "100: 5 paragraphs, 6 claims, 6 figures, 5 of them covered by claims"
    assert check(folder).counts == (SourceCount("100", 5, 6), SourceCount("200", 4, 5))


def test_the_report_prints_faults_or_else_counts(folder: Path, articles: Path) -> None:
    assert str(check(folder, articles)).splitlines() == [
        "100: 5 paragraphs, 6 claims, 6 figures, 5 of them covered by claims",
        "  without a claim, paragraph 5: 'deux': 2 only counts the houses",
        "200: 4 paragraphs, 5 claims, 2 figures, 2 of them covered by claims",
    ]
    for n in range(101):
        append(folder, "aliases", alias=f"a{n}", language="en", entity_id="nobody")
    (articles / "200.txt").unlink()
    (articles / "notes.txt").write_text("x", encoding="utf-8")
    lines = str(check(folder, articles)).splitlines()
    assert lines[0] == "notes.txt: matches no source, ignored"
    assert lines[1] == "aliases.csv:4: entity_id: 'nobody' is not in entities.csv"
    assert (len(lines), lines[-1]) == (102, "and 1 more")


def test_articles_that_are_not_used_are_noted(folder: Path, articles: Path) -> None:
    (articles / "200.txt").write_bytes(ORIGINALS["200"].encode("latin-1", "replace"))
    report = check(folder, articles)
    assert report.faults == ()
    assert len(report.notes) == 1
    assert report.notes[0].startswith("200.txt: not UTF-8")
    assert report.counts[1].figures is None


def test_ten_faults_at_once_are_all_named(folder: Path, articles: Path) -> None:
    """The ten of the first issue, in one copy; what follows from them may be told besides."""
    edit(folder, "claims", claim_line("100-003"), valid_from="2025-13-01")
    edit(folder, "claims", claim_line("100-004"), object_id="acne")
    append(folder, "entities", entity_id="beta", name="Beta", kind="company")
    edit(folder, "evidence", 11, quote="30 milliards")
    edit(folder, "claims", claim_line("100-001"), high="-100000000000")
    edit(folder, "claims", claim_line("200-002"), stance="afirmed")
    (folder / "mechanisms.csv").unlink()
    swap(folder / "aliases.csv", b"the chip maker,en,acme", b"the chip maker,en")
    swap(folder / "legs.csv", b"chips, first", b"puces dat\xe9es")
    swap(folder / "deals.csv", b"deal_id,title,", b"deal_id,colour,title,")
    swap(folder / "deals.csv", b"\nacme-beta,", b"\nacme-beta,red,")
    swap(folder / "deals.csv", b"\nbeta-lease,", b"\nbeta-lease,blue,")
    found = said(folder, articles)
    for expected in (
        at("100-003", "valid_from: '2025-13-01' is not a date (YYYY-MM-DD)"),
        at("100-004", "object_id: 'acne' is not in entities.csv; did you mean 'acme'?"),
        "entities.csv:5: entity_id: 'beta' is in line 3 already",
        "evidence.csv:11: claim 200-004: '30 milliards' is not in paragraph 3 of source 200",
        at("100-001", "high: -100000000000.00 is below zero"),
        "mechanisms.csv:1: the file is missing",
        "aliases.csv:3: broken row: 2 fields, the header has 3",
        "deals.csv:1: unknown column 'colour'",
    ):
        assert expected in found
    stance = "affirmed, negated, reported, forecast, hypothetical, question, opinion"
    assert at("200-002", f"stance: 'afirmed' is not one of {stance}") in found
    assert [
        each for each in found if re.match(r"legs.csv:3: byte 0xE9 at position \d+ is not", each)
    ]
    assert len(found) <= 12


def test_no_folder_is_one_fault(tmp_path: Path) -> None:
    report = check(tmp_path / "nowhere")
    assert [str(each) for each in report.faults] == [f"{tmp_path / 'nowhere'}:1: is not a folder"]


def test_an_empty_folder_names_each_file(tmp_path: Path) -> None:
    found = said(tmp_path)
    assert len(found) == 10
    assert all(each.endswith(".csv:1: the file is missing") for each in found)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"e", b"\xff"),
        lambda data: data.replace(b",", b'"'),
        lambda data: data.replace(b"\n", b"\x00"),
        lambda data: b"",
    ],
    ids=["cut in half", "another encoding", "quotes", "no lines", "empty"],
)
def test_damage_to_every_file_is_told_and_never_raises(
    folder: Path, articles: Path, damage: Callable[[bytes], bytes]
) -> None:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    for path in paths:
        path.write_bytes(damage(path.read_bytes()))
    report = check(folder, articles)
    assert report.total >= len(report.faults) > 0
    files = {f"{name}.csv" for name in ROWS} | {f"digests/{name}.md" for name in DIGESTS}
    assert {fault.file for fault in report.faults} <= files
