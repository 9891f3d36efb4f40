"""The shipped corpus as a whole: complete, connected, named, and clean under its own rules."""

from datetime import date

import pytest

from tests.corpus.shipped import (
    ARTICLES,
    DATA,
    FEBRUARY,
    LATER,
    MARCH,
    OCTOBER,
    Row,
    ask,
    claims,
    linked,
    one,
    shown,
    some,
)
from tui.corpus.check import check

FRAME = "nvidia-openai-2025"
EQUITY, GPUS = f"{FRAME}.equity", f"{FRAME}.gpus"

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


SOURCES = {"000": 36, "001": 48, "002": 21, "003": 52, "004": 18}


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
        WHERE told.n IS NULL AND p.no_claim IS NULL AND p.role IN ('title', 'body', 'list', 'quote')"""
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
                WHERE contains(coalesce(c.origin, ''), a.alias) OR contains(c.statement, a.alias))"""
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
        ("puissance de calcul", {"compute"}),
        ("the Santa Clara giant", {"nvidia"}),
        ("AWS", {"aws"}),
    ],
)
def test_a_name_or_description_leads_to_its_entity(alias: str, entities: set[str]) -> None:
    rows = ask(f"SELECT entity_id FROM aliases WHERE alias ILIKE '%{alias.replace(chr(39), '_')}'")
    assert {row["entity_id"] for row in rows} == entities


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
        """SELECT m.mechanism_id, count(c.claim_id) AS claims, count(DISTINCT c.source_id) AS sources
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


# --- links ---------------------------------------------------------------------------------------

CUSTOMER = {"property_": "relation", "term": "biggest-customer"}
TENSIONS: list[tuple[str, tuple[str, dict[str, object]], str, tuple[str, dict[str, object]]]] = [
    # what is at odds, the later claim, the link, the earlier claim
    (
        "binding or not",
        ("000", {"about": FRAME, "property_": "status", "status": "binding"}),
        "contradicts",
        ("002", {"about": EQUITY, "property_": "opinion", "term": "colossal-commitment"}),
    ),
    (
        "announced, then a memorandum",
        ("000", {"about": FRAME, "property_": "status", "status": "loi"}),
        "supersedes",
        ("002", {"about": FRAME, "property_": "status"}),
    ),
    (
        "solid, then paused",
        ("000", {"about": FRAME, "property_": "standing"}),
        "supersedes",
        ("003", {"about": FRAME, "property_": "opinion", "term": "solid-for-now"}),
    ),
    (
        "paused, then gone",
        ("001", {"about": FRAME, "property_": "standing"}),
        "supersedes",
        ("000", {"about": FRAME, "property_": "standing"}),
    ),
    (
        "100 flat or at most",
        ("001", {"about": EQUITY, "property_": "amount", "tier": 4}),
        "same_origin",
        ("002", {"about": EQUITY, "property_": "amount"}),
    ),
    (
        "the full sum or not",
        ("000", {"about": EQUITY, "property_": "amount", "stance": "negated"}),
        "contradicts",
        ("002", {"about": EQUITY, "property_": "amount"}),
    ),
    (
        "biggest customers or a broad clientele",
        ("001", {"about": "openai", **CUSTOMER}),
        "contradicts",
        ("000", {"about": "nvidia", "property_": "opinion", "term": "broad-customer-base"}),
    ),
    (
        "two biggest customers or a single one",
        ("001", {"about": "anthropic", **CUSTOMER}),
        "contradicts",
        ("003", {"about": "nvidia", "property_": "units", "term": "customers-depended-on"}),
    ),
    (
        "a broad clientele or a single customer",
        ("000", {"about": "nvidia", "property_": "opinion", "term": "broad-customer-base"}),
        "contradicts",
        ("003", {"about": "nvidia", "property_": "units", "term": "customers-depended-on"}),
    ),
    (
        "Anthropic runs on Nvidia or on Trainium",
        ("001", {"about": "nvidia", "property_": "relation", "term": "supplies", "object_id": "anthropic"}),
        "contradicts",
        ("000", {"about": "anthropic", "property_": "relation", "object_id": "trainium"}),
    ),
    (
        "Anthropic runs on Nvidia or on TPU",
        ("001", {"about": "nvidia", "property_": "relation", "term": "supplies", "object_id": "anthropic"}),
        "contradicts",
        ("000", {"about": "anthropic", "property_": "relation", "object_id": "tpu"}),
    ),
    (
        "Nvidia stops investing, or has not stopped",
        ("001", {"about": "nvidia", "property_": "relation", "term": "withdraws-from", "object_id": "openai", "tier": 4}),
        "supersedes",
        ("000", {"about": "nvidia", "property_": "relation", "term": "withdraws-from", "speaker": "Jason", "stance": "negated"}),
    ),
    (
        "Nvidia invests, then probably no more",
        ("001", {"about": "nvidia", "property_": "relation", "term": "invests-in", "object_id": "openai"}),
        "supersedes",
        ("002", {"about": "nvidia", "property_": "relation", "term": "invests-in"}),
    ),
    (
        "virtuous or inflated",
        ("000", {"about": "circular-financing", "property_": "opinion", "term": "inflated-demand"}),
        "contradicts",
        ("002", {"about": FRAME, "property_": "opinion", "term": "virtuous"}),
    ),
    (
        "creditor or shareholder",
        ("000", {"about": "supplier-shareholders", "property_": "relation", "term": "holds"}),
        "contradicts",
        ("000", {"about": "nvidia", "property_": "relation", "term": "creditor-of"}),
    ),
    (
        "recycled 3.5 times over or in part",
        ("004", {"about": GPUS, "property_": "amount"}),
        "contradicts",
        ("002", {"about": EQUITY, "property_": "ratio", "term": "recycled"}),
    ),
    (
        "recycled wholly or in part",
        ("001", {"about": "circular-financing", "property_": "ratio", "term": "recycled"}),
        "contradicts",
        ("002", {"about": EQUITY, "property_": "ratio", "term": "recycled"}),
    ),
    (
        "recycled wholly or 3.5 times over",
        ("001", {"about": "circular-financing", "property_": "ratio", "term": "recycled"}),
        "contradicts",
        ("004", {"about": GPUS, "property_": "amount"}),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("later", "relation", "earlier"), [t[1:] for t in TENSIONS], ids=[t[0] for t in TENSIONS]
)
def test_a_tension_between_the_articles_is_a_link(
    later: tuple[str, dict[str, object]], relation: str, earlier: tuple[str, dict[str, object]]
) -> None:
    a, b = (one(source, **columns) for source, columns in (later, earlier))  # type: ignore[arg-type]
    assert linked(a, relation, b)


def test_conflicts_finds_by_itself_what_the_links_name() -> None:
    found = ask(
        "SELECT earlier, later FROM conflicts WHERE verdict IN ('contradiction', 'revision')", LATER
    )
    named = ask(
        "SELECT claim_a, claim_b FROM links WHERE relation IN ('contradicts', 'supersedes')"
    )
    of = {row["claim_id"]: row for row in claims()}
    expected = {
        (row["claim_b"], row["claim_a"])
        for row in named
        if _comparable(of[row["claim_a"]])
        and _about(of[row["claim_a"]]) == _about(of[row["claim_b"]])
    }
    assert {(row["earlier"], row["later"]) for row in found} == expected
    assert len(expected) == 6


def _about(row: Row) -> tuple[str, ...]:
    return row["about"], row["property"], row["term"]


def _comparable(row: Row) -> bool:
    return row["property"] != "opinion" and row["tier"] <= 5


@pytest.mark.parametrize(
    ("as_of", "pairs"),
    [(date(2025, 10, 5), 0), (OCTOBER, 0), (FEBRUARY, 2), (MARCH, 6)],
)
def test_conflicts_are_there_from_the_day_of_the_later_claim(as_of: date, pairs: int) -> None:
    rows = ask("FROM conflicts WHERE verdict IN ('contradiction', 'revision')", as_of)
    assert len(rows) == pairs


def test_a_claim_that_says_it_again_is_linked_to_one_that_still_competes() -> None:
    rows = ask(
        """SELECT a.claim_id FROM links AS l
        JOIN claims AS a ON a.claim_id = l.claim_a
        WHERE l.relation IN ('same_origin', 'corroborates') AND a.property IN ('amount', 'status', 'capacity')
            AND a.stance IN ('affirmed', 'reported', 'forecast') AND a.tier <= 5
        GROUP BY a.claim_id
        HAVING NOT bool_or(l.claim_b IN (SELECT claim_id FROM versions)
            OR l.claim_b IN (SELECT claim_a FROM links WHERE relation IN ('same_origin', 'corroborates')))"""
    )
    assert rows == []


# --- stories -------------------------------------------------------------------------------------


def test_the_framework_tells_its_story_in_order() -> None:
    rows = shown("leg_story", LATER, leg=EQUITY).rows()
    days = [row["known_on"] for row in rows]
    assert days == sorted(days)
    told = [
        (row["source_id"], row["property"], row["status"], row["stance"])
        for row in rows
        if row["property"] in ("status", "standing") and row["source_id"] in ("002", "004", "003")
    ]
    assert told == [(source, "status", "announced", "affirmed") for source in ("002", "004", "003")]
    later = {(r["source_id"], r["status"], r["stance"], r["speaker"]) for r in rows if r["status"]}
    assert later >= {
        ("000", "binding", "negated", "Jensen Huang"),
        ("000", "loi", "affirmed", "Wall Street Journal author"),
        ("000", "paused", "affirmed", "the media"),
        ("001", "withdrawn", "affirmed", None),
        ("001", "binding", "negated", "Jensen Huang"),
    }
    assert [row["n"] for row in rows if row["source_id"] == "000"] == sorted(
        row["n"] for row in rows if row["source_id"] == "000"
    )


@pytest.mark.parametrize("leg_id", [EQUITY, GPUS])
def test_what_was_believed_of_the_framework_and_until_when(leg_id: str) -> None:
    rows = ask(
        f"""SELECT status::VARCHAR AS status, standing::VARCHAR AS standing,
            min(known_from) AS since, max(known_to) AS until
        FROM leg_versions WHERE leg_id = '{leg_id}' GROUP BY ALL ORDER BY since"""
    )
    assert [tuple(row.values()) for row in rows] == [
        ("announced", "live", date(2025, 10, 5), FEBRUARY),
        ("loi", "paused", FEBRUARY, MARCH),
        ("loi", "withdrawn", MARCH, date(9999, 12, 31)),
    ]


def test_the_deal_of_amd_tells_its_story() -> None:
    rows = shown("leg_story", LATER, leg="amd-openai-2025.shares").rows()
    told = [
        (row["property"], row["term"], row["status"])
        for row in rows
        if not row["property"] == "opinion"
    ]
    assert told == [
        ("status", "", "announced"),
        ("condition", "gpu-purchases", None),
        ("stake", "", None),
        ("condition", "orders", None),
        ("condition", "share-price", None),
        ("valuation", "", None),
    ]
    deliveries = some("004", "amd-openai-2025.gpus-first", "milestone")
    deliveries += some("004", "amd-openai-2025.gpus-rest", "milestone")
    assert [row["low"] for row in deliveries] == [1_000, 5_000]


def test_what_changed_between_october_and_march() -> None:
    rows = ask(f"SELECT leg_id, change::VARCHAR AS change FROM belief_diff('{OCTOBER}', '{MARCH}')")
    change = {row["leg_id"]: row["change"] for row in rows}
    assert change[EQUITY] == change[GPUS] == "vanished"
    assert change["amazon-anthropic.equity"] == "sized"
    assert change["nvidia-openai-2026.equity"] == "appeared"
    assert "nvidia-intel.equity" not in change and "microsoft-openai.equity" not in change
