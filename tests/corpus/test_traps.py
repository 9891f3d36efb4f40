"""The traps of the five articles, each with what a careful reader of the article writes down."""

from datetime import date, timedelta

import pytest

from tests.corpus.shipped import (
    BILLION,
    FEBRUARY,
    LATER,
    MARCH,
    OCTOBER,
    Row,
    ask,
    claims,
    linked,
    one,
    some,
)

FRAME = "nvidia-openai-2025"
EQUITY, GPUS = f"{FRAME}.equity", f"{FRAME}.gpus"
FIRST = "amd-openai-2025.gpus-first"

# --- hedges


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [("002", {1, 2, 4}), ("004", {3, 12}), ("003", {1, 2, 3, 7, 14, 52}), ("000", {10, 11})],
)
def test_a_figure_that_drops_its_hedge_in_the_same_article_is_one_claim(
    source: str, paragraphs: set[int]
) -> None:
    claim = one(source, EQUITY, "amount", stance="affirmed")
    rows = ask(f"SELECT n FROM evidence WHERE claim_id = '{claim['claim_id']}'")
    assert {row["n"] for row in rows} == paragraphs
    assert claim["bound"] == "up_to"


def test_a_later_article_that_drops_the_hedge_does_not_make_the_sum_firmer() -> None:
    flat = one("001", EQUITY, "amount", tier=4)
    assert linked(flat, "same_origin", one("002", EQUITY, "amount"))
    assert _amount(EQUITY, MARCH) == (None, 100 * BILLION, "up_to")
    assert linked(
        one("001", "microsoft-openai.equity", "amount"),
        "same_origin",
        one("004", "microsoft-openai.equity", "amount"),
    )
    assert _amount("microsoft-openai.equity", MARCH) == (13 * BILLION, 13 * BILLION, "about")


def _amount(leg_id: str, as_of: date) -> tuple[int | None, int | None, str | None]:
    sql = (
        f"SELECT amount_low, amount_high, amount_bound FROM current_legs WHERE leg_id = '{leg_id}'"
    )
    (row,) = ask(sql, as_of)
    return row["amount_low"], row["amount_high"], row["amount_bound"]


# --- reader comments, navigation, spam -----------------------------------------------------------


def test_comments_have_tier_6_and_are_no_belief() -> None:
    comments = [row for row in claims() if row["tier"] == 6]
    assert {row["speaker"] for row in comments} == {"vanquish", "Anselme45", "Eric80"}
    assert {row["source_id"] for row in comments} == {"001"}
    assert not ask("SELECT * FROM versions WHERE tier = 6")


def test_the_loop_of_100_that_a_comment_repeats_stays_a_supposition_in_a_comment() -> None:
    comment = one("001", EQUITY, "amount", tier=6)
    assert (comment["speaker"], comment["stance"]) == ("vanquish", "hypothetical")
    assert comment["high"] == 100 * BILLION
    (row,) = ask(f"SELECT told_by, best_tier FROM leg_evidence WHERE leg_id = '{EQUITY}'")
    assert row["best_tier"] == 3


def test_comment_paragraphs_have_the_commenter_and_the_day() -> None:
    rows = ask(
        "SELECT n, voice, voice_on FROM paragraphs WHERE source_id = '001' AND role = 'comment'"
    )
    assert {row["voice"] for row in rows} == {"vanquish", "Anselme45", "Eric80"}
    assert {row["voice_on"] for row in rows} == {date(2026, 3, 5)}


def test_spam_and_navigation_are_skipped_with_a_reason() -> None:
    rows = ask("SELECT n, no_claim FROM paragraphs WHERE source_id = '002' AND role = 'skipped'")
    assert {row["n"] for row in rows} == {19, 20, 21}
    assert {row["n"]: row["no_claim"] for row in rows}[21] == "spam"
    assert not ask(
        """SELECT e.claim_id FROM evidence AS e
        JOIN claims AS c ON c.claim_id = e.claim_id
        JOIN paragraphs AS p ON p.source_id = c.source_id AND p.n = e.n
        WHERE p.role = 'skipped'"""
    )


