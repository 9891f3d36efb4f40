"""How the claims of the shipped corpus stand to each other, and the stories that they tell."""

from datetime import date

import pytest

from tests.corpus.shipped import (
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

FRAME = "nvidia-openai-2025"
EQUITY, GPUS = f"{FRAME}.equity", f"{FRAME}.gpus"
JOURNAL = "Wall Street Journal author"

Pick = tuple[str, str, str, dict[str, object]]
COMMITMENT: Pick = ("002", EQUITY, "opinion", {"term": "colossal-commitment"})
SUM: Pick = ("002", EQUITY, "amount", {})
BROAD: Pick = ("000", "nvidia", "opinion", {"term": "broad-customer-base"})
SINGLE: Pick = ("003", "nvidia", "units", {"term": "customers-depended-on"})
LABS_FIRST: Pick = ("001", "openai", "relation", {"term": "biggest-customer"})
LABS_SECOND: Pick = ("001", "anthropic", "relation", {"term": "biggest-customer"})
TO_CLAUDE: Pick = ("001", "nvidia", "relation", {"term": "supplies", "object_id": "anthropic"})
ON_TRAINIUM: Pick = ("000", "anthropic", "relation", {"object_id": "trainium"})
ON_TPU: Pick = ("000", "anthropic", "relation", {"object_id": "tpu"})
PAUSED: Pick = ("000", FRAME, "standing", {})
LEAVES: dict[str, object] = {"term": "withdraws-from", "object_id": "openai"}
LEFT: Pick = ("001", "nvidia", "relation", {**LEAVES, "tier": 4})
NOT_LEFT: Pick = ("000", "nvidia", "relation", {**LEAVES, "speaker": "Jason", "stance": "negated"})
INVESTS: dict[str, object] = {"term": "invests-in", "object_id": "openai"}
IN_PART: Pick = ("002", EQUITY, "ratio", {"term": "recycled"})
WHOLLY: Pick = ("001", "circular-financing", "ratio", {"term": "recycled"})
ORDERS: Pick = ("004", GPUS, "amount", {})

# What is at odds: the later claim, the link, the earlier claim.
TENSIONS: dict[str, tuple[Pick, str, Pick]] = {
    "binding or not": (
        ("000", FRAME, "status", {"status": "binding"}),
        "contradicts",
        COMMITMENT,
    ),
    "announced, then a memorandum": (
        ("000", FRAME, "status", {"status": "loi", "speaker": JOURNAL}),
        "supersedes",
        ("002", FRAME, "status", {}),
    ),
    "nothing finalised, or a stake obtained": (
        ("001", FRAME, "status", {"status": "binding", "speaker": None}),
        "contradicts",
        ("004", "nvidia", "relation", {"term": "holds", "object_id": "openai"}),
    ),
    "solid, then paused": (
        PAUSED,
        "supersedes",
        ("003", FRAME, "opinion", {"term": "solid-for-now"}),
    ),
    "paused, then gone": (("001", FRAME, "standing", {}), "supersedes", PAUSED),
    "100 flat or at most": (("001", EQUITY, "amount", {"tier": 4}), "same_origin", SUM),
    "the full sum or not": (("000", EQUITY, "amount", {"stance": "negated"}), "contradicts", SUM),
    "biggest customers or a broad clientele": (LABS_FIRST, "contradicts", BROAD),
    "two biggest customers or a single one": (LABS_SECOND, "contradicts", SINGLE),
    "a broad clientele or a single customer": (BROAD, "contradicts", SINGLE),
    "Anthropic runs on Nvidia or on Trainium": (TO_CLAUDE, "contradicts", ON_TRAINIUM),
    "Anthropic runs on Nvidia or on TPU": (TO_CLAUDE, "contradicts", ON_TPU),
    "Nvidia stops investing or has not stopped": (LEFT, "supersedes", NOT_LEFT),
    "Nvidia invests, then probably no more": (
        ("001", "nvidia", "relation", INVESTS),
        "supersedes",
        ("002", "nvidia", "relation", INVESTS),
    ),
    "virtuous or inflated": (
        ("000", "circular-financing", "opinion", {"term": "inflated-demand"}),
        "contradicts",
        ("002", FRAME, "opinion", {"term": "virtuous"}),
    ),
    "creditor or shareholder": (
        ("000", "supplier-shareholders", "relation", {"term": "holds"}),
        "contradicts",
        ("000", "nvidia", "relation", {"term": "creditor-of"}),
    ),
    "recycled 3.5 times over or in part": (ORDERS, "contradicts", IN_PART),
    "recycled wholly or in part": (WHOLLY, "contradicts", IN_PART),
    "recycled wholly or 3.5 times over": (WHOLLY, "contradicts", ORDERS),
}


@pytest.mark.parametrize("tension", TENSIONS)
def test_a_tension_between_the_articles_is_a_link(tension: str) -> None:
    later, relation, earlier = TENSIONS[tension]
    assert linked(_picked(later), relation, _picked(earlier))


def _picked(pick: Pick) -> Row:
    source, about, property_, columns = pick
    return one(source, about, property_, **columns)


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
    return bool(row["property"] != "opinion" and row["tier"] <= 5)


@pytest.mark.parametrize(
    ("as_of", "pairs"),
    [(date(2025, 10, 5), 0), (OCTOBER, 0), (FEBRUARY, 2), (MARCH, 6)],
)
def test_conflicts_are_there_from_the_day_of_the_later_claim(as_of: date, pairs: int) -> None:
    rows = ask("FROM conflicts WHERE verdict IN ('contradiction', 'revision')", as_of)
    assert len(rows) == pairs


def test_a_claim_that_says_it_again_leads_to_one_that_is_believed() -> None:
    # By way of other retellings, if need be; opinions and what no one believes are left out.
    told = {
        (row["claim_a"], row["claim_b"])
        for row in ask(
            """SELECT claim_a, claim_b FROM links JOIN claims AS a ON a.claim_id = claim_a
            WHERE relation IN ('same_origin', 'corroborates') AND a.property <> 'opinion'
                AND a.stance IN ('affirmed', 'reported', 'forecast') AND a.tier <= 5"""
        )
    }
    believed = {row["claim_id"] for row in ask("SELECT DISTINCT claim_id FROM versions")}
    reached = set(believed)
    while more := {a for a, b in told if b in reached} - reached:
        reached |= more
    assert {a for a, _ in told} <= reached


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
        ("000", "loi", "affirmed", JOURNAL),
        ("000", "loi", "affirmed", "Jason"),
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
        if row["property"] != "opinion"
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
