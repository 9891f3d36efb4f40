"""Each rule of `caploop check` that is SQL is broken, and says so with the right file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.small import append, at, claim_line, drop, edit, said, tabulate
from tui.corpus import rules
from tui.corpus.read import read_corpus


def claim(claim_id: str, /, **cells: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder, "claims", claim_line(claim_id), **cells)


def row(name: str, line: int, /, **cells: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder, name, line, **cells)


def added(name: str, /, **cells: str) -> Callable[[Path], None]:
    return lambda folder: append(folder, name, **cells)


def without(name: str, line: int) -> Callable[[Path], None]:
    return lambda folder: drop(folder, name, line)


def paragraph(line: int, /, **cells: str) -> Callable[[Path], None]:
    def break_it(folder: Path) -> None:
        tabulate(folder)
        edit(folder, "paragraphs", line, **cells)

    return break_it


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
        added("mechanism_claims", mechanism_id="vendor-loop", claim_id="100-04"),
        "mechanism_claims.csv:3: claim_id: '100-04' is not in claims.csv; did you mean '100-004'?",
    ),
    (
        "references",
        row("entities", 4, parent_id="beto"),
        "entities.csv:4: parent_id: 'beto' is not in entities.csv; did you mean 'beta'?",
    ),
    ("tiers", row("sources", 2, tier="7"), "sources.csv:2: tier: 7 is not between 1 and 5"),
    (
        "known",
        row("sources", 2, published_on="2025-03-04"),
        "sources.csv:2: published_on 2025-03-04 is after known_on 2025-03-01",
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

# Rule, claim, the cells that break it, what is said at the line of the claim.
OF_CLAIMS: list[tuple[str, str, dict[str, str], str]] = [
    (
        "references",
        "100-003",
        {"leg_id": "acme-beta.gpu"},
        "leg_id: 'acme-beta.gpu' is not in legs.csv; did you mean 'acme-beta.gpus'?",
    ),
    (
        "references",
        "200-004",
        {"source_id": "20"},
        "source_id: '20' is not in sources.csv; did you mean '200'?",
    ),
    ("references", "100-004", {"object_id": "gamma"}, "object_id: 'gamma' is not in entities.csv"),
    (
        "subjects",
        "100-004",
        {"deal_id": "acme-beta"},
        "exactly one of leg_id, deal_id and entity_id must be set, here 2 are",
    ),
    (
        "subjects",
        "100-004",
        {"entity_id": ""},
        "exactly one of leg_id, deal_id and entity_id must be set, here 0 are",
    ),
    ("amounts", "100-001", {"high": "-5"}, "high: -5.00 is below zero"),
    (
        "amounts",
        "200-004",
        {"low": "7", "high": "6.5", "bound": "range"},
        "low 7.00 is above high 6.50",
    ),
    ("tiers", "200-005", {"tier": "7"}, "tier: 7 is not between 1 and 6"),
    ("bounds", "200-004", {"bound": ""}, "low, high or unit is set without a bound"),
    ("bounds", "200-004", {"unit": ""}, "bound exact needs a unit"),
    (
        "bounds",
        "200-004",
        {"bound": "about", "low": "19"},
        "bound about needs low and high to be equal",
    ),
    ("bounds", "200-004", {"low": "", "high": ""}, "bound exact needs low and high"),
    ("bounds", "200-004", {"bound": "up_to"}, "bound up_to has high alone"),
    ("bounds", "200-004", {"bound": "more_than"}, "bound more_than has low alone"),
    ("bounds", "200-004", {"bound": "range", "low": ""}, "bound range needs low and high"),
    ("bounds", "200-004", {"bound": "unspecified"}, "bound unspecified has neither low nor high"),
    ("statuses", "200-002", {"status": ""}, "property standing needs a status"),
    ("statuses", "100-001", {"status": "paid"}, "property amount has no status, here paid"),
    ("statuses", "200-003", {"status": "paused"}, "paused is a standing: its property is standing"),
    (
        "statuses",
        "200-002",
        {"status": "binding"},
        "binding is no standing: its property is status",
    ),
    ("statuses", "100-003", {"status": "loi"}, "a milestone is delivered or withdrawn, not loi"),
    (
        "dates",
        "100-003",
        {"valid_from": "2027-01-01"},
        "valid_from 2027-01-01 is after valid_to 2026-06-30",
    ),
    ("dates", "100-003", {"valid_to": "2026-06-29"}, "valid_to 2026-06-29 does not end a half"),
    (
        "dates",
        "100-003",
        {"valid_from": "2026-04-01"},
        "valid_from 2026-04-01 does not begin a half",
    ),
    (
        "dates",
        "100-003",
        {"precision": "year", "valid_to": "2026-12-31", "valid_from": "2026-02-01"},
        "valid_from 2026-02-01 does not begin a year",
    ),
    (
        "dates",
        "100-003",
        {"precision": "quarter", "valid_from": "2026-04-02"},
        "valid_from 2026-04-02 does not begin a quarter",
    ),
    (
        "dates",
        "100-003",
        {"precision": "month", "valid_to": "2026-02-27"},
        "valid_to 2026-02-27 does not end a month",
    ),
    (
        "dates",
        "100-003",
        {"precision": "day"},
        "precision day, but the event falls between 2026-01-01 and 2026-06-30",
    ),
    ("dates", "100-003", {"precision": "none"}, "precision none has no valid dates"),
    ("dates", "100-001", {"precision": "year"}, "precision year needs valid_from or valid_to"),
    (
        "known",
        "100-001",
        {"known_on": "2025-03-02"},
        "known_on: 2025-03-02, but source 100 could be read from 2025-03-01",
    ),
    (
        "known",
        "200-005",
        {"known_on": "2025-06-03"},
        "known_on: 2025-06-03, but the comment is of 2025-06-02",
    ),
    ("voices", "100-001", {"tier": "2"}, "tier: 2, but source 100 has 3"),
    ("voices", "200-004", {"tier": "6"}, "tier: 6, but source 200 has 5"),
    (
        "voices",
        "200-005",
        {"tier": "5", "known_on": "2025-06-01"},
        "tier: 5, but it stands in a reader comment, which is 6",
    ),
    ("reasons", "200-004", {"rank_reason": ""}, "rank deprecated needs a rank_reason"),
    ("joint", "200-004", {"scope": "joint"}, "scope joint needs a joint_id"),
    ("joint", "200-004", {"joint_id": "200-j1"}, "joint_id 200-j1 is set, but the scope is single"),
    (
        "joint",
        "200-004",
        {"joint_id": "200-j1", "scope": "joint"},
        "joint_id 200-j1 is in this row alone",
    ),
]
CASES += [
    (
        "numbers",
        paragraph(6, n="9"),
        "paragraphs.csv:6: source 100: paragraph 9 stands where 5 is due",
    ),
    ("numbers", paragraph(2, digest=""), "paragraphs.csv:2: source 100: paragraph 1 has no text"),
    (
        "numbers",
        paragraph(4, no_claim=""),
        "paragraphs.csv:4: source 100: paragraph 3 is skipped without a reason",
    ),
]
CASES += [(rule, claim(each, **cells), at(each, wrong)) for rule, each, cells, wrong in OF_CLAIMS]


@pytest.mark.parametrize(("rule", "break_it", "expected"), CASES)
def test_a_rule_names_its_breach(
    folder: Path, rule: str, break_it: Callable[[Path], None], expected: str
) -> None:
    break_it(folder)
    found = rules.judge(read_corpus(folder), [rule])
    assert [str(fault) for fault in found.shown] == [expected]


def test_each_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in CASES} == set(rules.names())


def test_a_check_tells_of_many_rules_at_once(folder: Path) -> None:
    """One breach each, where one does not hide or bring about another."""
    breaches = {rule: (break_it, expected) for rule, break_it, expected in CASES}
    apart = (
        "tiers",
        "reasons",
        "leg_status",
        "words",
        "duplicates",
        "subjects",
        "dates",
        "amounts",
    )
    for rule in apart:
        breaches[rule][0](folder)
    found = said(folder)
    for rule in apart:
        assert breaches[rule][1] in found


def test_a_joint_statement_is_of_one_source(folder: Path) -> None:
    edit(folder, "claims", claim_line("200-004"), joint_id="100-j1", scope="joint")
    wrong = "joint_id 100-j1 is in several sources"
    assert said(folder) == [at(each, wrong) for each in ("100-005", "100-006", "200-004")]


def test_a_claim_on_a_deal_competes_with_one_on_its_leg(folder: Path) -> None:
    """A deal's status is one of each of its legs (design, Views 2)."""
    edit(folder, "claims", claim_line("200-003"), deal_id="", leg_id="acme-beta.gpus")
    assert said(folder) == []
    drop(folder, "links", 3)
    wrong = "claim 200-003 competes with 100-002 for one key, and no link tells how"
    assert said(folder) == [at("200-003", wrong)]


@pytest.mark.parametrize(
    "cells", [{"rank": "deprecated", "rank_reason": "x"}, {"stance": "negated"}]
)
def test_what_is_no_belief_does_not_compete(folder: Path, cells: dict[str, str]) -> None:
    drop(folder, "links", 3)
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
