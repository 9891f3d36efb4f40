"""The Timeline pane's content on the shipped corpus: what was known when, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.pages.driving import press
from tui.context import Context
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import Line, plain, width
from tui.format import GLYPHS
from tui.pages.lanes import LaneRow, lane_rows, short
from tui.pages.page import Ask, Open, Shown, Surface
from tui.pages.timeline import TimelinePage
from tui.pages.timeline_asks import VIEWS, ask_of

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
TODAY = date(2026, 11, 22)
FRAME, ROUND, AMD = "nvidia-openai-2025", "nvidia-openai-2026", "amd-openai-2025"


def page(view: str = "deals") -> TimelinePage:
    return TimelinePage(view=view, today=TODAY)


def lanes(opened: Opened, day: str, view: str = "deals") -> dict[str, LaneRow]:
    """The lanes of a date by their ids."""
    context = Context(date.fromisoformat(day))
    ask = ask_of(view, context, 0, False, None, 0)
    frame = opened.store.run(named(ask.query), context, ask.values())
    return {row.lane: row for row in lane_rows(frame, legs=view == "legs")}


def spans(page: TimelinePage, shown: Shown, wide: int = 80, high: int = 20) -> list[Line]:
    return page.lines(shown, Surface(wide, high, GLYPHS["full"]))


def text(page: TimelinePage, shown: Shown, wide: int = 80, high: int = 20) -> list[str]:
    return [plain(line).rstrip() for line in spans(page, shown, wide, high)]


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


def lane_of(frame: list[str], label: str) -> str:
    return next(line for line in frame[2:] if line[1:].startswith(label))


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
    def row(wide: int) -> str:
        frame = drawn(page(), shown_at("2025-12-31"), width=wide, height=36)
        return next(line for line in frame if line[1:].startswith("AMD–OpenAI"))

    assert "announced" not in row(80)
    assert "· announced" in row(120) and "2026-06-30" not in row(120)
    assert "· announced   2026-06-30" in row(160)


# -- the claims below


def test_the_claims_of_the_framework_begin_with_the_one_that_ends_it(
    opened: Opened, shown_at: At
) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown)
    frame = text(timeline, shown)
    assert frame[13].startswith("Nvidia–OpenAI framework 2025 ──")
    assert "≤100 equity, ≈350 GPUs" in frame[13]
    chosen = next(line for line in frame[14:] if line.startswith("▌"))
    assert chosen.startswith("▌2026-03-05") and "✗ withdrawn" in chosen
    assert chosen.endswith("001 P5")
    claim = timeline.claim()
    assert claim is not None
    assert (claim["property"], claim["stance"]) == ("standing", "affirmed")
    subject = timeline.subject(shown)
    assert subject.claims == (claim["claim_id"],) and subject.deal == FRAME


def test_tab_goes_to_the_claims_and_the_chosen_one_is_told_in_one_line(
    opened: Opened, shown_at: At
) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown, "next_part", "up")
    text(timeline, shown)
    claim = timeline.claim()
    assert claim is not None
    last = text(timeline, shown)[-1]
    assert last.startswith("▸ ") and str(claim["statement"])[:30] in last
    # Its day is reversed on the lane.
    assert any("reverse" in role for _, role in spans(timeline, shown)[2])
    assert isinstance(press(opened, timeline, shown, "enter"), Open)


def test_a_denial_is_not_shown_as_a_belief(opened: Opened, shown_at: At) -> None:
    # 000: Huang said that it does not bind; 001 says so again.
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown)
    frame = text(timeline, shown, high=56)
    denied = [line for line in frame if "not binding" in line]
    assert denied and all("▓" not in line for line in denied)


def test_the_cursor_stays_on_its_deal_when_the_date_turns(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown, "down", "down", "down")
    chosen = timeline.lane
    assert chosen is not None
    shown.context = shown.context.at(date(2026, 11, 22))
    press(opened, timeline, shown)
    assert timeline.lane == chosen
    # On a date on which it is not known there is another one.
    shown.context = shown.context.at(date(2025, 10, 5))
    press(opened, timeline, shown)
    assert timeline.chosen() is not None and timeline.lane != chosen


# -- keys


def labels(timeline: TimelinePage, shown: Shown) -> list[str]:
    return [line[1:24].strip() for line in text(timeline, shown, high=56)[2:28]]


def test_orders(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown, "order")
    assert labels(timeline, shown)[0].startswith("AMD–OpenAI 2025")
    press(opened, timeline, shown, "order")
    assert labels(timeline, shown)[0].startswith("OpenAI total")
    by_amount = labels(timeline, shown)
    press(opened, timeline, shown, "order_back")
    assert labels(timeline, shown) == by_amount[::-1]
    assert "by amount, reversed" in text(timeline, shown)[0]


def test_filters_go_through_the_statuses_and_kinds_that_there_are(
    opened: Opened, shown_at: At
) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown)
    seen = []
    while True:
        press(opened, timeline, shown, "filter")
        if timeline.filter is None:
            break
        seen.append(timeline.filter)
        assert timeline.chosen() is not None, f"{timeline.filter} finds nothing"
    assert seen[0] == ("status", "paid")
    assert ("status", "withdrawn") in seen and ("status", "denied") not in seen
    assert ("kind", "equity") in seen and ("kind", "lease") not in seen
    press(opened, timeline, shown, *["filter"] * (seen.index(("status", "withdrawn")) + 1))
    frame = text(timeline, shown)
    assert "1 · only withdrawn" in frame[0] and lane_of(frame, "Nvidia–OpenAI 2025")
    press(opened, timeline, shown, "filter_none")
    assert timeline.filter is None


def test_a_pick_keeps_what_touches_it(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05", entity="amd"), page()
    press(opened, timeline, shown)
    assert "3 · latest news first" in text(timeline, shown)[0]
    timeline.view = "list"
    press(opened, timeline, shown)
    deals = {row["deal_id"] for row in shown.rows("list")}
    assert deals == {AMD, "amd-meta", "amd-microsoft"}


def test_zoom_pan_and_fit(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown)
    whole = timeline.window(shown)
    # From the quarter before the first article to the end of the quarter of today.
    assert (whole.start, whole.end) == (date(2025, 7, 1), date(2027, 1, 1))
    column = text(timeline, shown)[1].index("▼")
    press(opened, timeline, shown, "zoom_in")
    near = timeline.window(shown)
    assert abs((near.days * 2 - whole.days).days) <= 1
    # The date of the dial stays where it is, give or take a cell of rounding months.
    assert abs(text(timeline, shown)[1].index("▼") - column) <= 1
    press(opened, timeline, shown, "right")
    assert timeline.window(shown).start > near.start
    press(opened, timeline, shown, "left")
    assert timeline.window(shown) == near
    press(opened, timeline, shown, "fit")
    assert timeline.window(shown) == whole


def test_views_go_round_and_keep_the_deal(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown, "order")  # by date: AMD is first
    assert timeline.deal == AMD
    for view in (*VIEWS[1:], VIEWS[0]):
        press(opened, timeline, shown, "view")
        assert timeline.view == view
        if view == "legs":
            chosen = timeline.chosen()
            assert chosen is not None and chosen.deal == AMD
    press(opened, timeline, shown, "view_back")
    assert timeline.view == VIEWS[-1]


def test_enter_opens_the_deal_and_evidence_of_an_aggregate(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    outcome = press(opened, timeline, shown, "enter")
    assert isinstance(outcome, Open)
    assert (outcome.what, outcome.subject.deal) == ("deal", FRAME)
    press(opened, timeline, shown, "order", "order")
    outcome = press(opened, timeline, shown, "enter")
    assert isinstance(outcome, Open)
    assert (outcome.what, outcome.subject.entity) == ("evidence", "openai")
    assert len(outcome.subject.claims) == 1


# -- the same rows for people who read


def test_the_list_prints_dates_as_exactly_as_they_are_known(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("list")
    press(opened, timeline, shown)
    frame = "\n".join(text(timeline, shown, wide=160, high=120))
    # 000 gives the memorandum as of September, 003 the half-year; 004's two weeks are counted back.
    for printed in (" 2025-09 ", " 2026-H2 ", " 2026-H1 ", " 2025-09-22~ ", " 2025-12-31~ "):
        assert printed in frame
    claims = shown.rows("list")
    assert [row["known_on"] for row in claims] == sorted(
        (row["known_on"] for row in claims), reverse=True
    )


def test_the_list_is_the_query_that_the_console_gets(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("list")
    press(opened, timeline, shown)
    ask = timeline.sql(shown)
    assert ask.query == "timeline_claims"
    frame = opened.store.run(named(ask.query), shown.context, ask.values())
    assert frame.rows() == shown.rows("list")


def test_the_first_gigawatt_of_amd_is_overdue_and_other_reports_say_later(
    opened: Opened, shown_at: At
) -> None:
    # 2026-06-30, the last day of the half, to 2026-11-22.
    late = (TODAY - date(2026, 6, 30)).days
    assert late == 145
    shown, timeline = shown_at("2026-11-22"), page("due")
    press(opened, timeline, shown)
    frame = text(timeline, shown)
    assert "1 overdue" in frame[0]
    assert frame[2].startswith("▌2026-H1     145 overdue AMD–OpenAI 2025") and "004" in frame[2]
    assert "second half of 2026" in " ".join(line.strip() for line in frame[-2:])
    assert isinstance(press(opened, timeline, shown, "enter"), Open)
    shown.context = shown.context.at(date(2026, 6, 30))
    press(opened, timeline, shown)
    assert "0 overdue" in text(timeline, shown)[0]


def test_the_next_dates_follow_and_what_is_gone_says_so(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("due")
    press(opened, timeline, shown)
    rows = shown.rows("due")
    days = [row["valid_to"] for row in rows if row["valid_to"] is not None]
    assert days == sorted(days) and not any(row["overdue"] for row in rows)
    framework = next(row for row in rows if row["deal_id"] == FRAME)
    assert framework["standing"] == "withdrawn"


def test_the_quietest_deals_come_first(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-11-22"), page("quiet")
    press(opened, timeline, shown)
    rows = shown.rows("quiet")
    # Only 002 tells of Nscale and Enfabrica.
    assert {row["deal_id"] for row in rows[:2]} == {"nvidia-nscale", "nvidia-enfabrica"}
    assert rows[0]["days"] == (TODAY - date(2025, 10, 5)).days
    assert rows[0]["told_by"] == ["002"]
    framework = next(row for row in rows if row["deal_id"] == FRAME)
    assert framework["told_by"] == ["000", "001", "002", "003", "004"]
    assert framework["known_on"] == date(2026, 3, 5)


# -- since the last visit


def test_what_is_new_since_a_date_is_marked(opened: Opened) -> None:
    context = Context(date(2026, 3, 5), since=date(2026, 2, 3))
    shown, timeline = Shown(context, names=opened.names), page()
    press(opened, timeline, shown, "last")
    frame = text(timeline, shown, high=56)
    # 001 alone came after 3 February.
    told_by_001 = {row["deal_id"] for row in _told_by(opened, "001") if row["deal_id"] is not None}
    assert f"{len(told_by_001)} new since 2026-02-03" in frame[0]
    marked = [line for line in frame[2:28] if line.startswith("+")]
    assert len(marked) == len(told_by_001)
    press(opened, timeline, shown, "first")
    frame = text(timeline, shown, high=56)
    below = frame[next(n for n, line in enumerate(frame) if line.startswith("Nvidia–OpenAI f")) :]
    dates = [line for line in below if line.startswith("+20")]
    assert dates and all(line.startswith("+2026-03-05") for line in dates)


def _told_by(opened: Opened, source: str) -> list[dict[str, object]]:
    ask = Ask.of("quiet", entity=None, deal=None)
    frame = opened.store.run(named(ask.query), Context(date(2026, 3, 5)), ask.values())
    return [row for row in frame.rows() if source in row["told_by"]]


# -- whole frames, read line by line when they were written


@pytest.mark.parametrize(
    ("name", "view", "day", "size", "glyphs"),
    [
        ("timeline-80x20", "deals", "2026-03-05", (80, 20), "full"),
        ("timeline-80x20-october", "deals", "2025-10-07", (80, 20), "full"),
        ("timeline-80x20-ascii", "deals", "2026-03-05", (80, 20), "ascii"),
        ("timeline-120x36", "deals", "2026-03-05", (120, 36), "full"),
        ("timeline-200x56", "deals", "2026-03-05", (200, 56), "full"),
        ("timeline-legs-80x20", "legs", "2026-03-05", (80, 20), "full"),
        ("timeline-list-120x36", "list", "2026-03-05", (120, 36), "full"),
        ("timeline-due-80x20", "due", "2026-11-22", (80, 20), "full"),
        ("timeline-quiet-80x20", "quiet", "2026-11-22", (80, 20), "full"),
    ],
)
def test_frames(
    drawn: Drawn,
    shown_at: At,
    frames: Path,
    name: str,
    view: str,
    day: str,
    size: tuple[int, int],
    glyphs: str,
) -> None:
    frame = drawn(page(view), shown_at(day), *size, glyphs)
    assert frame == (frames / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


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