# --- 001: a headline beyond its text, a text that breaks off, stale figures -----------------------


def test_the_headline_of_001_is_kept_apart_from_the_weaker_text() -> None:
    headline, text = some("001", "nvidia", "relation", term="invests-in", object_id="ai-labs")
    assert (headline["stance"], headline["speaker"]) == ("negated", None)
    assert (text["stance"], text["speaker"]) == ("negated", "Jensen Huang")
    assert "probably" in text["statement"]
    assert linked(headline, "same_origin", text)


def test_the_text_of_001_breaks_off_and_no_one_finishes_it() -> None:
    unfinished = one("001", "jensen-huang", "opinion", term="unfinished")
    assert unfinished["stance"] == "hypothetical"
    (row,) = ask(f"SELECT n FROM evidence WHERE claim_id = '{unfinished['claim_id']}'")
    assert row["n"] == 12


def test_a_valuation_that_was_stale_when_printed_is_deprecated_with_its_reason() -> None:
    stale = one("001", "openai", "valuation")
    assert stale["rank"] == "deprecated"
    assert "500 billion" in stale["rank_reason"] and "730 billion" in stale["rank_reason"]
    assert [row["claim_id"] for row in claims() if row["rank"] == "deprecated"] == [
        stale["claim_id"]
    ]
    assert not ask(f"SELECT * FROM versions WHERE claim_id = '{stale['claim_id']}'")


def test_a_stake_that_has_grown_since_was_true_once() -> None:
    stake = one("001", "amazon-anthropic.equity", "amount")
    assert stake["rank"] == "normal"
    assert stake["valid_to"] is not None and stake["valid_to"] < stake["known_on"]
    assert _amount("amazon-anthropic.equity", MARCH) == (4 * BILLION, 4 * BILLION, "exact")


# --- milestones ----------------------------------------------------------------------------------


def test_the_first_gigawatt_of_amd_stays_as_printed_and_falls_overdue() -> None:
    first = one("004", FIRST, "milestone", term="first-gw")
    assert (first["valid_from"], first["valid_to"]) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (first["precision"], first["rank"], first["stance"]) == ("half", "normal", "forecast")
    assert "second half of 2026" in first["note"]
    due = first["valid_to"]
    assert _overdue(due) == set()
    assert _overdue(due + timedelta(days=1)) == {first["claim_id"]}
    assert _overdue(LATER) == {first["claim_id"]}


def _overdue(as_of: date) -> set[str]:
    return {row["claim_id"] for row in ask("SELECT claim_id FROM overdue", as_of)}


def test_2026_and_its_second_half_are_precision_and_no_conflict() -> None:
    half = one("003", FRAME, "milestone", term="first-gw")
    year = one("001", FRAME, "milestone", term="first-gw")
    assert (half["valid_from"], half["valid_to"]) == (date(2026, 7, 1), date(2026, 12, 31))
    assert (year["valid_from"], year["valid_to"]) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (half["precision"], year["precision"]) == ("half", "year")
    assert linked(year, "corroborates", half)
    assert not ask(
        f"""FROM conflicts WHERE about = '{FRAME}' AND property = 'milestone'
        AND verdict IN ('contradiction', 'revision')"""
    )
    believed = ask(f"SELECT claim_id FROM beliefs WHERE deal_id = '{FRAME}' AND term = 'first-gw'")
    assert [row["claim_id"] for row in believed] == [half["claim_id"]]


# --- dates in words --------------------------------------------------------------------------


def test_the_weekdays_are_those_that_the_articles_name() -> None:
    assert one("000", FRAME, "milestone", term="huang-clarification")["valid_from"].weekday() == 6
    assert one("004", "amd-openai-2025", "status")["valid_from"].weekday() == 0
    assert (
        one("001", "nvidia", "milestone", term="withdrawal-announced")["valid_from"].weekday() == 2
    )


