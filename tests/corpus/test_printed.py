"""What the articles print, as a careful reader writes it down: figures, dates, how firm it is."""

from datetime import date
from decimal import Decimal

import pytest

from tests.corpus.shipped import BILLION, OCTOBER, one, some

FRAME = "nvidia-openai-2025"
EQUITY, GPUS = f"{FRAME}.equity", f"{FRAME}.gpus"
FIRST = "amd-openai-2025.gpus-first"
TRILLION = 1000 * BILLION

# --- amounts and bounds: source, about, property, term, low, high, unit, bound ------------------

FIGURES: list[tuple[str, str, str, str, float | None, float | None, str, str]] = [
    # 002: 100 Md$ and flat in the title, at most in the text
    ("002", EQUITY, "amount", "", None, 100 * BILLION, "usd", "up_to"),
    ("002", FRAME, "capacity", "", 10_000, 10_000, "mw", "exact"),
    ("002", GPUS, "units", "", 4_000_000, 5_000_000, "gpus", "range"),
    ("002", GPUS, "ratio", "nvidia-yearly-output", 1, 1, "times", "exact"),
    ("002", "nvidia", "price_move", "", 4, 4, "percent", "about"),
    ("002", "nvidia", "valuation", "", 4.5 * TRILLION, 4.5 * TRILLION, "usd", "about"),
    # 004
    ("004", "amd-openai-2025.shares", "stake", "", None, 10, "percent", "up_to"),
    (
        "004",
        "amd-openai-2025.shares",
        "valuation",
        "",
        20 * BILLION,
        None,
        "usd",
        "order_of_magnitude",
    ),
    ("004", FIRST, "capacity", "", 1_000, 1_000, "mw", "exact"),
    ("004", "amd-openai-2025.gpus-rest", "capacity", "", 5_000, 5_000, "mw", "exact"),
    ("004", EQUITY, "amount", "", None, 100 * BILLION, "usd", "up_to"),
    ("004", GPUS, "amount", "", 350 * BILLION, 350 * BILLION, "usd", "about"),
    ("004", "microsoft-openai.equity", "amount", "", 13 * BILLION, 13 * BILLION, "usd", "about"),
    (
        "004",
        "amazon-anthropic.equity",
        "amount",
        "",
        2 * BILLION,
        None,
        "usd",
        "order_of_magnitude",
    ),
    (
        "004",
        "google-anthropic.equity",
        "amount",
        "",
        2 * BILLION,
        None,
        "usd",
        "order_of_magnitude",
    ),
    ("004", "nvidia-intel.equity", "amount", "", 5 * BILLION, 5 * BILLION, "usd", "exact"),
    ("004", "google", "units", "investments", 50, 50, "count", "about"),
    # 003
    ("003", EQUITY, "amount", "", None, 100 * BILLION, "usd", "up_to"),
    ("003", FRAME, "capacity", "", 10_000, 10_000, "mw", "exact"),
    ("003", "tpu", "units", "generation", 7, 7, "count", "exact"),
    ("003", "trainium", "ratio", "training-cost-cut", 50, 50, "percent", "about"),
    ("003", "nvidia", "units", "customers-depended-on", 1, 1, "count", "exact"),
    # 000: flat and at most again
    ("000", EQUITY, "amount", "", None, 100 * BILLION, "usd", "up_to"),
    ("000", FRAME, "amount", "", 200 * BILLION, None, "usd", "order_of_magnitude"),
    ("000", FRAME, "capacity", "", 10_000, 10_000, "mw", "exact"),
    ("000", "openai", "amount", "pays", 1.4 * TRILLION, 1.4 * TRILLION, "usd", "exact"),
    ("000", "openai", "ratio", "commitments-to-revenue", 100, None, "times", "more_than"),
    ("000", "nvidia-openai-2026.equity", "amount", "", 20 * BILLION, 20 * BILLION, "usd", "about"),
    # 001: only flat
    ("001", EQUITY, "amount", "", 100 * BILLION, 100 * BILLION, "usd", "exact"),
    ("001", FRAME, "capacity", "", 10_000, 10_000, "mw", "exact"),
    ("001", FRAME, "milestone", "first-gw", 1_000, 1_000, "mw", "exact"),
    ("001", "microsoft-openai.equity", "amount", "", 13 * BILLION, 13 * BILLION, "usd", "exact"),
    ("001", "amazon-anthropic.equity", "amount", "", 4 * BILLION, 4 * BILLION, "usd", "exact"),
    ("001", "openai", "valuation", "", 150 * BILLION, None, "usd", "more_than"),
    ("001", "nvidia-anthropic.gpus", "units", "", 20_000, None, "gpus", "order_of_magnitude"),
    ("001", "nvidia", "units", "fundable-startups", 20, None, "count", "order_of_magnitude"),
]


