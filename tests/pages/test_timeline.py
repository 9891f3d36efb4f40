"""The lanes of the Timeline pane on the shipped corpus: what was known when, and its drawing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.pages.driving import press
from tests.pages.lanes import AMD, FRAME, ROUND, lane_of, lanes, page, text
from tui.corpus.opening import Opened
from tui.draw.spans import plain, width
from tui.format import GLYPHS
from tui.pages.page import Shown, Surface
from tui.pages.timeline.asks import VIEWS
from tui.pages.timeline.lanes import short

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


# -- what is known when


def test_the_100_billion_is_announced_then_paused_then_withdrawn(opened: Opened) -> None:
    announced = lanes(opened, "2025-10-07")[FRAME]
    assert (announced.status, announced.standing) == ("announced", "live")
    paused = lanes(opened, "2026-02-03")[FRAME]
    # 000 tells of the memorandum as well: signed, not binding.
    assert (paused.status, paused.standing) == ("loi", "paused")
    gone = lanes(opened, "2026-03-05")[FRAME]
    assert gone.word == "withdrawn"
    assert [standing for _, standing in gone.turns] == [
        *("live", "live", "live"),
        *("paused", "withdrawn"),
    ]
    for row in (announced, paused, gone):
        assert row.amount(GLYPHS["full"]) == "≤100"


@pytest.mark.parametrize("view", VIEWS)
def test_on_7_october_nothing_shows_what_only_2026_revealed(
    opened: Opened, shown_at: At, view: str
) -> None:
    for size in ((80, 20), (120, 36), (200, 56)):
        shown, timeline = shown_at("2025-10-07"), page(view)
        press(opened, timeline, shown)
        frame = "\n".join(text(timeline, shown, *size))
        assert "2025-10-0" in frame
        for later in ("paused", "withdrawn", "memorandum", "2026-02", "2026-03", "‖", "✗", "1,400"):
            assert later not in frame


def test_the_20_billion_is_a_deal_of_its_own_from_3_february_on(opened: Opened) -> None:
    assert ROUND not in lanes(opened, "2025-12-31")
    row = lanes(opened, "2026-02-03")[ROUND]
    assert (row.amount(GLYPHS["full"]), row.status) == ("≈20", "rumoured")
    assert row.news == (date(2026, 2, 3),)


def test_what_openai_pays_in_all_has_a_lane_and_no_deal(opened: Opened) -> None:
    assert "openai:pays" not in lanes(opened, "2025-12-31")
    row = lanes(opened, "2026-02-03")["openai:pays"]
    assert (row.label, row.amount(GLYPHS["full"])) == ("OpenAI total", "1,400")
    assert (row.deal, row.entity, row.status) == (None, "openai", None)


def test_every_day_of_news_begins_a_segment(opened: Opened) -> None:
    # All five articles tell of the framework.
    assert lanes(opened, "2026-03-05")[FRAME].news == (
        date(2025, 10, 5),
        date(2025, 10, 7),
        date(2025, 12, 31),
        date(2026, 2, 3),
        date(2026, 3, 5),
    )


def test_a_deal_without_a_word_of_its_own_shows_its_least_firm_live_leg(opened: Opened) -> None:
    # 004: the stake in CoreWeave is paid, the priority access is promised.
    deals, legs = lanes(opened, "2025-10-07"), lanes(opened, "2025-10-07", "legs")
    assert legs["nvidia-coreweave.equity"].status == "paid"
    assert legs["nvidia-coreweave.access"].status == "announced"
    assert deals["nvidia-coreweave"].status == "announced"


def test_a_leg_follows_the_standing_of_its_deal(opened: Opened) -> None:
    legs = lanes(opened, "2026-03-05", "legs")
    for leg in (f"{FRAME}.equity", f"{FRAME}.gpus"):
        assert legs[leg].word == "withdrawn"
    # 004's own sum, about 350 billion of chips.
    assert legs[f"{FRAME}.gpus"].amount(GLYPHS["full"]) == "≈350"
    assert legs[f"{AMD}.gpus-first"].amount(GLYPHS["full"]) == "1 GW"


# -- the lanes as they are drawn


def test_the_lane_of_the_framework_on_5_march(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(page(), shown_at("2026-03-05"))
    assert frame[0].startswith("Deals ───") and frame[0].endswith("latest news first · 1 of 26")
    # Three cells a month from July 2025: October begins at 9, February at 21, March at 24.
    head, lane = frame[1], lane_of(frame, "Nvidia–OpenAI 2025")
    axis = head.index("Q3 '25")
    assert head[axis:].split() == ["Q3", "'25", "Q4", "Q1", "'26▼", "Q2", "Q3", "Q4", "today"]
    fills = lane[axis:]
    assert fills[9:24] == "············‖‖‖"
    assert fills[24] == "✗" and head[axis + 24] == "▼"
    assert fills[25:].strip("· ") == "┆"
    assert "‖" not in fills[:21]


def test_scrolling_moves_no_lane(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown)
    first = text(timeline, shown)[1]
    for action in (*["page_down"] * 3, "last", "first"):
        press(opened, timeline, shown, action)
        assert text(timeline, shown)[1] == first


def test_ninety_days_without_news_are_drawn_thin(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(page(), shown_at("2026-03-05"), height=56)
    lane = lane_of(frame, "AMD–Meta")
    # Known since 7 October and never spoken of again.
    assert "▓▓▓▓▓▓▓▓▓─" in lane and lane.count("▓") == 9


def test_what_was_so_before_it_was_told_is_dashed(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(page(), shown_at("2026-03-05"))
    axis = frame[1].index("Q3 '25")
    # 001 dates Amazon's 4 billion to 2024, before the window; 004 told of the stake on 7 October.
    assert lane_of(frame, "Amazon–Anthropic")[axis : axis + 10] == "╌╌╌╌╌╌╌╌╌█"
    # The round of 2026 is hearsay of its day: nothing says that it began before.
    assert set(lane_of(frame, "Nvidia–OpenAI 2026")[axis : axis + 21]) == {"·", " "}


def test_what_is_promised_for_no_day_is_a_dashed_tail_to_a_point(
    drawn: Drawn, shown_at: At
) -> None:
    frame = drawn(page(), shown_at("2026-03-05"), height=56)
    axis, lane = frame[1].index("Q3 '25"), lane_of(frame, "AMD–OpenAI")
    # 004: the first gigawatt in the first half of 2026.
    assert lane[axis + 24 : axis + 36] == "│" + "╌" * 10 + "◇"
    # On 22 November the promise lies behind: a point on the thin line.
    late = drawn(page(), shown_at("2026-11-22"), height=56)
    assert lane_of(late, "AMD–OpenAI")[axis + 35] == "◇"
    assert "╌" not in lane_of(late, "AMD–OpenAI")[axis + 10 :]


def test_no_tail_is_left_of_a_deal_that_is_gone(drawn: Drawn, shown_at: At) -> None:
    # 003 promised the framework's first gigawatt for the second half of 2026.
    assert "◇" in lane_of(drawn(page(), shown_at("2026-02-03")), "Nvidia–OpenAI 2025")
    assert "◇" not in lane_of(drawn(page(), shown_at("2026-03-05")), "Nvidia–OpenAI 2025")


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(60, 12), (80, 20), (120, 36), (160, 41), (200, 56)])
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_is_wider_and_no_page_higher(
    opened: Opened, shown_at: At, view: str, size: tuple[int, int], glyphs: str
) -> None:
    shown, timeline = shown_at("2026-03-05"), page(view)
    press(opened, timeline, shown)
    for part in ("", "next_part"):
        if part:
            press(opened, timeline, shown, part)
        lines = timeline.lines(shown, Surface(*size, GLYPHS[glyphs]))
        assert len(lines) <= size[1]
        assert max(map(width, lines)) <= size[0]
        if glyphs == "ascii":
            assert all(plain(line).isascii() for line in lines)


def test_status_words_stand_at_the_end_from_120_columns_dates_from_160(
    drawn: Drawn, shown_at: At
) -> None:
    def row(wide: int, day: str = "2025-12-31") -> str:
        frame = drawn(page(), shown_at(day), width=wide, height=36)
        return next(line for line in frame if line[1:].startswith("AMD–OpenAI"))

    assert "announced" not in row(80)
    assert "· announced" in row(120) and "2026-06-30" not in row(120)
    assert "· announced   2026-06-30" in row(160)
    # A date that has passed is not called the next.
    assert "· announced   2026-06-30" in row(160, "2026-06-30")
    assert "· announced   145 overdue" in row(160, "2026-11-22")


# -- the five states


def test_before_anything_is_known_every_view_says_so(opened: Opened, shown_at: At) -> None:
    for view in VIEWS:
        shown, timeline = shown_at("2025-10-04"), page(view)
        press(opened, timeline, shown)
        frame = text(timeline, shown)
        assert len(frame) == 2 and "yet" in frame[1] and "] " in frame[1]
        assert timeline.subject(shown).claims == ()
        assert press(opened, timeline, shown, "enter") is False


def test_while_it_reads_it_says_so(shown_at: At) -> None:
    for view in VIEWS:
        assert "reading" in "\n".join(text(page(view), shown_at("2026-03-05")))


def test_a_long_title_keeps_what_tells_it_from_others() -> None:
    assert short("Nvidia–OpenAI framework 2025", 18) == "Nvidia–OpenAI 2025"
    assert short("Nvidia–OpenAI framework 2025", 28) == "Nvidia–OpenAI framework 2025"
    assert short("Oracle debt", 3) == "Oracle"