def test_undated_articles_have_an_inferred_day() -> None:
    rows = ask("SELECT source_id FROM sources WHERE known_basis = 'inferred' ORDER BY source_id")
    assert [row["source_id"] for row in rows] == ["002", "003"]


# --- how firm ------------------------------------------------------------------------------------


def test_no_source_calls_the_framework_binding_and_two_voices_deny_it() -> None:
    binding = [row for row in claims() if row["about"] == FRAME and row["status"] == "binding"]
    assert {row["stance"] for row in binding} == {"negated"}
    assert {row["speaker"] for row in binding} == {"Jensen Huang", None}


@pytest.mark.parametrize(
    ("source", "about", "term"),
    [
        ("003", EQUITY, "per-commissioning"),  # each entry into service
        ("004", EQUITY, "gpu-purchases"),  # in return for GPUs
        ("004", "amd-openai-2025.shares", "orders"),
        ("004", "amd-openai-2025.shares", "share-price"),
        ("000", EQUITY, "step-by-step"),
    ],
)
def test_a_condition_is_a_claim_of_its_own_and_makes_nothing_conditional(
    source: str, about: str, term: str
) -> None:
    assert one(source, about, "condition", term=term)["stance"] == "affirmed"
    assert not [row for row in claims() if row["status"] == "conditional"]


def test_the_round_of_2026_is_hearsay_and_no_tranche_of_the_framework() -> None:
    amount = one("000", "nvidia-openai-2026.equity", "amount")
    assert (amount["stance"], amount["attribution"], amount["origin"]) == (
        "reported",
        "unnamed",
        None,
    )
    (deal,) = ask("FROM deals WHERE deal_id = 'nvidia-openai-2026'")
    assert (deal["relation"], deal["other_deal_id"]) == ("separate_from", FRAME)
    (reason,) = [row for row in claims() if row["claim_id"] == deal["relation_claim"]]
    assert (reason["source_id"], reason["speaker"], reason["stance"]) == ("000", "Jason", "opinion")


# --- negations, questions, suppositions ----------------------------------------------------------


def test_what_is_denied_asked_or_supposed_is_no_belief() -> None:
    rows = ask("SELECT DISTINCT stance::VARCHAR AS stance FROM versions ORDER BY stance")
    assert [row["stance"] for row in rows] == ["affirmed", "forecast", "reported"]
    held = {row["stance"] for row in claims()}
    assert held >= {"negated", "question", "hypothetical", "opinion"}


@pytest.mark.parametrize(
    ("source", "about", "property_", "columns", "stance"),
    [
        (
            "000",
            "nvidia",
            "relation",
            {"term": "withdraws-from", "speaker": "Jason"},
            {"question", "negated"},
        ),
        ("000", FRAME, "milestone", {"term": "negotiation-progress"}, {"negated"}),
        ("000", "google", "relation", {"term": "limited-to"}, {"negated"}),
        ("003", FRAME, "opinion", {"term": "growth-or-rescue"}, {"question"}),
        ("003", GPUS, "standing", {}, {"hypothetical"}),
        ("002", "openai", "capacity", {"term": "saturation"}, {"hypothetical"}),
        ("001", "dgx-cloud", "relation", {"term": "competes-with"}, {"hypothetical"}),
        ("001", "nvidia", "opinion", {"term": "why-leave"}, {"question"}),
    ],
)
def test_a_negation_a_question_a_supposition_keeps_its_property(
    source: str, about: str, property_: str, columns: dict[str, object], stance: set[str]
) -> None:
    assert {row["stance"] for row in some(source, about, property_, **columns)} == stance


# --- who speaks ----------------------------------------------------------------------------------


def _voice(row: Row) -> tuple[str | None, str, str | None]:
    return row["speaker"], row["attribution"], row["origin"]