@pytest.mark.parametrize(
    ("source", "about", "property_", "term", "low", "high", "unit", "bound"), FIGURES
)
def test_a_figure_has_its_value_and_its_hedge(
    source: str,
    about: str,
    property_: str,
    term: str,
    low: float | None,
    high: float | None,
    unit: str,
    bound: str,
) -> None:
    found = [row for row in some(source, about, property_, term=term) if row["tier"] < 6]
    (claim,) = [row for row in found if row["stance"] != "negated"]
    assert (claim["low"], claim["high"]) == tuple(
        None if value is None else Decimal(value) for value in (low, high)
    )
    assert (claim["unit"], claim["bound"]) == (unit, bound)


# --- dates in words ------------------------------------------------------------------------------

Dated = tuple[str, str, str, dict[str, object], date | None, date | None, str]
DATES: list[Dated] = [
    # Sunday before Tuesday 2026-02-03
    (
        "000",
        FRAME,
        "milestone",
        {"term": "huang-clarification"},
        date(2026, 2, 1),
        date(2026, 2, 1),
        "day",
    ),
    ("000", FRAME, "status", {"status": "binding"}, date(2026, 2, 1), date(2026, 2, 1), "day"),
    ("000", EQUITY, "amount", {"bound": "up_to"}, date(2026, 2, 1), date(2026, 2, 1), "day"),
    # last September
    (
        "000",
        FRAME,
        "status",
        {"status": "loi", "attribution": "named"},
        date(2025, 9, 1),
        date(2025, 9, 30),
        "month",
    ),
    # the second half of last year
    (
        "000",
        "amy-hood",
        "relation",
        {"term": "doubts"},
        date(2025, 7, 1),
        date(2025, 12, 31),
        "half",
    ),
    # the revenue projected for last year
    ("000", "openai", "revenue", {"term": "2025"}, date(2025, 1, 1), date(2025, 12, 31), "year"),
    # Monday before Tuesday 2025-10-07
    ("004", "amd-openai-2025", "status", {}, date(2025, 10, 6), None, "day"),
    # barely two weeks before
    ("004", FRAME, "status", {}, date(2025, 9, 22), None, "about"),
    ("004", "microsoft", "units", {"term": "investments"}, date(2023, 10, 7), OCTOBER, "about"),
    (
        "001",
        "nvidia",
        "milestone",
        {"term": "withdrawal-announced"},
        date(2026, 3, 4),
        date(2026, 3, 4),
        "day",
    ),
    # since last year
    (
        "001",
        "openai",
        "relation",
        {"term": "explores-alternatives"},
        date(2025, 1, 1),
        None,
        "year",
    ),
    # the end of 2022
    (
        "002",
        "chatgpt",
        "milestone",
        {"term": "launch"},
        date(2022, 10, 1),
        date(2022, 12, 31),
        "quarter",
    ),
]


@pytest.mark.parametrize(
    ("source", "about", "property_", "columns", "valid_from", "valid_to", "precision"), DATES
)
def test_a_date_in_words_is_resolved_with_its_precision(
    source: str,
    about: str,
    property_: str,
    columns: dict[str, object],
    valid_from: date | None,
    valid_to: date | None,
    precision: str,
) -> None:
    claim = one(source, about, property_, **columns)
    assert (claim["valid_from"], claim["valid_to"], claim["precision"]) == (
        valid_from,
        valid_to,
        precision,
    )


# --- how firm

STATUSES: list[tuple[str, str, str, str, str]] = [
    # source, deal or leg, property, status, stance
    ("002", FRAME, "status", "announced", "affirmed"),
    ("004", FRAME, "status", "announced", "affirmed"),
    ("003", FRAME, "status", "announced", "affirmed"),
    ("000", FRAME, "status", "binding", "negated"),
    ("000", FRAME, "status", "loi", "affirmed"),
    ("000", FRAME, "standing", "paused", "affirmed"),
    ("001", FRAME, "standing", "withdrawn", "affirmed"),
    ("001", FRAME, "status", "announced", "affirmed"),
    ("004", GPUS, "status", "announced", "affirmed"),
    ("004", "amd-openai-2025", "status", "announced", "affirmed"),
    ("004", "amd-microsoft.gpus", "status", "binding", "affirmed"),
    ("004", "amd-meta.gpus", "status", "binding", "affirmed"),
    ("004", "microsoft-openai.equity", "status", "paid", "affirmed"),
    ("004", "microsoft-openai.cloud", "status", "delivered", "affirmed"),
    ("004", "nvidia-intel.equity", "status", "paid", "affirmed"),
    ("004", "nvidia-intel.gpus", "status", "announced", "affirmed"),
    ("004", "nvidia-coreweave.access", "status", "announced", "affirmed"),
    ("003", "nvidia-openai-supply.gpus", "status", "delivered", "affirmed"),
    ("003", "openai-broadcom.chips", "status", "rumoured", "affirmed"),
    ("000", "nvidia-openai-2026", "status", "rumoured", "reported"),
    ("001", "nvidia-anthropic.equity", "status", "paid", "affirmed"),
]


@pytest.mark.parametrize(("source", "about", "property_", "status", "stance"), STATUSES)
def test_how_firm_a_source_says_it_is(
    source: str, about: str, property_: str, status: str, stance: str
) -> None:
    found = {(row["status"], row["stance"]) for row in some(source, about, property_)}
    assert (status, stance) in found
