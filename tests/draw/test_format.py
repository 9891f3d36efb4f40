"""Amounts, dates and status as text; the amounts are those of the five articles."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draw.hostile import LEVELS, cells, in_level
from tui.format import (
    ASCII,
    BOX,
    FULL,
    GLYPHS,
    amount,
    billions,
    glyph_level,
    known,
    origins,
    role_of,
    status_glyph,
    status_word,
    total,
    when,
)

B = 1_000_000_000


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        (1400 * B, "1,400"),
        (13 * B, "13"),
        (500_000_000, "0.5"),
        (22_400_000_000, "22.4"),
        (350 * B, "350"),
        (0, "0"),
        (None, "?"),
        (Decimal("4000000000.00"), "4"),
        (40_000_000, "0.04"),
        (920_000, "0.0009"),
        (-5 * B, "-5"),
    ],
)
def test_billions(usd: int | None, text: str) -> None:
    assert billions(usd, FULL) == text


@given(st.integers(min_value=1, max_value=10**15))
def test_a_known_amount_never_reads_zero_or_unknown(usd: int) -> None:
    text = billions(usd, FULL)
    assert Decimal(text.replace(",", "")) > 0
    error = abs(Decimal(text.replace(",", "")) * B - usd)
    # One digit kept: at worst 1.5 is printed as 2.
    assert error <= Decimal(usd) / 3


@pytest.mark.parametrize(
    ("low", "high", "bound", "unit", "text"),
    [
        (None, 100 * B, "up_to", "usd", "≤100"),
        (13 * B, 13 * B, "about", "usd", "≈13"),
        (350 * B, 350 * B, "about", "usd", "≈350"),
        (150 * B, None, "more_than", "usd", ">150"),
        (None, 5 * B, "less_than", "usd", "<5"),
        (20 * B, None, "at_least", "usd", "≥20"),
        (20 * B, 30 * B, "range", "usd", "20–30"),
        (4 * B, 4 * B, "exact", "usd", "4"),
        (4 * B, 4 * B, "unspecified", "usd", "4"),
        (None, None, "unspecified", "usd", "?"),
        (None, None, None, None, "?"),
        (2 * B, None, "order_of_magnitude", "usd", "several"),
        (20 * B, None, "order_of_magnitude", "usd", "tens"),
        (200 * B, None, "order_of_magnitude", "usd", "hundreds"),
        (2_000_000, None, "order_of_magnitude", "usd", "several M"),
        (2000, None, "order_of_magnitude", "mw", "several GW"),
        (20, None, "order_of_magnitude", "count", "tens"),
        (3 * B, None, "order_of_magnitude", "usd", "≥3"),
        (10_000, 10_000, "exact", "mw", "10 GW"),
        (500, 500, "exact", "mw", "500 MW"),
        (1000, 1000, "exact", "mw", "1 GW"),
        (500, 1500, "range", "mw", "0.5–1.5 GW"),
        (None, 10, "up_to", "percent", "≤10%"),
        (50, 50, "about", "percent", "≈50%"),
        (4_000_000, 5_000_000, "range", "gpus", "4–5 M"),
        (1_000_000, 1_000_000, "exact", "gpus", "1 M"),
        (20_000, 20_000, "about", "gpus", "≈20 k"),
        (9_999, 9_999, "exact", "gpus", "9,999"),
        (2_500, None, "order_of_magnitude", "count", "≥2,500"),
        (160_000_000, 160_000_000, "exact", "shares", "160 M shares"),
        (Decimal("3.5"), Decimal("3.5"), "exact", "times", "3.5×"),
        (100, None, "more_than", "times", ">100×"),
        (1, 1, "exact", "days", "1 day"),
        (14, 14, "about", "days", "≈14 days"),
        (3, 3, "exact", "count", "3"),
        (None, 100 * B, None, "usd", "≤100"),
        (5 * B, None, None, "usd", "≥5"),
    ],
)
def test_amount(low: int, high: int, bound: str, unit: str, text: str) -> None:
    assert amount(low, high, bound, unit, FULL) == text


def test_amount_in_ascii() -> None:
    assert amount(None, 100 * B, "up_to", "usd", ASCII) == "<=100"
    assert amount(13 * B, 13 * B, "about", "usd", ASCII) == "~13"
    assert amount(3.5, None, "at_least", "times", ASCII) == ">=3.5x"
    assert amount(20 * B, 30 * B, "range", "usd", ASCII) == "20-30"
    assert amount(20 * B, 30 * B, "range", "usd", BOX) == "20-30"


def test_a_bound_still_holds_after_rounding() -> None:
    assert amount(None, 100_400_000_000, "up_to", "usd", FULL) == "≤101"
    assert amount(100_600_000_000, None, "at_least", "usd", FULL) == "≥100"
    assert amount(22_430_000_000, 30_120_000_000, "range", "usd", FULL) == "22.4–30.2"
    assert total(488_200_000_000, "le", FULL) == "≤489"
    assert total(237_900_000_000, "ge", FULL) == "≥237"


@pytest.mark.parametrize(
    ("value", "mark", "text", "ascii_text"),
    [
        (468 * B, "le", "≤468", "<=468"),
        (18 * B, "about", "≈18", "~18"),
        (237 * B, "ge", "≥237", ">=237"),
        (200 * B, "", "200", "200"),
        (None, "le", "?", "?"),
    ],
)
def test_total(value: int | None, mark: str, text: str, ascii_text: str) -> None:
    assert total(value, mark, FULL) == text
    assert total(value, mark, ASCII) == ascii_text


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), "day", "2026-02-01"),
        (date(2026, 2, 1), None, "day", "2026-02-01"),
        (date(2026, 3, 1), date(2026, 3, 31), "month", "2026-03"),
        (date(2026, 1, 1), date(2026, 3, 31), "quarter", "2026-Q1"),
        (date(2026, 10, 1), date(2026, 12, 31), "quarter", "2026-Q4"),
        (date(2026, 7, 1), date(2026, 12, 31), "half", "2026-H2"),
        (date(2026, 1, 1), date(2026, 6, 30), "half", "2026-H1"),
        (date(2026, 1, 1), date(2026, 12, 31), "year", "2026"),
        (date(2025, 9, 22), date(2025, 9, 22), "about", "2025-09-22~"),
        (None, None, "none", "–"),
        (date(2026, 1, 1), None, "none", "–"),
        (None, None, "month", "–"),
        (None, date(2026, 3, 31), "month", "by 2026-03"),
        (date(2026, 1, 1), date(2030, 12, 31), "year", "2026–2030"),
    ],
)
def test_when(start: date | None, end: date | None, precision: str, text: str) -> None:
    assert when(start, end, precision, FULL) == text


def test_known() -> None:
    assert known(date(2025, 12, 31), "inferred") == "2025-12-31~"
    assert known(date(2026, 3, 5), "stated") == "2026-03-05"


def test_origins() -> None:
    assert (origins(3, FULL), origins(1, FULL)) == ("●3", "○1")
    assert origins(2, ASCII) == "2o"
    assert origins(0, FULL) == "●0"


STATUS_ORDER = ["paid", "binding", "conditional", "loi", "announced", "rumoured"]


def test_status_fills_are_those_of_the_design() -> None:
    # design.md, "Terminal rules": paid … rumoured, then paused and withdrawn, then the arrow.
    for glyphs, fills in ((FULL, "█▓▒░·‽‖✗▸"), (BOX, "█▓▒░·?║x►"), (ASCII, '#=:.-~"x>')):
        drawn = [status_glyph(status, "live", glyphs) for status in STATUS_ORDER]
        drawn += [status_glyph("binding", standing, glyphs) for standing in ("paused", "withdrawn")]
        assert "".join(drawn) + glyphs.here == fills


def test_standing_is_shown_where_it_is_not_live() -> None:
    assert role_of("binding", "live") == "binding"
    assert role_of("binding", None) == "binding"
    assert role_of("conditional", "paused") == "paused"
    assert role_of("paid", "denied") == "withdrawn"
    assert role_of(None, None) == ""
    assert status_word("conditional", "paused") == "paused"
    assert status_word("conditional", "denied") == "denied"
    assert status_word("partly_paid", "live") == "partly paid"
    assert status_word(None, "live") == ""
    assert status_glyph(None, "live", FULL) == " "


def test_words_tell_apart_what_shares_a_fill() -> None:
    for shared, own in (("delivered", "paid"), ("partly_paid", "binding")):
        assert role_of(shared, "live") == own
        assert status_glyph(shared, "live", FULL) == status_glyph(own, "live", FULL)
        assert status_word(shared, "live") != status_word(own, "live")


def test_an_unknown_status_is_an_error() -> None:
    with pytest.raises(KeyError):
        role_of("level", "live")


@pytest.mark.parametrize(
    ("env", "encoding", "option", "level"),
    [
        ({"TERM": "xterm-256color"}, "utf-8", None, "full"),
        ({"TERM": "xterm"}, "UTF-8", None, "full"),
        ({}, "utf8", None, "full"),
        ({"TERM": "linux"}, "utf-8", None, "box"),
        ({"TERM": "vt100"}, "utf-8", None, "ascii"),
        ({"TERM": "vt220"}, "utf-8", None, "ascii"),
        ({"TERM": "dumb"}, "utf-8", None, "ascii"),
        ({"TERM": "unknown"}, "utf-8", None, "ascii"),
        ({"TERM": "xterm"}, "ISO-8859-1", None, "ascii"),
        ({"TERM": "linux"}, "ANSI_X3.4-1968", None, "ascii"),
        ({"TERM": "xterm"}, None, None, "ascii"),
        ({"TERM": "dumb"}, None, "full", "full"),
        ({"TERM": "xterm"}, "utf-8", "box", "box"),
    ],
)
def test_glyph_level(env: dict[str, str], encoding: str | None, option: str, level: str) -> None:
    assert glyph_level(env, encoding, option) == level


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="sixel"):
        glyph_level({}, "utf-8", "sixel")


@pytest.mark.parametrize("level", LEVELS)
def test_every_glyph_is_of_its_level(level: str) -> None:
    glyphs = GLYPHS[level]
    two = {"full": set(), "box": {"ellipsis"}, "ascii": {"ellipsis", "upto", "at_least", "to"}}
    for name, text in vars(glyphs).items():
        if name == "level":
            continue
        assert all(in_level(char, glyphs) for char in text), name
        wide = 2 if name in two[level] | {"quotes", "brackets"} else 1
        assert cells(text) == wide, name


@pytest.mark.parametrize("level", LEVELS)
def test_fills_of_a_lane_can_be_told_apart(level: str) -> None:
    glyphs = GLYPHS[level]
    statuses = [status_glyph(status, "live", glyphs) for status in STATUS_ORDER]
    statuses += [glyphs.paused, glyphs.withdrawn, glyphs.thin, glyphs.inexact]
    assert len(set(statuses)) == len(statuses)
