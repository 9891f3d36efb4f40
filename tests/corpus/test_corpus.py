"""The shipped corpus as a whole: complete, connected, named, and clean under its own rules."""

import pytest

from tests.corpus.shipped import ARTICLES, DATA, ask, claims
from tui.corpus.check import check

# The paragraphs of each original, skipped ones counted.
SOURCES = {"000": 36, "001": 48, "002": 21, "003": 52, "004": 18}

# What a relation says of its subject and its object.
VOCABULARY = {
    # goods and services
    "supplies", "customer-of", "biggest-customer", "offers", "designs", "uses", "builds",
    # money and shares
    "invests-in", "invests-with", "invites", "holds", "biggest-shareholder", "creditor-of",
    "guarantees", "withdraws-from", "loosens-hold-on", "backed", "shorts",
    # who needs whom: of explores-alternatives the object is who is to be replaced, of turns-to
    # the other supplier
    "depends-on", "limited-to", "needs", "secures-access", "guarantees-access",
    "seeks-capacity-from", "explores-alternatives", "turns-to", "reduces-dependence-on",
    # side by side, or against each other
    "partner-of", "has-partner", "part-of", "competes-with", "substitutes", "slows-growth-of",
    # people, views, law
    "leads", "agrees-with", "aims-at", "confident-in", "doubts", "doubted-by", "investigates",
    "sues",
}  # fmt: skip


def test_every_source_is_harvested() -> None:
    assert len(claims()) >= 200
    counts = {source: sum(row["source_id"] == source for row in claims()) for source in SOURCES}
    assert min(counts.values()) >= 40


def test_every_paragraph_of_the_originals_has_its_digest() -> None:
    rows = ask(
        "SELECT source_id, count(*) AS paragraphs, max(n) AS last FROM paragraphs GROUP BY ALL"
    )
    assert {row["source_id"]: row["paragraphs"] for row in rows} == SOURCES
    assert {row["source_id"]: row["last"] for row in rows} == SOURCES


def test_the_corpus_keeps_its_own_rules() -> None:
    report = check(DATA)
    assert (report.faults, report.total) == ((), 0)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the originals are not there")
def test_every_quote_and_every_figure_stands_where_the_corpus_says() -> None:
    report = check(DATA, ARTICLES)
    assert (report.faults, report.total) == ((), 0)
    assert [count.source_id for count in report.counts] == sorted(SOURCES)
    for count in report.counts:
        assert count.figures is not None and count.covered is not None
        assert count.covered + len(count.excused) >= count.figures


def test_every_paragraph_that_is_no_link_heading_or_quotation_has_a_claim_or_a_reason() -> None:
    rows = ask(
        """SELECT p.source_id, p.n FROM paragraphs AS p
        LEFT JOIN (SELECT DISTINCT c.source_id, e.n FROM evidence AS e
            JOIN claims AS c ON c.claim_id = e.claim_id) AS told
            ON told.source_id = p.source_id AND told.n = p.n
        WHERE told.n IS NULL AND p.no_claim IS NULL
            AND p.role IN ('title', 'body', 'list', 'quote')"""
    )
    # Openings that announce what follows.
    assert [(row["source_id"], row["n"]) for row in rows] == [("003", 32)]


def test_a_relation_is_one_of_a_small_vocabulary() -> None:
    used = {row["term"] for row in claims() if row["property"] == "relation"}
    assert used == VOCABULARY


# --- entities, names -----------------------------------------------------------------------------


def test_every_entity_can_be_reached() -> None:
    rows = ask(
        """SELECT e.entity_id FROM entities AS e
        WHERE e.entity_id NOT IN (SELECT entity_id FROM claims WHERE entity_id IS NOT NULL)
            AND e.entity_id NOT IN (SELECT object_id FROM claims WHERE object_id IS NOT NULL)
            AND e.entity_id NOT IN (SELECT payer_id FROM legs UNION ALL SELECT payee_id FROM legs)
            -- An outlet is a publisher or an origin; whoever is left stands in a statement.
            AND e.name NOT IN (SELECT publisher FROM sources)
            AND NOT EXISTS (FROM claims AS c JOIN aliases AS a ON a.entity_id = e.entity_id
                WHERE contains(coalesce(c.origin, ''), a.alias)
                    OR contains(c.statement, a.alias))"""
    )
    assert rows == []


def test_every_entity_has_names_in_both_languages() -> None:
    rows = ask(
        """SELECT e.entity_id, l.language FROM entities AS e
        CROSS JOIN (VALUES ('en'), ('fr')) AS l (language)
        ANTI JOIN aliases AS a ON a.entity_id = e.entity_id AND a.language = l.language"""
    )
    assert rows == []


@pytest.mark.parametrize(
    ("alias", "entities"),
    [
        ("le concepteur de ChatGPT", {"openai"}),
        ("le géant de Santa Clara", {"nvidia"}),
        ("le fondeur américain", {"nvidia"}),
        ("le groupe", {"nvidia", "amd"}),  # Nvidia in 002, AMD in 004
        ("les géants du cloud", {"cloud-giants"}),
        ("laboratoires d'IA", {"ai-labs"}),
        ("la puissance de calcul", {"compute"}),
        ("the Santa Clara giant", {"nvidia"}),
        ("AWS", {"aws"}),
    ],
)
def test_a_name_or_description_leads_to_its_entity(alias: str, entities: set[str]) -> None:
    rows = ask("SELECT alias, entity_id FROM aliases")
    assert {row["entity_id"] for row in rows if row["alias"] == alias} == entities


def test_units_products_and_people_belong_to_a_company() -> None:
    rows = ask(
        """SELECT e.entity_id FROM entities AS e
        LEFT JOIN entities AS p ON p.entity_id = e.parent_id AND p.kind = 'company'
        WHERE e.kind IN ('unit', 'product', 'person') AND p.entity_id IS NULL"""
    )
    assert [row["entity_id"] for row in rows] == ["jason"]


# --- mechanisms ----------------------------------------------------------------------------------


def test_the_mechanisms_that_the_articles_describe_are_there_and_stated() -> None:
    rows = ask(
        """SELECT m.mechanism_id, count(c.claim_id) AS claims,
            count(DISTINCT c.source_id) AS sources
        FROM mechanisms AS m
        LEFT JOIN mechanism_claims AS s ON s.mechanism_id = m.mechanism_id
        LEFT JOIN claims AS c ON c.claim_id = s.claim_id
        GROUP BY m.mechanism_id"""
    )
    stated = {row["mechanism_id"]: row for row in rows}
    assert stated.keys() >= {
        "vendor-cash-loop",
        "tranches-per-gigawatt",
        "equity-for-purchase",
        "cloud-credits",
        "supplier-as-shareholder",
        "gross-or-net",
        "valuation-feedback",
        "commitment-leverage",
        "supply-limited-demand",
        "commoditisation-of-compute",
    }
    assert 12 <= len(stated) <= 16
    assert min(row["claims"] for row in stated.values()) >= 3
    assert stated["vendor-cash-loop"]["sources"] == 5
