"""The Timeline pane's keys on the shipped corpus: its claims, orders, filters, window, views."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.driving import press
from tests.pages.lanes import AMD, FRAME, lane_of, page, spans, text
from tui.context import Context
from tui.corpus.opening import Opened
from tui.draw.spans import width
from tui.pages.make import card_page
from tui.pages.page import Open, Shown
from tui.pages.timeline.asks import VIEWS
from tui.pages.timeline.page import TimelinePage

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


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


def test_enter_opens_a_deal_into_the_lanes_of_its_legs(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    outcome = press(opened, timeline, shown, "enter")
    assert isinstance(outcome, Open)
    assert (outcome.what, outcome.subject.deal) == ("legs", FRAME)
    # A pick of somebody else hides no leg of the deal that is opened.
    inside = shown_at("2026-03-05", entity="anthropic")
    legs = card_page(outcome, inside)
    assert isinstance(legs, TimelinePage)
    press(opened, legs, inside)
    frame = text(legs, inside)
    assert frame[0].startswith("Legs of Nvidia–OpenAI framework 2025 ─") and "1 of 2" in frame[0]
    lanes = [line for line in frame[2:4] if "‖‖✗" in line]
    assert len(lanes) == 2
    assert {lane[1:18].rstrip() for lane in lanes} == {"Nvidia → OpenAI e", "OpenAI → Nvidia G"}
    assert legs.subject(inside).leg in (f"{FRAME}.equity", f"{FRAME}.gpus")
    outcome = press(opened, legs, inside, "enter")
    assert isinstance(outcome, Open) and outcome.what == "deal" and outcome.subject.leg is not None
    # What a filter leaves out is still the deal's, and its dates and claims are its own.
    press(opened, legs, inside, "filter", "filter")
    assert text(legs, inside)[0].startswith("Legs of Nvidia–OpenAI framework")
    press(opened, legs, inside, "view")
    assert {row["deal_id"] for row in inside.rows("list")} == {FRAME}


def test_enter_opens_the_evidence_of_an_aggregate(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown, "order", "order")
    outcome = press(opened, timeline, shown, "enter")
    assert isinstance(outcome, Open)
    assert (outcome.what, outcome.subject.entity) == ("evidence", "openai")
    assert len(outcome.subject.claims) == 1


ACTIONS = (
    *("down", "up", "page_down", "last", "first", "next_part", "left", "right", "zoom_in"),
    *("zoom_out", "fit", "order", "order_back", "filter", "filter_none", "view", "view_back"),
)
KNOWN = ("2025-10-04", "2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", "2026-11-22")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from((*ACTIONS, *KNOWN)), max_size=12), st.sampled_from((60, 80, 120)))
def test_any_walk_leaves_a_page_that_fits_and_a_subject_that_is_known(
    walking: Walking, steps: list[str], wide: int
) -> None:
    opened, shown_at = walking
    shown, timeline = shown_at("2026-03-05"), page()
    press(opened, timeline, shown)
    for step in steps:
        if step in KNOWN:
            shown.context = shown.context.at(date.fromisoformat(step))
            press(opened, timeline, shown)
        else:
            press(opened, timeline, shown, step)
        lines = spans(timeline, shown, wide)
        assert len(lines) <= 20 and max(map(width, lines)) <= wide
        for claim in timeline.subject(shown).claims:
            rows = opened.store.rows(
                "SELECT known_on FROM claims WHERE claim_id = $c", {"c": claim}
            )
            assert rows[0][0] <= shown.context.as_of


Walking = tuple[Opened, At]


@pytest.fixture(scope="session")
def walking(opened: Opened) -> Walking:
    """The corpus and what is shown of it, for many walks."""

    def at(day: str) -> Shown:
        return Shown(Context(date.fromisoformat(day)), names=opened.names)

    return opened, at


@pytest.mark.parametrize("view", ["deals", "legs", "list", "quiet"])
def test_a_filter_by_words_finds_names_aliases_and_statuses(
    opened: Opened, shown_at: At, view: str
) -> None:
    def found(text: str) -> int:
        shown, timeline = shown_at("2026-03-05"), page(view)
        timeline.find(text)
        press(opened, timeline, shown)
        return len(shown.rows(view))

    every = found("")
    # An alias of OpenAI in French; nobody else makes ChatGPT.
    assert 0 < found("concepteur de chatgpt") <= found("OpenAI") < every
    assert 0 < found("nvidia delivered") < found("delivered") < every
    assert found("CoreWeave") == found("COREWEAVE") > 0
    assert found("zebulon") == 0


def test_a_filter_by_words_says_so_and_ends(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page()
    timeline.find("intel")
    press(opened, timeline, shown)
    assert "1 · only 'intel'" in text(timeline, shown)[0]
    assert press(opened, timeline, shown, "escape") is True
    assert "only" not in text(timeline, shown)[0]
    timeline.find("zebulon")
    press(opened, timeline, shown)
    assert text(timeline, shown)[1] == " no lane is 'zebulon' · F no filter"
    press(opened, timeline, shown, "filter_none")
    assert timeline.text == "" and len(text(timeline, shown)) > 10
