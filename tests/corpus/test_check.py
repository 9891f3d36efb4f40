"""Each rule of `caploop check` is broken once, and says so with the right file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.small import DIGESTS, ORIGINALS, ROWS, append, claim_line, edit, swap
from tui.corpus import rules
from tui.corpus.check import SourceCount, check
from tui.corpus.read import read_corpus

LEG = {"leg_id": "acme-beta.gpus", "deal_id": "", "entity_id": "", "object_id": ""}


def at(claim_id: str, message: str) -> str:
    return f"claims.csv:{claim_line(claim_id)}: {message}"


def claim(claim_id: str, /, **cells: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder, "claims", claim_line(claim_id), **cells)


def row(name: str, line: int, /, **cells: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder, name, line, **cells)


def added(name: str, /, **cells: str) -> Callable[[Path], None]:
    return lambda folder: append(folder, name, **cells)


def without(name: str, line: int) -> Callable[[Path], None]:
    def drop(folder: Path) -> None:
        lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        del lines[line - 1]
        (folder / f"{name}.csv").write_text("".join(lines), encoding="utf-8")

    return drop


CASES: list[tuple[str, Callable[[Path], None], str]] = [
    (
        "duplicates",
        added("entities", entity_id="acme", name="Acme again", kind="company"),
        "entities.csv:5: entity_id: 'acme' is in line 2 already",
    ),
    (
        "duplicates",
        added("links", claim_a="200-003", relation="supersedes", claim_b="100-002"),
        "links.csv:4: claim_a, relation, claim_b: "
        "'200-003, supersedes, 100-002' is in line 3 already",
    ),
    (
        "references",
        row("legs", 2, payee_id="betta"),
        "legs.csv:2: payee_id: 'betta' is not in entities.csv; did you mean 'beta'?",
    ),
    (
        "references",
        row("legs", 4, deal_id="xyz"),
        "legs.csv:4: deal_id: 'xyz' is not in deals.csv",
    ),
    (
        "references",
        claim("100-003", leg_id="acme-beta.gpu"),
        at("100-003", "leg_id: 'acme-beta.gpu' is not in legs.csv; did you mean 'acme-beta.gpus'?"),
    ),
    (
        "references",
        claim("200-004", source_id="20"),
        at("200-004", "source_id: '20' is not in sources.csv; did you mean '200'?"),
    ),
    (
        "references",
        claim("100-004", object_id="gamma"),
        at("100-004", "object_id: 'gamma' is not in entities.csv"),
    ),
    (
        "references",
        added("mechanism_claims", mechanism_id="vendor-loop", claim_id="100-04"),
        "mechanism_claims.csv:3: claim_id: '100-04' is not in claims.csv; did you mean '100-004'?",
    ),
    (
        "references",
        row("entities", 4, parent_id="beto"),
        "entities.csv:4: parent_id: 'beto' is not in entities.csv; did you mean 'beta'?",
    ),
    (
        "subjects",
        claim("100-004", deal_id="acme-beta"),
        at("100-004", "exactly one of leg_id, deal_id and entity_id must be set, here 2 are"),
    ),
    (
        "subjects",
        claim("100-004", entity_id=""),
        at("100-004", "exactly one of leg_id, deal_id and entity_id must be set, here 0 are"),
    ),
    ("amounts", claim("100-001", high="-5"), at("100-001", "high: -5.00 is below zero")),
    (
        "amounts",
        claim("200-004", low="7", high="6.5", bound="range"),
        at("200-004", "low 7.00 is above high 6.50"),
    ),
    ("tiers", row("sources", 2, tier="7"), "sources.csv:2: tier: 7 is not between 1 and 5"),
    ("tiers", claim("200-005", tier="7"), at("200-005", "tier: 7 is not between 1 and 6")),
    (
        "bounds",
        claim("200-004", bound=""),
        at("200-004", "low, high or unit is set without a bound"),
    ),
    ("bounds", claim("200-004", unit=""), at("200-004", "bound exact needs a unit")),
    (
        "bounds",
        claim("200-004", bound="about", low="19"),
        at("200-004", "bound about needs low and high to be equal"),
    ),
    (
        "bounds",
        claim("200-004", low="", high=""),
        at("200-004", "bound exact needs low and high"),
    ),
    ("bounds", claim("200-004", bound="up_to"), at("200-004", "bound up_to has high alone")),
    (
        "bounds",
        claim("200-004", bound="more_than"),
        at("200-004", "bound more_than has low alone"),
    ),
    (
        "bounds",
        claim("200-004", bound="range", low=""),
        at("200-004", "bound range needs low and high"),
    ),
    (
        "bounds",
        claim("200-004", bound="unspecified"),
        at("200-004", "bound unspecified has neither low nor high"),
    ),
    ("statuses", claim("200-002", status=""), at("200-002", "property standing needs a status")),
    (
        "statuses",
        claim("100-001", status="paid"),
        at("100-001", "property amount has no status, here paid"),
    ),
    (
        "statuses",
        claim("200-003", status="paused"),
        at("200-003", "paused is a standing: its property is standing"),
    ),
    (
        "statuses",
        claim("200-002", status="binding"),
        at("200-002", "binding is no standing: its property is status"),
    ),
    (
        "statuses",
        claim("100-003", status="loi"),
        at("100-003", "a milestone is delivered or withdrawn, not loi"),
    ),
    (
        "dates",
        claim("100-003", valid_from="2027-01-01"),
        at("100-003", "valid_from 2027-01-01 is after valid_to 2026-06-30"),
    ),
    (
        "dates",
        claim("100-003", valid_to="2026-06-29"),
        at("100-003", "valid_to 2026-06-29 does not end a half"),
    ),
    (
        "dates",
        claim("100-003", valid_from="2026-04-01"),
        at("100-003", "valid_from 2026-04-01 does not begin a half"),
    ),
    (
        "dates",
        claim("100-003", precision="year", valid_to="2026-12-31", valid_from="2026-02-01"),
        at("100-003", "valid_from 2026-02-01 does not begin a year"),
    ),
    (
        "dates",
        claim("100-003", precision="quarter", valid_from="2026-04-02"),
        at("100-003", "valid_from 2026-04-02 does not begin a quarter"),
    ),
    (
        "dates",
        claim("100-003", precision="month", valid_to="2026-02-27"),
        at("100-003", "valid_to 2026-02-27 does not end a month"),
    ),
    (
        "dates",
        claim("100-003", precision="day"),
        at("100-003", "precision day, but the event falls between 2026-01-01 and 2026-06-30"),
    ),
    (
        "dates",
        claim("100-003", precision="none"),
        at("100-003", "precision none has no valid dates"),
    ),
    (
        "dates",
        claim("100-001", precision="year"),
        at("100-001", "precision year needs valid_from or valid_to"),
    ),
    (
        "known",
        claim("100-001", known_on="2025-03-02"),
        at("100-001", "known_on: 2025-03-02, but source 100 could be read from 2025-03-01"),
    ),
    (
        "known",
        claim("200-005", known_on="2025-06-03"),
        at("200-005", "known_on: 2025-06-03, but the comment is of 2025-06-02"),
    ),
    (
        "known",
        row("sources", 2, published_on="2025-03-04"),
        "sources.csv:2: published_on 2025-03-04 is after known_on 2025-03-01",
    ),
    ("voices", claim("100-001", tier="2"), at("100-001", "tier: 2, but source 100 has 3")),
    ("voices", claim("200-004", tier="6"), at("200-004", "tier: 6, but source 200 has 5")),
    (
        "voices",
        claim("200-005", tier="5", known_on="2025-06-01"),
        at("200-005", "tier: 5, but it stands in a reader comment, which is 6"),
    ),
    (
        "leg_status",
        row("deals", 3, note=""),
        "legs.csv:4: leg beta-lease.rent has no status claim",
    ),
    ("evidence", without("evidence", 11), at("200-004", "claim 200-004 has no evidence")),
    (
        "places",
        row("evidence", 11, n="9"),
        "evidence.csv:11: claim 200-004: source 200 has no paragraph 9",
    ),
    (
        "places",
        row("evidence", 2, n="3"),
        "evidence.csv:2: claim 100-001: paragraph 3 of source 100 is skipped",
    ),
    (
        "words",
        row("evidence", 3, quote="a b c\u00a0d e f g"),
        "evidence.csv:3: claim 100-002: a quote of 7 words, six at most",
    ),
    (
        "reasons",
        claim("200-004", rank_reason=""),
        at("200-004", "rank deprecated needs a rank_reason"),
    ),
    (
        "joint",
        claim("200-004", scope="joint"),
        at("200-004", "scope joint needs a joint_id"),
    ),
    (
        "joint",
        claim("200-004", joint_id="200-j1"),
        at("200-004", "joint_id 200-j1 is set, but the scope is single"),
    ),
    (
        "joint",
        claim("200-004", joint_id="200-j1", scope="joint"),
        at("200-004", "joint_id 200-j1 is in this row alone"),
    ),
    (
        "links",
        added("links", claim_a="100-001", relation="contradicts", claim_b="200-004"),
        "links.csv:4: claim_a 100-001 is known on 2025-03-01, before claim_b 200-004 on 2025-06-01",
    ),
    (
        "links",
        added("links", claim_a="100-001", relation="contradicts", claim_b="100-001"),
        "links.csv:4: claim 100-001 is linked to itself",
    ),
    (
        "competing",
        without("links", 3),
        at("200-003", "claim 200-003 competes with 100-002 for one key, and no link tells how"),
    ),
    (
        "twins",
        claim("200-002", property="status", status="loi"),
        at(
            "200-003",
            "claim 200-003 says what 200-002 says: "
            "same source, key, bounds, status, stance and voice",
        ),
    ),
]


def said(folder: Path, articles: Path | None = None) -> list[str]:
    return [str(fault) for fault in check(folder, articles).faults]


def test_the_small_corpus_is_clean(folder: Path, articles: Path) -> None:
    report = check(folder, articles)
    assert (report.faults, report.total, report.notes) == ((), 0, ())


@pytest.mark.parametrize(("rule", "break_it", "expected"), CASES)
def test_a_rule_names_its_breach(
    folder: Path, rule: str, break_it: Callable[[Path], None], expected: str
) -> None:
    break_it(folder)
    found = rules.judge(read_corpus(folder), [rule])
    assert [str(fault) for fault in found.shown] == [expected]
    assert expected in said(folder)


def test_each_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in CASES} == set(rules.names())


@pytest.mark.parametrize(
    "break_it",
    [case[1] for case in CASES if case[0] in ("amounts", "words", "reasons", "leg_status")],
)
def test_one_breach_is_one_fault(folder: Path, break_it: Callable[[Path], None]) -> None:
    break_it(folder)
    assert len(said(folder)) == 1


def test_a_joint_statement_is_of_one_source(folder: Path) -> None:
    edit(folder, "claims", claim_line("200-004"), joint_id="100-j1", scope="joint")
    wrong = "joint_id 100-j1 is in several sources"
    assert said(folder) == [at(each, wrong) for each in ("100-005", "100-006", "200-004")]


def test_a_claim_on_a_deal_competes_with_one_on_its_leg(folder: Path) -> None:
    """A deal's status is one of each of its legs (design, Views 2)."""
    edit(folder, "claims", claim_line("200-003"), deal_id="", leg_id="acme-beta.gpus")
    assert said(folder) == []
    without("links", 3)(folder)
    wrong = "claim 200-003 competes with 100-002 for one key, and no link tells how"
    assert said(folder) == [at("200-003", wrong)]


