"""The Timeline's lists on the shipped corpus: what is due, who is quiet, what is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.pages.driving import press
from tests.pages.lanes import FRAME, TODAY, page, text
from tui.context import Context
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.pages.page import Ask, Open, Shown

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


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