def test_000_has_four_voices() -> None:
    journal = "Wall Street Journal"
    public = one("000", FRAME, "status", status="binding")
    private = one("000", "jensen-huang", "relation", term="doubts")
    author, aside = some("000", FRAME, "status", status="loi")
    columnist = one("000", "nvidia-openai-2026", "opinion")
    assert _voice(public) == ("Jensen Huang", "named", journal)
    assert _voice(private) == ("unnamed sources", "unnamed", journal)
    assert _voice(author) == ("Wall Street Journal author", "named", journal)
    assert _voice(columnist) == _voice(aside) == ("Jason", "author", None)
    assert private["stance"] == "reported"


def test_a_retelling_names_its_origin_and_a_translation_says_so() -> None:
    assert _voice(one("002", EQUITY, "amount")) == ("Nvidia", "named", "Reuters, The Information")
    assert one("002", "nvidia", "valuation")["origin"] == "Bloomberg"
    (row,) = ask("SELECT language, translated_from FROM sources WHERE source_id = '000'")
    assert (row["language"], row["translated_from"]) == ("fr", "zh")


def test_a_tier_is_that_of_the_publication_and_not_of_the_voice_it_relays() -> None:
    assert one("000", FRAME, "status", status="binding")["tier"] == 5
    assert one("001", FRAME, "status", status="binding", speaker="Jensen Huang")["tier"] == 4


# --- what an article works out, and what is no flow -----------------------------------------------


def test_what_an_article_works_out_is_derived() -> None:
    derived = {
        (row["source_id"], row["about"], row["property"])
        for row in claims()
        if row["derived"] and row["tier"] < 6
    }
    assert derived == {("004", GPUS, "amount"), ("000", "openai", "ratio")}


def test_a_derived_amount_counts_in_the_headline_alone() -> None:
    (row,) = ask(
        f"SELECT headline, announced, firm, paid FROM current_legs WHERE leg_id = '{GPUS}'", OCTOBER
    )
    assert list(row.values()) == [350 * BILLION, None, None, None]


def test_the_multiple_of_commitments_agrees_with_the_revenue_that_others_report() -> None:
    # About 13 billion of revenue in 2025: 1,400 / 13 is some 108 times.
    commitments = one("000", "openai", "amount", term="pays")
    assert commitments["low"] / (13 * BILLION) > one("000", "openai", "ratio")["low"]


def test_an_aggregate_is_in_no_sum() -> None:
    aggregates = {row["claim_id"] for row in claims() if row["scope"] == "aggregate"}
    assert one("000", "openai", "amount", term="pays")["claim_id"] in aggregates
    rows = ask("SELECT amount_claim, funded_claim FROM leg_versions")
    assert aggregates.isdisjoint({value for row in rows for value in row.values()})


def test_a_joint_figure_is_listed_under_each_leg_and_sized_under_none() -> None:
    joint = [
        one("004", leg, "amount") for leg in ("amazon-anthropic.equity", "google-anthropic.equity")
    ]
    assert len({row["joint_id"] for row in joint}) == 1
    for as_of in (OCTOBER, FEBRUARY):
        assert _amount("amazon-anthropic.equity", as_of) == (None, None, None)
    assert _amount("google-anthropic.equity", LATER) == (None, None, None)


def test_values_of_shares_are_stocks_and_never_an_amount_of_a_leg() -> None:
    valuations = {row["claim_id"]: row for row in claims() if row["property"] == "valuation"}
    assert valuations
    amounts = {row["amount_claim"] for row in ask("SELECT amount_claim FROM leg_versions")}
    assert amounts.isdisjoint(valuations)
    on_legs = {row["leg_id"] for row in valuations.values() if row["leg_id"]}
    assert on_legs == {"amd-openai-2025.shares"}


def test_shares_for_orders_are_a_leg_and_shares_for_money_are_not() -> None:
    kinds = ask("SELECT leg_id FROM legs WHERE kind = 'warrant'")
    assert [row["leg_id"] for row in kinds] == ["amd-openai-2025.shares"]