@pytest.mark.parametrize(
    "cells", [{"rank": "deprecated", "rank_reason": "x"}, {"stance": "negated"}]
)
def test_what_is_no_belief_does_not_compete(folder: Path, cells: dict[str, str]) -> None:
    without("links", 3)(folder)
    edit(folder, "claims", claim_line("200-003"), **cells)
    assert said(folder) == []


@pytest.mark.parametrize(("linked_to", "faults"), [("100-002", 0), ("200-003", 0), ("", 1)])
def test_a_third_source_is_linked_to_either_before_it(
    folder: Path, linked_to: str, faults: int
) -> None:
    third = {"known_on": "2025-09-01", "tier": "2"}
    named = {"title": "Signed", "publisher": "Acme", "language": "en", "kind": "press_release"}
    append(folder, "sources", source_id="300", known_basis="stated", sha256="0", **named, **third)
    (folder / "digests" / "300.md").write_text("## 1 body\nSigned for good.\n", encoding="utf-8")
    signed = {"deal_id": "acme-beta", "property": "status", "status": "binding"}
    said_so = {"stance": "affirmed", "attribution": "document", "statement": "It has been signed."}
    plain = {"scope": "single", "derived": "false", "precision": "none", "rank": "normal"}
    append(
        folder, "claims", claim_id="300-001", source_id="300", **signed, **said_so, **plain, **third
    )
    append(folder, "evidence", claim_id="300-001", n="1", quote="signed")
    if linked_to:
        append(folder, "links", claim_a="300-001", relation="supersedes", claim_b=linked_to)
    wrong = "claim 300-001 competes with 100-002 for one key, and no link tells how"
    assert said(folder) == [f"claims.csv:13: {wrong}"] * faults


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
